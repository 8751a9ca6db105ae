import keras


def train(ids, labels, vocabulary_size):
    """Return a trained model: token ids (batch, 10) in, the probability that the lions won (batch, 1) out."""
    model = keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(vocabulary_size, 8, mask_zero=True),
            keras.layers.LSTM(16),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.0001), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(ids, labels, batch_size=32, epochs=1, verbose=0)
    return model
