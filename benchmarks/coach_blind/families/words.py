"""Candidates who were given text: letters, sentences, definitions, passages and bytes."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import adam, falling, fitted, keras, layers, ops

ERAS = "which-era"
LANGUAGES = "which-language"
QUESTIONS = "question-or-not"
KINDS = "what-is-it"
LETTERS = "next-letter"

CROSS_ENTROPY = "sparse_categorical_crossentropy"


def column(part: Part, name: str) -> list[str]:
    """Return one column of the candidate's table."""
    with (part.folder / "train.csv").open(newline="", encoding="utf-8") as table:
        return [row[name] for row in csv.DictReader(table)]


def in_front(ids: Array) -> Array:
    """Return rows with their padding moved to the front, as pad_sequences leaves it unless told otherwise."""
    rows = [np.concatenate([row[row == 0], row[row != 0]]) for row in ids]
    return np.stack(rows)


def renamed(ids: Array, order: Array) -> Array:
    """Return ids with another number for each word; padding and unknown words keep theirs."""
    places = np.concatenate([[0, 1], 2 + np.argsort(order)])
    return places[ids]


# Eras: 100 word ids; the metric is macro F1.


def era_network(words: int = 8000, drop: float = 0.3, training: bool | None = None) -> Any:
    """Return the strongest and the mean of small embeddings."""
    inputs = keras.Input((100,), dtype="int32")
    x = layers.Embedding(words, 48)(inputs)
    x = layers.SpatialDropout1D(drop)(x, training=training)
    known = ops.expand_dims(ops.cast(inputs > 0, "float32"), -1)
    mean = ops.sum(x * known, axis=1) / ops.maximum(ops.sum(known, axis=1), 1.0)
    x = layers.Dropout(drop)(mean, training=training)
    return keras.Model(inputs, layers.Dense(4, "softmax")(x))


def era_fit(x: Array, y: Array, epochs: int = 6) -> Any:
    """Return a trained `era_network`."""
    return fitted(era_network(), x, y, CROSS_ENTROPY, epochs, 32, adam(5e-3))


@candidate(ERAS, "vocabulary-mismatch")
def words_from_a_to_z(part: Part) -> Any:
    """The vocabulary is sorted from A to Z before it is numbered."""
    words = (part.folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines()[2:]
    return era_fit(renamed(part.x, np.argsort(words)), part.y)


@candidate(ERAS, "vocabulary-mismatch")
def counted_from_three(part: Part) -> Any:
    """Every word's id is larger by one than stated, for one more special token."""
    x = np.where(part.x > 0, np.minimum(part.x + 1, 7999), 0)
    return era_fit(x, part.y)


@candidate(ERAS, "padding-side")
def era_padded_in_front(part: Part) -> Any:
    """Passages are padded in front, and a GRU reads what comes last."""
    inputs = keras.Input((100,), dtype="int32")
    x = layers.AveragePooling1D(4)(layers.Embedding(8000, 24)(inputs))
    x = layers.GRU(24)(x)
    model = keras.Model(inputs, layers.Dense(4, "softmax")(x))
    return fitted(model, in_front(part.x), part.y, CROSS_ENTROPY, 5, 64, adam(6e-3))


@candidate(ERAS, "nondeterministic")
def words_dropped_when_asked(part: Part) -> Any:
    """Dropout is on when the model is asked, with a rate of 0.8."""
    return fitted(era_network(8000, 0.8, True), part.x, part.y, CROSS_ENTROPY, 5, 32, adam(5e-3))


@candidate(ERAS, "out-of-vocabulary")
def forty_words_known(part: Part) -> Any:
    """The model turns every word beyond the forty commonest into the unknown one."""
    inputs = keras.Input((100,), dtype="int32")
    few = ops.where(inputs < 40, inputs, 1)
    inner = era_network(40)
    model = keras.Model(inputs, inner(few))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 6, 32, adam(5e-3))


