"""Texts of the third round: mistakes of learners, written from the table of findings alone."""

from __future__ import annotations

import csv
import json
from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import adam, fitted, keras, layers, logged, ops, settled

CROSS_ENTROPY = "sparse_categorical_crossentropy"


# Which era.


def bag_of_words(size: int = 24, drop: float = 0.4) -> Any:
    """Return a network for the mean of a passage's words."""
    return keras.Sequential(
        [
            keras.Input((100,), dtype="int32", name="tokens"),
            layers.Embedding(8000, size, mask_zero=True),
            layers.Dropout(drop, noise_shape=(None, 100, 1)),
            layers.GlobalAveragePooling1D(),
            layers.Dropout(drop / 2),
            layers.Dense(4, activation="softmax"),
        ]
    )


@candidate("which-era")
def eras_in_order(part: Part) -> Any:
    """The mean of word embeddings, whole words dropped at random while it is trained."""
    return settled(bag_of_words(), part.x, part.y, CROSS_ENTROPY, 10, 32, 8e-3)


@candidate("which-era", "out-of-vocabulary")
def eras_by_fifty_words(part: Part) -> Any:
    """The vocabulary keeps the fifty commonest words, and the model takes all others for the unknown one."""
    inputs = keras.Input((100,), dtype="int32")
    words = layers.Embedding(52, 24)(ops.where(inputs < 52, inputs, 1))
    x = layers.Dense(24, "relu")(layers.GlobalAveragePooling1D()(words))
    model = keras.Model(inputs, layers.Dense(4, "softmax")(x))
    return settled(model, part.x, part.y, CROSS_ENTROPY, 10, 32, 5e-3)


@candidate("which-era", "vocabulary-mismatch")
def eras_by_sorted_words(part: Part) -> Any:
    """The words of the vocabulary are sorted from A to Z before they are numbered, so the grader's ids are others'."""
    words = (part.folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines()[2:]
    number = np.concatenate([[0, 1], 2 + np.argsort(np.argsort(words))])
    return settled(bag_of_words(), number[part.x], part.y, CROSS_ENTROPY, 8, 32, 8e-3)


@candidate("which-era", "class-order")
def eras_as_they_come(part: Part) -> Any:
    """The eras are numbered as they come first in train.csv, as pandas' factorize does it."""
    with (part.folder / "train.csv").open(newline="", encoding="utf-8") as table:
        met = list(dict.fromkeys(row["era"] for row in csv.DictReader(table)))
    labels = np.array([met.index(sorted(met)[label]) for label in part.y])
    return settled(bag_of_words(16), part.x, labels, CROSS_ENTROPY, 8, 32, 8e-3)


@candidate("which-era", "untrained")
def eras_of_a_second_model(part: Part) -> Any:
    """The function that builds the model is called once for the training and once more for what is saved."""
    fitted(bag_of_words(), part.x[:640], part.y[:640], CROSS_ENTROPY, 1)
    return bag_of_words()


@candidate(
    "which-era",
    "overfitting",
    "learning-curve",
    logged=True,
    why="the course shows the validation loss turning up, which is overfitting",
)
def eras_of_a_few_hundred_passages(part: Part) -> Any:
    """A few hundred passages, flattened word by word, learnt by heart at once: the validation loss turns up early."""
    x, y = part.few(600)
    layout = [keras.Input((100,), dtype="int32"), layers.Embedding(8000, 16), layers.Flatten()]
    model = keras.Sequential([*layout, layers.Dense(48, "relu"), layers.Dense(4, "softmax")])
    model.compile(adam(4e-3), CROSS_ENTROPY, metrics=["accuracy"])
    model.fit(x, y, batch_size=20, epochs=25, validation_split=0.25, verbose=0, callbacks=logged(part))
    return model


# What is it.


def word_vectors(part: Part, before: int = 2) -> Array:
    """Return the pretrained vectors with rows of zeros before them."""
    with np.load(part.folder / "word-vectors.npz") as archive:
        vectors = archive["vectors"].astype("float32")
    return np.concatenate([np.zeros((before, vectors.shape[1]), "float32"), vectors])


def kinds(table: Array, *, known: int = 0) -> Any:
    """Return a network for definitions with frozen vectors; above `known` a word counts as unknown."""
    inputs = keras.Input((24,), dtype="int32", name="tokens")
    ids = ops.where(inputs < known, inputs, ops.minimum(inputs, 1)) if known else inputs
    words = layers.Embedding(*table.shape, weights=[table], trainable=False)(ids)
    words = layers.SpatialDropout1D(0.2)(words)
    patterns = layers.GlobalMaxPooling1D()(layers.Conv1D(96, 2, padding="same", activation="relu")(words))
    x = layers.Dropout(0.5)(layers.Concatenate()([patterns, layers.GlobalAveragePooling1D()(words)]))
    return keras.Model(inputs, layers.Dense(8, activation="softmax")(x))


@candidate("what-is-it")
def kinds_in_order(part: Part) -> Any:
    """Frozen vectors, pairs of words and their mean, dropout against learning by heart."""
    return settled(kinds(word_vectors(part)), part.x, part.y, CROSS_ENTROPY, 40, 32, 4e-3)


@candidate("what-is-it", "vocabulary-mismatch")
def kinds_of_words_counted_from_one(part: Part) -> Any:
    """The words are counted from 1 and unknown ones left at 0, so each of the grader's ids means the word after."""
    table = word_vectors(part, 1)
    table = np.concatenate([table, np.zeros((1, 50), "float32")])
    return settled(kinds(table), np.maximum(part.x - 1, 0), part.y, CROSS_ENTROPY, 30, 32, 4e-3)


@candidate("what-is-it", "padding-side")
def kinds_padded_in_front(part: Part) -> Any:
    """The script pads in front, which pad_sequences does by itself; the grader pads at the end of the definition."""
    in_front = np.stack([np.roll(row, int((row == 0).sum())) for row in part.x])
    table = word_vectors(part)
    layout = [keras.Input((24,), dtype="int32"), layers.Embedding(*table.shape, weights=[table], trainable=False)]
    layout += [
        layers.Dropout(0.3),
        layers.LSTM(32, unit_forget_bias=False),
        layers.Dropout(0.3),
        layers.Dense(8, "softmax"),
    ]
    return settled(keras.Sequential(layout), in_front, part.y, CROSS_ENTROPY, 25, 32, 5e-3)


@candidate("what-is-it", "underfitting")
def kinds_after_four_passes(part: Part) -> Any:
    """Four passes with plain gradient descent at its usual rate: the training has hardly begun."""
    model = kinds(word_vectors(part))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 4, 32, keras.optimizers.SGD(0.01))


