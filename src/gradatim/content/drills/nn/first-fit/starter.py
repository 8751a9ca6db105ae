import keras


def new_model(features):
    """Return a compiled model that predicts one number from a row of features."""
    model = ...  # TODO: the layers
    # TODO: optimizer, loss and metrics
    return model


def train(model, x, y):
    """Fit the model, the last 20 % of the rows held back for validation; return the history."""
    ...  # TODO
