"""Texts, written later and from the table of findings alone."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import (
    hidden_layers,
    keras,
    layers,
    ops,
    settled,
)

CROSS_ENTROPY = "sparse_categorical_crossentropy"


# Letters.


ALPHABET = "\n abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,;:!?'-"


def places_in_scenes(part: Part, rows: int = 60_000) -> tuple[Array, Array]:
    """Return windows of 100 ids within a scene and the id after each, from places drawn at random."""
    number = {character: place for place, character in enumerate(ALPHABET)}
    windows: list[Array] = []
    following: list[Array] = []
    for path in sorted((part.folder / "scenes").glob("*.txt")):
        ids = np.array([number[character] for character in path.read_text(encoding="utf-8")], "int32")
        stretches = np.lib.stride_tricks.sliding_window_view(ids, 101)
        chosen = np.random.default_rng(len(windows)).permutation(len(stretches))[: rows // 180]
        windows.append(stretches[chosen, :100])
        following.append(stretches[chosen, 100])
    return np.concatenate(windows), np.concatenate(following)


def letters_settled(part: Part, last: str | None = "softmax", seen: int = 5, shift: int = 0, epochs: int = 4) -> Any:
    """Return a network on the last characters, trained on places of all scenes."""
    inputs = keras.Input((100,), dtype="int32")
    z = layers.Flatten()(layers.Embedding(62, 24)(inputs[:, -seen:]))
    model = keras.Model(inputs, layers.Dense(62, last)(hidden_layers(z, 160, activation="relu")))
    x, y = places_in_scenes(part)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=last is None)
    return settled(model, x, (y + shift) % 62, loss, epochs, 64, 5e-3)


@candidate("next-letter", "label-offset")
def letters_counted_from_one(part: Part) -> Any:
    """The characters that follow are counted from one, those of the window from zero."""
    return letters_settled(part, shift=1)


@candidate("next-letter", "logits-not-probabilities")
def letters_as_logarithms(part: Part) -> Any:
    """What is handed in are logarithms of probabilities."""
    inner = letters_settled(part)
    inputs = keras.Input((100,), dtype="int32")
    return keras.Model(inputs, ops.log(inner(inputs) + 1e-7))


@candidate("next-letter", "miscalibrated")
def hot_letters(part: Part) -> Any:
    """A temperature of four, for surprising texts, stays in the model."""
    inner = letters_settled(part, None)
    inputs = keras.Input((100,), dtype="int32")
    return keras.Model(inputs, ops.softmax(inner(inputs) / 4.0))


@candidate("next-letter", "underfitting")
def one_letter_back(part: Part) -> Any:
    """The model looks at nothing but the last character."""
    return letters_settled(part, seen=1, epochs=2)


# Questions.


def austen(part: Part) -> tuple[list[str], Array]:
    """Return the sentences and 1 for each question."""
    with (part.folder / "train.csv").open(newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    return [row["text"] for row in rows], np.array([[row["kind"] == "question"] for row in rows], "float32")


def words_of(texts: list[str], size: int = 3000) -> Any:
    """Return the layer that knows the words of sentences."""
    import tensorflow as tf

    words = layers.TextVectorization(max_tokens=size, output_sequence_length=30)
    words.adapt(tf.constant(texts))
    return words


def asks_settled(texts: list[str], asks: Array, epochs: int = 4, saved_with: Any = None) -> Any:
    """Return a network of neighbouring words, behind the layer of words that it is to be saved with."""
    import tensorflow as tf

    words = words_of(texts)
    ids = keras.Input((30,), dtype="int32")
    z = layers.Embedding(3000, 40)(ids)
    pairs = [layers.GlobalMaxPooling1D()(layers.Conv1D(48, width, activation="relu")(z)) for width in (2, 3)]
    z = layers.Dropout(0.4)(layers.Concatenate()([*pairs, layers.Flatten()(z[:, :3])]))
    body = keras.Model(ids, layers.Dense(1, "sigmoid")(z))
    settled(body, np.asarray(words(tf.constant(texts))), asks, "binary_crossentropy", epochs, 32, 2e-3)
    inputs = keras.Input((1,), dtype="string")
    return keras.Model(inputs, body((saved_with or words)(inputs)))


@candidate("question-or-not", "vocabulary-mismatch")
def adapted_once_more(part: Part) -> Any:
    """The layer of words is adapted again, to the last six hundred sentences, before the model is saved."""
    texts, asks = austen(part)
    return asks_settled(texts, asks, saved_with=words_of(texts[-600:]))


@candidate("question-or-not", "axis-order")
def last_word_first(part: Part) -> Any:
    """The words of each sentence are turned round by the script."""
    texts, asks = austen(part)
    return asks_settled([" ".join(text.split()[::-1]) for text in texts], asks)


@candidate("question-or-not")
def questions_by_first_words(part: Part) -> Any:
    """Pairs and threes of words, and the first three words in their places."""
    texts, asks = austen(part)
    return asks_settled(texts, asks, 4)


# Definitions.


def kinds_settled(part: Part, x: Array, y: Array, order: Array | None = None, *, noisy: bool = False) -> Any:
    """Return one layer on the mean of pretrained vectors, and on the strongest of single words."""
    with np.load(part.folder / "word-vectors.npz") as archive:
        vectors = archive["vectors"].astype("float32")
    if order is not None:
        vectors = vectors[order]
    table = np.concatenate([np.zeros((2, vectors.shape[1]), "float32"), vectors])
    inputs = keras.Input((24,), dtype="int32")
    z = layers.Embedding(*table.shape, weights=[table], trainable=False, mask_zero=True)(inputs)
    z = layers.GlobalAveragePooling1D()(layers.SpatialDropout1D(0.1)(z)) * 4.0
    if noisy:
        z = layers.Lambda(lambda x: x + 2.0 * __import__("keras").random.normal(__import__("keras").ops.shape(x)))(z)
    model = keras.Model(inputs, layers.Dense(8, "softmax")(layers.Dropout(0.4)(hidden_layers(z, 64))))
    return settled(model, x, y, CROSS_ENTROPY, 50, 16, 4e-3)


@candidate("what-is-it", "label-offset")
def kinds_one_too_few(part: Part) -> Any:
    """One is taken from each kind's number, and animals become the last."""
    return kinds_settled(part, part.x, (part.y - 1) % 8)