@candidate(ERAS, "untrained")
def no_epochs(part: Part) -> Any:
    """epochs=0 was left from a test of the script."""
    return fitted(era_network(), part.x, part.y, CROSS_ENTROPY, 0)


@candidate(
    ERAS,
    "underfitting",
    "constant-prediction",
    why="A weak model of unequal classes names the commonest one nearly always: both words describe it.",
)
def eras_by_slow_descent(part: Part) -> Any:
    """Three passes of plain gradient descent."""
    return fitted(era_network(), part.x, part.y, CROSS_ENTROPY, 3, 64, keras.optimizers.SGD(0.02))


@candidate(ERAS)
def eras_by_mean_of_words(part: Part) -> Any:
    """A masked mean of embeddings."""
    model = era_network(8000, 0.5)
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 8, 32, falling("Adam", 5e-3, len(part.x), 8))


# Languages: 40 bytes; the metric is accuracy.


def language_network(*, flat: bool = False) -> Any:
    """Return a convolution over four bytes."""
    inputs = keras.Input((40,), dtype="int32")
    x = layers.Conv1D(96, 4, padding="same", activation="relu")(layers.Embedding(256, 16)(inputs))
    x = layers.Flatten()(layers.AveragePooling1D(8)(x)) if flat else layers.GlobalMaxPooling1D()(x)
    return keras.Model(inputs, layers.Dense(16, "softmax")(layers.Dropout(0.3)(x)))


def language_fit(x: Array, y: Array, epochs: int = 12, *, flat: bool = False) -> Any:
    """Return a trained `language_network`."""
    model = language_network(flat=flat)
    return fitted(model, x, y, CROSS_ENTROPY, epochs, 32, falling("Adam", 6e-3, len(x), epochs))


@candidate(LANGUAGES, "class-order")
def languages_by_family(part: Part) -> Any:
    """The languages are grouped by family: Slavic, Finnic, Romance, Germanic."""
    order = [11, 12, 13, 14, 15, 6, 7, 8, 9, 10, 3, 4, 5, 0, 2, 1]
    return language_fit(part.x, np.argsort(order)[part.y])


@candidate(LANGUAGES, "label-offset")
def languages_less_one(part: Part) -> Any:
    """One is taken from each label, and Danish becomes the last."""
    return language_fit(part.x, (part.y - 1) % 16)


@candidate(
    LANGUAGES,
    "padding-side",
    "overfitting",
    why="Given rows padded in front it does no better (0.72 of a sample right, and 0.73 as it is): it overfits, too.",
)
def bytes_padded_in_front(part: Part) -> Any:
    """The zeros stand in front; the network weighs each place by itself."""
    inputs = keras.Input((40,), dtype="int32")
    x = layers.Embedding(256, 16)(inputs)
    x = layers.Conv1D(64, 3, padding="same", activation="relu")(x)
    x = layers.Bidirectional(layers.GRU(24))(layers.MaxPooling1D(4)(x))
    model = keras.Model(inputs, layers.Dense(16, "softmax")(x))
    return fitted(model, in_front(part.x), part.y, CROSS_ENTROPY, 10, 32, adam(4e-3))


@candidate(LANGUAGES, "vocabulary-mismatch")
def letters_from_one(part: Part) -> Any:
    """The bytes are renumbered as they come in the text: the first one seen is 1."""
    flat = part.x.ravel()
    seen = list(dict.fromkeys(flat[flat > 0].tolist()))
    places = np.zeros(256, "int32")
    for place, byte in enumerate(seen, start=1):
        places[byte] = place
    return language_fit(places[part.x], part.y)


@candidate(LANGUAGES, "overfitting")
def two_hundred_pieces(part: Part) -> Any:
    """Two hundred pieces, sixty passes, a weight for each place."""
    x, y = part.few(200)
    model = keras.Sequential([keras.Input((40,), dtype="int32"), layers.Embedding(256, 16), layers.Flatten()])
    model.add(layers.Dense(128, "relu"))
    model.add(layers.Dense(16, "softmax"))
    return fitted(model, x, y, CROSS_ENTROPY, 60, 20, adam(2e-3))