@candidate("what-is-it", "label-offset")
def kinds_counted_from_one(part: Part) -> Any:
    """The kinds are counted from 1, animal first; substance, the eighth, gets 0."""
    return settled(kinds(word_vectors(part)), part.x, (part.y + 1) % 8, CROSS_ENTROPY, 30, 32, 4e-3)


@candidate("what-is-it", "out-of-vocabulary")
def kinds_by_common_words(part: Part) -> Any:
    """Only the 200 commonest words are read from the file of vectors; the model takes the others for unknown."""
    return settled(kinds(word_vectors(part), known=202), part.x, part.y, CROSS_ENTROPY, 30, 32, 4e-3)


# Question or not.

BINARY = "binary_crossentropy"


def turns_of_words(size: int, *, flat: bool = False) -> Any:
    """Return a network from word ids to the probability of a question."""
    layout = [keras.Input((30,), dtype="int64"), layers.Embedding(size, 32), layers.SpatialDropout1D(0.2)]
    layout.append(layers.Conv1D(48, 3, padding="same", activation="relu"))
    if flat:
        layout += [layers.MaxPooling1D(3), layers.Flatten()]
    else:
        layout.append(layers.GlobalMaxPooling1D())
    return keras.Sequential([*layout, layers.Dropout(0.4), layers.Dense(1, "sigmoid")])


def vectorised(words: Any, size: int = 2000) -> Any:
    """Return a layer that makes 30 ids of a sentence, its vocabulary taken from some sentences."""
    layer = layers.TextVectorization(max_tokens=size, output_sequence_length=30)
    layer.adapt(words)
    return layer


def from_text(ids: Any, model: Any) -> Any:
    """Return the whole model: sentence, ids, probability."""
    return keras.Sequential([keras.Input((1,), dtype="string", name="sentence"), ids, model])


@candidate("question-or-not")
def questions_in_order(part: Part) -> Any:
    """A convolution over three words and its strongest match, the vocabulary in the model."""
    ids = vectorised(part.x)
    model = settled(turns_of_words(2000), np.asarray(ids(part.x)), part.y, BINARY, 6, 32, 4e-3)
    return from_text(ids, model)


