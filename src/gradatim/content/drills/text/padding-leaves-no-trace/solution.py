import keras


def build_model(vocabulary_size, units):
    """Return a model: token ids (batch, length) in, a probability (batch, 1) out; padding leaves no trace."""
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(vocabulary_size, 16, mask_zero=True),
            keras.layers.LSTM(units),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
