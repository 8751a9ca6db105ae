"""Reference answer: pretrained word vectors, frozen; what they mean together is read from words and pairs of words."""

import csv
import re
from pathlib import Path

import keras
import numpy as np

DATA = Path("data")
KINDS = ["animal", "artefact", "body", "food", "person", "place", "plant", "substance"]
LENGTH = 24
PADDING = 0
UNKNOWN = 1
FIRST_WORD = 2


def token_ids(text: str, ids: dict[str, int]) -> list[int]:
    """Return the 24 token ids of a text, exactly as the grader makes them."""
    words = re.findall("[a-z]+", text.lower())[:LENGTH]
    row = [ids.get(word, UNKNOWN) for word in words]
    return row + [PADDING] * (LENGTH - len(row))


def read_word_vectors() -> tuple[dict[str, int], np.ndarray]:
    """Return the id of each word, counted from 2, and the vectors (words, 50) without rows for the ids 0 and 1."""
    with np.load(DATA / "word-vectors.npz") as archive:
        words, vectors = archive["words"].tolist(), archive["vectors"].astype("float32")
    return {word: row for row, word in enumerate(words, start=FIRST_WORD)}, vectors


def training_data(ids: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return token ids (rows, 24) and class indices (rows,)."""
    with (DATA / "train.csv").open(newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    inputs = np.array([token_ids(row["definition"], ids) for row in rows], dtype="int32")
    labels = np.array([KINDS.index(row["kind"]) for row in rows], dtype="int32")
    return inputs, labels


def build_model(vectors: np.ndarray) -> keras.Model:
    """Every word counts by its average; convolutions find the telling words and pairs, wherever they stand."""
    table = np.concatenate([np.zeros((FIRST_WORD, vectors.shape[1]), "float32"), vectors])
    tokens = keras.Input((LENGTH,), dtype="int32", name="tokens")
    # Frozen: 357 definitions would move a few hundred words and leave their neighbours behind.
    words = keras.layers.Embedding(*table.shape, weights=[table], trainable=False, mask_zero=True)(tokens)
    # This noise shape strikes out whole words, so the model cannot lean on one word of one definition.
    words = keras.layers.Dropout(0.2, noise_shape=(None, LENGTH, 1))(words)
    average = keras.layers.GlobalAveragePooling1D()(words)
    strongest = [
        keras.layers.GlobalMaxPooling1D()(keras.layers.Conv1D(128, width, padding="same", activation="relu")(words))
        for width in (1, 2)
    ]
    features = keras.layers.Dropout(0.5)(keras.layers.Concatenate()([average, *strongest]))
    return keras.Model(tokens, keras.layers.Dense(len(KINDS), activation="softmax")(features))


def solution_model() -> keras.Model:
    """Build and train the model."""
    ids, vectors = read_word_vectors()
    inputs, labels = training_data(ids)
    model = build_model(vectors)
    model.compile(optimizer=keras.optimizers.Adam(2e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(inputs, labels, batch_size=32, epochs=30, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
