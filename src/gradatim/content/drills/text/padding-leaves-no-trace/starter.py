import keras


def build_model(vocabulary_size, units):
    """Return a model: token ids (batch, length) in, a probability (batch, 1) out; padding leaves no trace."""
    ...  # TODO: embedding, LSTM, and one probability