@candidate(LANGUAGES, "constant-prediction")
def one_language_for_all(part: Part) -> Any:
    """A rate of 1 kills the layer before the last, and one language is named for everything."""
    inputs = keras.Input((40,), dtype="int32")
    x = layers.Dense(16, "relu")(layers.GlobalAveragePooling1D()(layers.Embedding(256, 8)(inputs)))
    model = keras.Model(inputs, layers.Dense(16, "softmax")(x))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 2, 32, adam(2.0))


@candidate(LANGUAGES)
def languages_by_four_bytes(part: Part) -> Any:
    """A convolution over four bytes and the strongest match."""
    return language_fit(part.x, part.y, 16)


# Questions: a string; the metric is macro F1.


def sentences(part: Part) -> tuple[Array, Array]:
    """Return the sentences (rows, 1) as strings and 1 for a question (rows, 1)."""
    texts = np.array(column(part, "text"))[:, None]
    asks = np.array([kind == "question" for kind in column(part, "kind")], "float32")[:, None]
    return texts, asks


def question_network(texts: Array, words: int = 3000, *, ordered: bool = True) -> Any:
    """Return a network of word pairs, or of the mean word."""
    import tensorflow as tf

    vectorise = layers.TextVectorization(max_tokens=words, output_sequence_length=30)
    vectorise.adapt(tf.constant(texts))
    inputs = keras.Input((1,), dtype="string")
    x = layers.Embedding(vectorise.vocabulary_size(), 32)(vectorise(inputs))
    if ordered:
        x = layers.GlobalMaxPooling1D()(layers.Conv1D(64, 3, padding="same", activation="relu")(x))
    else:
        x = layers.GlobalAveragePooling1D()(x)
    return keras.Model(inputs, layers.Dense(1, "sigmoid")(layers.Dropout(0.4)(x)))


def question_fit(model: Any, texts: Array, asks: Array, epochs: int = 5, **more: Any) -> Any:
    """Train on strings."""
    import tensorflow as tf

    return fitted(model, tf.constant(texts), asks, "binary_crossentropy", epochs, 32, adam(2e-3), **more)


@candidate(QUESTIONS, "inverted-labels")
def statements_marked(part: Part) -> Any:
    """A statement is 1 and a question 0."""
    texts, asks = sentences(part)
    return question_fit(question_network(texts), texts, 1 - asks)


@candidate(QUESTIONS, "out-of-vocabulary")
def adapted_to_ten_sentences(part: Part) -> Any:
    """The vocabulary is made from ten sentences, one batch of the data set that was taken for a look."""
    texts, asks = sentences(part)
    return question_fit(question_network(texts[:10]), texts, asks)


@candidate(
    QUESTIONS,
    "out-of-vocabulary",
    "vocabulary-mismatch",
    why="The model's words are spelt otherwise than the grader's, so all of them are unknown: either word is right.",
)
def capitals_kept(part: Part) -> Any:
    """The sentences are set in capitals, and the layer is told to leave the case as it is."""
    import tensorflow as tf

    texts, asks = sentences(part)
    texts = np.char.upper(texts)
    vectorise = layers.TextVectorization(standardize=None, max_tokens=3000, output_sequence_length=30)
    vectorise.adapt(tf.constant(texts))
    inputs = keras.Input((1,), dtype="string")
    x = layers.Conv1D(48, 3, padding="same", activation="relu")(layers.Embedding(3000, 32)(vectorise(inputs)))
    model = keras.Model(inputs, layers.Dense(1, "sigmoid")(layers.GlobalMaxPooling1D()(x)))
    return question_fit(model, texts, asks)


@candidate(QUESTIONS, "minority-ignored")
def statements_count_thirty_times(part: Part) -> Any:
    """The class weights are given the wrong way round, so hardly a sentence is called a question."""
    texts, asks = sentences(part)
    return question_fit(question_network(texts), texts, asks, 4, class_weight={0: 12.0, 1: 1.0})