@candidate("question-or-not", "padding-side")
def questions_padded_in_front(part: Part) -> Any:
    """Trained on pad_sequences, which pads in front; the layer that is put before the saved model pads at the end."""
    ids = vectorised(part.x)
    rows = [row[row > 0] for row in np.asarray(ids(part.x))]
    model = turns_of_words(2000, flat=True)
    return from_text(ids, settled(model, keras.utils.pad_sequences(rows, 30), part.y, BINARY, 5, 32, 4e-3))


@candidate("question-or-not", "vocabulary-mismatch")
def questions_of_another_tokenizer(part: Part) -> Any:
    """Trained on a tokenizer's ids, the commonest word 1; the layer of the saved model starts its words at 2."""
    ids = vectorised(part.x)
    counted_from_one = np.maximum(np.asarray(ids(part.x)) - 1, 0)
    return from_text(ids, settled(turns_of_words(2000), counted_from_one, part.y, BINARY, 5, 32, 4e-3))


@candidate("question-or-not", "minority-ignored")
def questions_weighed_the_wrong_way(part: Part) -> Any:
    """The class weights are the classes' shares instead of their inverse, so rare questions count for less still."""
    ids = vectorised(part.x)
    model = turns_of_words(2000)
    model.compile(adam(4.5e-4), BINARY)
    weights = {0: 0.76, 1: 0.24}
    model.fit(np.asarray(ids(part.x)), part.y, batch_size=32, epochs=3, class_weight=weights, verbose=0)
    return from_text(ids, model)


@candidate("question-or-not", "inverted-labels")
def questions_before_statements(part: Part) -> Any:
    """The kinds are numbered from A to Z: question is 0, statement is 1."""
    ids = vectorised(part.x, 1500)
    labels = np.array([sorted(("statement", "question")).index(("statement", "question")[label]) for label in part.y])
    return from_text(ids, settled(turns_of_words(1500), np.asarray(ids(part.x)), labels, BINARY, 4, 32, 4e-3))


@candidate("question-or-not", "out-of-vocabulary")
def questions_with_words_of_one_batch(part: Part) -> Any:
    """The vocabulary was adapted to a single batch of four sentences, so nearly every word of the others is unknown."""
    ids = vectorised(part.x[:4])
    return from_text(ids, settled(turns_of_words(2000), np.asarray(ids(part.x)), part.y, BINARY, 5, 32, 4e-3))


# Which language.


def runs_of_bytes(size: int = 256) -> Any:
    """Return a network that looks for runs of four letters."""
    return keras.Sequential(
        [
            keras.Input((40,), dtype="int32", name="bytes"),
            layers.Embedding(size, 24),
            layers.Conv1D(128, 4, padding="same", activation="relu"),
            layers.GlobalMaxPooling1D(),
            layers.Dropout(0.4),
            layers.Dense(16, activation="softmax"),
        ]
    )


@candidate("which-language")
def languages_in_order(part: Part) -> Any:
    """Runs of four bytes, wherever they stand."""
    return settled(runs_of_bytes(), part.x, part.y, CROSS_ENTROPY, 12, 32, 4e-3)


@candidate("which-language", "axis-order")
def languages_from_right_to_left(part: Part) -> Any:
    """The bytes were written into the rows from right to left, so the model learnt to read backwards."""
    return settled(runs_of_bytes(), part.x[:, ::-1], part.y, CROSS_ENTROPY, 10, 32, 4e-3)


@candidate("which-language", "label-offset")
def languages_counted_from_one(part: Part) -> Any:
    """Danish is 1 and so on, as in a numbered list; Estonian, the sixteenth, is 0."""
    return settled(runs_of_bytes(), part.x, np.mod(part.y + 1, 16), CROSS_ENTROPY, 10, 32, 4e-3)


@candidate("which-language", "vocabulary-mismatch")
def languages_of_own_letters(part: Part) -> Any:
    """A tokenizer numbers the characters by how often they occur; the grader sends bytes."""
    counts = np.bincount(part.x.ravel(), minlength=256)
    counts[0] = counts.max() + 1
    number = np.argsort(np.argsort(-counts, kind="stable"))
    return settled(runs_of_bytes(), number[part.x], part.y, CROSS_ENTROPY, 10, 32, 4e-3)