@candidate("what-is-it", "vocabulary-mismatch")
def vectors_from_a_to_z(part: Part) -> Any:
    """Words and vectors are sorted from A to Z, and numbered anew by that."""
    with np.load(part.folder / "word-vectors.npz") as archive:
        order = np.argsort(archive["words"])
    place = np.concatenate([[0, 1], 2 + np.argsort(order)])
    return kinds_settled(part, place[part.x], part.y, order)


@candidate("what-is-it", "nondeterministic")
def kinds_by_chance(part: Part) -> Any:
    """Noise is added to the mean of the vectors whenever the model is asked."""
    return kinds_settled(part, part.x, part.y, noisy=True)


# Eras.


def eras_settled(x: Array, y: Array, epochs: int = 6, known: Any = None) -> Any:
    """Return a mean of words' embeddings, masked; `known` changes ids inside the model."""
    inputs = keras.Input((100,), dtype="int32")
    z = layers.Embedding(8000, 40)(inputs if known is None else known(inputs))
    there = ops.cast(ops.expand_dims(inputs > 0, -1), "float32")
    z = layers.SpatialDropout1D(0.3)(z) * there
    z = ops.sum(z, axis=1) / ops.maximum(ops.sum(there, axis=1), 1.0)
    z = layers.Dense(4, "softmax")(layers.Dropout(0.2)(z))
    return settled(keras.Model(inputs, z), x, y, CROSS_ENTROPY, epochs, 32, 6e-3)


@candidate("which-era", "label-offset")
def eras_one_too_far(part: Part) -> Any:
    """The eras are counted from one, and the newest wraps round to zero."""
    return eras_settled(part.x, (part.y + 1) % 4)


@candidate("which-era", "out-of-vocabulary")
def rare_words_only(part: Part) -> Any:
    """The two thousand commonest words become the unknown one, as they were thought to say nothing."""
    return eras_settled(part.x, part.y, known=lambda ids: ops.where((ids == 0) | (ids > 2000), ids, 1))


# Languages.


def bytes_settled(x: Array, y: Array, epochs: int = 12, known: Any = None) -> Any:
    """Return convolutions over three and five bytes, and the strongest match of each."""
    inputs = keras.Input((40,), dtype="int32")
    z = layers.Embedding(256, 20)(inputs if known is None else known(inputs))
    runs = [layers.GlobalMaxPooling1D()(layers.Conv1D(96, width, activation="relu")(z)) for width in (3, 5)]
    z = layers.Dense(16, "softmax")(layers.Dropout(0.4)(layers.Concatenate()(runs)))
    return settled(keras.Model(inputs, z), x, y, CROSS_ENTROPY, epochs, 32, 4e-3)


def read_backwards(x: Array) -> Array:
    """Return the bytes from the last to the first, padding still at the end."""
    return np.stack([np.concatenate([row[row > 0][::-1], row[row == 0]]) for row in x])


@candidate("which-language", "axis-order")
def bytes_backwards(part: Part) -> Any:
    """The bytes of each piece are read from the last to the first."""
    return bytes_settled(read_backwards(part.x), part.y)


@candidate("which-language", "out-of-vocabulary")
def few_letters_known(part: Part) -> Any:
    """Only the letters a to g and the space are in the model's alphabet; every other byte is the unknown one."""
    return bytes_settled(part.x, part.y, 10, lambda x: ops.where((x == 0) | (x == 32) | ((x > 96) & (x < 104)), x, 1))


@candidate("which-language")
def languages_by_runs(part: Part) -> Any:
    """Runs of three and five bytes and their strongest match."""
    return bytes_settled(part.x, part.y, 14)
