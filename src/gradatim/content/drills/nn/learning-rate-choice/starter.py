import keras


def new_model(features):
    """Return a model that is not compiled yet, always with the same first weights."""
    keras.utils.set_random_seed(7)
    return keras.Sequential([keras.Input((features,)), keras.layers.Dense(1)])


def validation_losses(rates, train, validation):
    """Train a new model with each learning rate; return the last validation loss of each rate."""
    losses = {}
    for rate in rates:
        losses[rate] = ...  # TODO: build, compile, fit, and read the validation loss
    return losses


def best_rate(losses):
    """Return the rate with the lowest finite loss."""
    ...  # TODO
