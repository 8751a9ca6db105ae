"""Counts the words from 0 and pads with 0 behind, as if there were no ids for padding and unknown words."""

import csv
import re
from pathlib import Path

import keras
import numpy as np

KINDS = ["animal", "artefact", "body", "food", "person", "place", "plant", "substance"]


def solution_model() -> keras.Model:
    """Build and train the model."""
    with np.load("data/word-vectors.npz") as archive:
        words, vectors = archive["words"].tolist(), archive["vectors"].astype("float32")
    vocabulary = {word: row for row, word in enumerate(words)}
    with Path("data/train.csv").open(newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    ids = [
        [vocabulary[word] for word in re.findall("[a-z]+", row["definition"].lower()) if word in vocabulary]
        for row in rows
    ]
    inputs = keras.utils.pad_sequences(ids, maxlen=24, padding="post", truncating="post")
    labels = np.array([KINDS.index(row["kind"]) for row in rows])

    table = vectors
    model = keras.Sequential(
        [
            keras.Input((24,), dtype="int32", name="tokens"),
            keras.layers.Embedding(*table.shape, weights=[table], trainable=False),
            keras.layers.Dropout(0.2, noise_shape=(None, 24, 1)),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(len(KINDS), activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(5e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(inputs, labels, batch_size=32, epochs=60, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