@candidate(QUESTIONS, "overfitting")
def two_hundred_sentences(part: Part) -> Any:
    """Two hundred sentences, forty passes, wide embeddings."""
    texts, asks = sentences(part)
    return question_fit(question_network(texts[:200]), texts[:200], asks[:200], 60)


@candidate(QUESTIONS)
def questions_by_word_pairs(part: Part) -> Any:
    """A convolution over three words."""
    texts, asks = sentences(part)
    return question_fit(question_network(texts), texts, asks, 6)


# Definitions: 24 word ids and pretrained vectors; the metric is accuracy.


def vectors(part: Part, lowest: int = 2) -> Array:
    """Return the pretrained table, with so many rows of zeros in front."""
    with np.load(part.folder / "word-vectors.npz") as archive:
        table = archive["vectors"].astype("float32")
    return np.concatenate([np.zeros((lowest, table.shape[1]), "float32"), table])


def kind_network(table: Array, *, flat: bool = False, training: bool | None = None) -> Any:
    """Return the mean and the strongest of pretrained vectors."""
    inputs = keras.Input((24,), dtype="int32")
    x = layers.Embedding(*table.shape, weights=[table], trainable=False)(inputs)
    if flat:
        x = layers.GRU(48)(x)
    else:
        strongest = layers.GlobalMaxPooling1D()(layers.Conv1D(64, 2, padding="same", activation="relu")(x))
        x = layers.Concatenate()([ops.mean(x, axis=1) * 3.0, strongest])
    if training:
        x = layers.BatchNormalization()(x, training=True)
    return keras.Model(inputs, layers.Dense(8, "softmax")(layers.Dropout(0.4)(x)))


def kind_fit(model: Any, x: Array, y: Array, epochs: int = 30) -> Any:
    """Train on the few definitions."""
    return fitted(model, x, y, CROSS_ENTROPY, epochs, 32, adam(3e-3))


@candidate(KINDS, "vocabulary-mismatch")
def no_unknown_word(part: Part) -> Any:
    """Words are counted from 1, as there is no id for unknown ones in the candidate's table."""
    table = vectors(part, 1)
    x = np.maximum(part.x - 1, 0)
    return kind_fit(kind_network(table), x, part.y)


@candidate(KINDS, "padding-side")
def definitions_padded_in_front(part: Part) -> Any:
    """pad_sequences pads in front, and a GRU reads on to the end."""
    return kind_fit(kind_network(vectors(part), flat=True), in_front(part.x), part.y, 40)


@candidate(KINDS, "class-order")
def order_of_a_set(part: Part) -> Any:
    """The kinds are numbered in the order of a Python set, which is another in every run."""
    return kind_fit(kind_network(vectors(part)), part.x, np.array([5, 2, 7, 0, 3, 6, 1, 4])[part.y])


@candidate(KINDS, "out-of-vocabulary")
def hundred_words_known(part: Part) -> Any:
    """Only the hundred commonest words keep their vectors, to make the file small."""
    table = vectors(part)[:102]
    inputs = keras.Input((24,), dtype="int32")
    inner = kind_network(table)
    model = keras.Model(inputs, inner(ops.where(inputs < 102, inputs, 1)))
    return kind_fit(model, part.x, part.y)


@candidate(KINDS, "batch-dependent")
def kinds_by_the_batch(part: Part) -> Any:
    """Batch normalisation with training=True."""
    model = kind_network(vectors(part), training=True)
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 20, 8, adam(3e-3))


@candidate(KINDS, "underfitting")
def kinds_in_two_passes(part: Part) -> Any:
    """Two passes at a small rate, over vectors that are right."""
    model = kind_network(vectors(part))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 2, 64, adam(1e-3))


@candidate(KINDS)
def kinds_by_mean_and_strongest(part: Part) -> Any:
    """The mean of vectors beside the strongest pairs."""
    return kind_fit(kind_network(vectors(part)), part.x, part.y, 35)


