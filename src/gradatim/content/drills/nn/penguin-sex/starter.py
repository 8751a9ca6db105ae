import keras


def train(features, labels):
    """Return a model that gives each bird the probability of being a male, trained on these birds."""
    model = ...  # TODO: the layers; the features are raw values of very different size
    # TODO: compile and fit
    return model
