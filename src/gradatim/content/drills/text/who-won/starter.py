import keras


def train(ids, labels, vocabulary_size):
    """Return a trained model: token ids (batch, 10) in, the probability that the lions won (batch, 1) out."""
    ...  # TODO: build a model that reads in order, compile and fit it