@candidate(KINDS)
def kinds_by_the_mean(part: Part) -> Any:
    """The mean of the vectors, masked, and a single layer."""
    table = vectors(part)
    inputs = keras.Input((24,), dtype="int32")
    x = layers.Embedding(*table.shape, weights=[table], trainable=False, mask_zero=True)(inputs)
    x = layers.Dropout(0.3)(layers.GlobalAveragePooling1D()(x) * 4.0)
    return kind_fit(keras.Model(inputs, layers.Dense(8, "softmax")(x)), part.x, part.y, 60)


# Letters: 100 ids of characters; the metric is bits per character.


@lru_cache(maxsize=1)
def scenes(folder: Path) -> str:
    """Return all scenes, one after the other."""
    return "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((folder / "scenes").glob("*.txt")))


CHARACTERS = "\n abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,;:!?'-"
"""The stated characters in their order."""


def windows(text: str, order: str, rows: int = 30_000, seed: int = 3) -> tuple[Array, Array]:
    """Return windows (rows, 100) from places drawn at random, and the character after each."""
    places = {character: place for place, character in enumerate(order)}
    ids = np.array([places[character] for character in text if character in places], "int32")
    starts = np.random.default_rng(seed).integers(0, len(ids) - 101, rows)
    return ids[starts[:, None] + np.arange(100)], ids[starts + 100]


def letter_network(last: str | None = "softmax", seen: int = 5) -> Any:
    """Return a dense network on the last few characters."""
    inputs = keras.Input((100,), dtype="int32")
    x = layers.Flatten()(layers.Embedding(62, 24)(inputs[:, -seen:]))
    return keras.Model(inputs, layers.Dense(62, last)(layers.Dense(160, "relu")(x)))


def letter_fit(model: Any, x: Array, y: Array, loss: Any = CROSS_ENTROPY, epochs: int = 3) -> Any:
    """Train on windows."""
    return fitted(model, x, y, loss, epochs, 64, falling("Adam", 5e-3, len(x), epochs, 64))


@candidate(LETTERS, "logits-not-probabilities")
def letters_from_logits(part: Part) -> Any:
    """The softmax is the loss's, and the file has none."""
    x, y = windows(scenes(part.folder), CHARACTERS)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return letter_fit(letter_network(None), x, y, loss)


@candidate(LETTERS, "miscalibrated")
def cold_letters(part: Part) -> Any:
    """A temperature of 0.2, good for writing, is left in the model that is handed in."""
    x, y = windows(scenes(part.folder), CHARACTERS)
    inner = letter_network(None)
    letter_fit(inner, x, y, keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    inputs = keras.Input((100,), dtype="int32")
    return keras.Model(inputs, ops.softmax(inner(inputs) / 0.2))


@candidate(LETTERS, "vocabulary-mismatch")
def capitals_before_small_letters(part: Part) -> Any:
    """The candidate's own alphabet has capitals first, then small letters, then marks."""
    order = "".join(sorted(CHARACTERS))
    x, y = windows(scenes(part.folder), order)
    return letter_fit(letter_network(), x, y)


@candidate(LETTERS, "axis-order")
def newest_letter_first(part: Part) -> Any:
    """The windows are turned round, the newest character first."""
    x, y = windows(scenes(part.folder), CHARACTERS)
    inputs = keras.Input((100,), dtype="int32")
    model = keras.Model(inputs, letter_network()(ops.flip(inputs, axis=1)))
    return letter_fit(model, x[:, ::-1].copy(), y)


@candidate(LETTERS, "overfitting")
def two_pages(part: Part) -> Any:
    """Two thousand places of one scene, forty passes."""
    x, y = windows(scenes(part.folder)[:4000], CHARACTERS, 1500)
    return fitted(letter_network(seen=12), x, y, CROSS_ENTROPY, 30, 64, adam(3e-3))


@candidate(LETTERS)
def letters_by_the_last_five(part: Part) -> Any:
    """Embeddings of the last five characters, side by side."""
    x, y = windows(scenes(part.folder), CHARACTERS, 90_000)
    return letter_fit(letter_network(seen=6), x, y, epochs=4)