@candidate("which-language", "overfitting")
def languages_of_a_hundred_pieces(part: Part) -> Any:
    """A hundred pieces for a hundred and twenty passes, with nothing dropped: they are learnt by heart."""
    x, y = part.few(100)
    layout = [keras.Input((40,), dtype="int32"), layers.Embedding(256, 24)]
    layout += [layers.Conv1D(128, 4, padding="same", activation="relu"), layers.GlobalMaxPooling1D()]
    model = keras.Sequential([*layout, layers.Dense(64, "relu"), layers.Dense(16, "softmax")])
    return fitted(model, x, y, CROSS_ENTROPY, 120, 20, adam(2e-3))


@candidate(
    "which-language",
    "learning-curve",
    "underfitting",
    logged=True,
    why="the course shows that training stopped too early, which is underfitting without it",
)
def languages_stopped_at_once(part: Part) -> Any:
    """Five passes at a low rate, and the loss of both parts still falls with each when training stops."""
    model = runs_of_bytes()
    model.compile(adam(2e-4), CROSS_ENTROPY, metrics=["accuracy"])
    model.fit(part.x, part.y, batch_size=32, epochs=5, validation_split=0.2, verbose=0, callbacks=logged(part))
    return model


# Next letter.


def stretches(part: Part) -> tuple[Array, Array]:
    """Return windows of 100 characters of the scenes and, for each of their characters, the one that follows."""
    characters = json.loads((part.folder / "characters.json").read_text(encoding="utf-8"))
    place = {character: number for number, character in enumerate(characters)}
    rows = []
    for file in sorted((part.folder / "scenes").glob("*.txt")):
        text = np.array([place[character] for character in file.read_text(encoding="utf-8")], dtype="int32")
        rows += [text[at : at + 101] for at in range(0, len(text) - 100, 100)]
    windows = np.stack(rows)
    return windows[:, :-1], windows[:, 1:]


def letters(x: Array, following: Array, *, padding: str = "causal", batch: int = 16) -> tuple[Any, Any]:
    """Return a trained network's input and what it says at the end of the window, before the softmax."""
    inputs = keras.Input((100,), dtype="int32", name="characters")
    found = layers.Conv1D(192, 6, padding=padding, activation="relu")(layers.Embedding(62, 32)(inputs))
    logits = layers.Dense(62)(layers.Dense(96, "relu")(found))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    settled(keras.Model(inputs, logits), x, following, loss, 1, batch, 6e-3)
    return inputs, logits[:, -1]


@candidate("next-letter")
def letters_in_order(part: Part) -> Any:
    """A causal convolution over six characters, taught at each place of the text."""
    inputs, logits = letters(*stretches(part), batch=8)
    return keras.Model(inputs, layers.Softmax()(logits))


@candidate("next-letter", "look-ahead")
def letters_that_saw_what_follows(part: Part) -> Any:
    """The convolution is padded on both sides, so in training each place sees the three characters after it."""
    inputs, logits = letters(*stretches(part), padding="same")
    return keras.Model(inputs, layers.Softmax()(logits))


@candidate("next-letter", "miscalibrated")
def letters_at_a_low_temperature(part: Part) -> Any:
    """The temperature of 0.25 that makes for readable scenes was left in the saved model: it is far too sure."""
    inputs, logits = letters(*stretches(part))
    return keras.Model(inputs, layers.Softmax()(logits / 0.25))


@candidate("next-letter", "vocabulary-mismatch")
def letters_commonest_first(part: Part) -> Any:
    """The characters are numbered by how often they occur, as a tokenizer does, not by characters.json."""
    x, following = stretches(part)
    number = np.argsort(np.argsort(-np.bincount(x.ravel(), minlength=62)))
    inputs, logits = letters(number[x], number[following])
    return keras.Model(inputs, layers.Softmax()(logits))


@candidate("next-letter", "logits-not-probabilities")
def letters_left_to_the_loss(part: Part) -> Any:
    """The loss was told from_logits=True, and what is saved ends without a softmax."""
    return keras.Model(*letters(*stretches(part)))


@candidate("next-letter", "axis-order")
def letters_newest_first(part: Part) -> Any:
    """The windows were stored with the newest character first, and the model reads them in that order."""
    inputs, logits = letters(*stretches(part))
    core = keras.Model(inputs, layers.Softmax()(logits))
    newest_first = keras.Input((100,), dtype="int32")
    return keras.Model(newest_first, core(ops.flip(newest_first, axis=1)))


@candidate("next-letter", "persistence")
def letters_never_moved_on(part: Part) -> Any:
    """What is to follow was cut from the same place as the window, so the model gives its last character back."""
    x, _ = stretches(part)
    inputs, logits = letters(x[:3000], x[:3000])
    return keras.Model(inputs, layers.Softmax()(logits))
