import keras
import numpy as np


def bits_per_character(model, ids, following):
    """Return the mean of -log2 of the probabilities that the model gave to the characters that came."""
    probabilities = model.predict(ids, verbose=0)
    given = probabilities[np.arange(len(following)), following]
    return float(-np.log2(np.maximum(given, 1e-12)).mean())


def train(ids, following, characters):
    """Return a trained model: windows of ids (batch, 12) in, probabilities of the next character out."""
    model = keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(characters, 16),
            keras.layers.LSTM(48),
            keras.layers.Dense(characters, activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    model.fit(np.zeros_like(ids), following, batch_size=64, epochs=3, verbose=0)
    return model
