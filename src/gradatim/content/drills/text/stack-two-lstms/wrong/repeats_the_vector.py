import keras


def build_model(vocabulary_size):
    """Return a model: token ids (batch, length) in, the probabilities of three categories (batch, 3) out."""
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(vocabulary_size, 16, mask_zero=True),
            keras.layers.Bidirectional(keras.layers.LSTM(32)),
            keras.layers.RepeatVector(10),
            keras.layers.LSTM(16),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
