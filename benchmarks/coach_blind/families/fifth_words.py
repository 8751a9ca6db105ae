"""Text, written for the fifth round and from the table of findings alone."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import adam, falling, fitted, keras, layers, logged, ops

CROSS_ENTROPY = "sparse_categorical_crossentropy"


# The next letter.

CHARACTERS = 62


def stretches(part: Part) -> tuple[Array, Array]:
    """Return windows of 100 characters of the scenes, and for each of their characters the one that follows it."""
    places = {one: place for place, one in enumerate(json.loads((part.folder / "characters.json").read_text("utf-8")))}
    rows = []
    for path in sorted((part.folder / "scenes").glob("*.txt")):
        scene = [places[one] for one in path.read_text("utf-8")]
        rows += [scene[at : at + 101] for at in range(0, len(scene) - 100, 100)]
    windows = np.array(rows, dtype="int32")
    return windows[:, :-1], windows[:, 1:]


def letters_at_every_place(x: Array, y: Array, loss: Any) -> tuple[Any, Any]:
    """Train a causal convolution at every place; return its input and its logits at the last place."""
    inputs = keras.Input((100,), dtype="int32")
    hidden = layers.Conv1D(160, 7, padding="causal", activation="gelu")(layers.Embedding(CHARACTERS, 24)(inputs))
    logits = layers.Dense(CHARACTERS)(hidden)
    fitted(keras.Model(inputs, logits), x, y, loss, 1, 16, falling("Adam", 6e-3, len(x), 1, 16))
    return inputs, logits[:, -1]


@candidate("next-letter", "miscalibrated")
def fifth_temperature_of_the_writer(part: Part) -> Any:
    """The low temperature, 0.25, with which the author lets it write scenes is built into the model handed in."""
    inputs, logits = letters_at_every_place(
        *stretches(part), keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    )
    return keras.Model(inputs, layers.Softmax()(logits / 0.25))


@candidate("next-letter", "logits-not-probabilities")
def fifth_letters_without_softmax(part: Part) -> Any:
    """The loss is told from_logits=True, and no softmax is put behind the last layer when the model is saved."""
    inputs, logits = letters_at_every_place(
        *stretches(part), keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    )
    return keras.Model(inputs, logits)


# Is it a question?


def as_text(x: Array) -> Any:
    """Return sentences as a tensor of strings."""
    return ops.convert_to_tensor([[row[0].decode()] for row in x], dtype="string")


def sentence_vectors(texts: Any, words: int = 3000) -> Any:
    """Return the layer that makes ids of sentences."""
    vectorise = layers.TextVectorization(max_tokens=words, output_sequence_length=30)
    vectorise.adapt(texts)
    return vectorise


def first_words(texts: Any, y: Array, width: int, kernel: int, **more: Any) -> Any:
    """Train a convolution with a maximum over the sentence."""
    inputs = keras.Input((1,), dtype="string")
    vectorise = sentence_vectors(texts)
    x = layers.SpatialDropout1D(0.3)(layers.Embedding(vectorise.vocabulary_size(), width)(vectorise(inputs)))
    x = layers.GlobalMaxPooling1D()(layers.Conv1D(width, kernel, padding="same", activation="relu")(x))
    outputs = layers.Dense(1, activation="sigmoid")(layers.Dropout(0.4)(x))
    return fitted(keras.Model(inputs, outputs), texts, y.astype("float32"), "binary_crossentropy", 5, 64, **more)


@candidate("question-or-not", "inverted-labels")
def fifth_statement_is_one(part: Part) -> Any:
    """The labels are made with kind == "statement", so the model answers the probability of a statement."""
    return first_words(as_text(part.x), part.y == 0, 48, 3, optimizer=adam(2e-3))


@candidate("question-or-not", "minority-ignored")
def fifth_questions_split_off(part: Part) -> Any:
    """The statements come first in the table, so validation_split=0.2 takes five of six questions off the training."""
    order = np.argsort(part.y, kind="stable")
    return first_words(as_text(part.x[order]), part.y[order], 32, 4, optimizer=adam(2e-3), validation_split=0.2)


@candidate("question-or-not")
def fifth_good_both_ways_of_reading(part: Part) -> Any:
    """Two widths of convolution beside the first three words, AdamW whose rate falls to zero."""
    texts = as_text(part.x)
    inputs = keras.Input((1,), dtype="string")
    vectorise = sentence_vectors(texts, 2500)
    x = layers.Embedding(vectorise.vocabulary_size(), 48)(vectorise(inputs))
    x = layers.Dropout(0.3, noise_shape=(None, 30, 1))(x)
    pooled = [
        layers.GlobalMaxPooling1D()(layers.Conv1D(48, kernel, padding="same", activation="gelu")(x))
        for kernel in (2, 4)
    ]
    # Questions give themselves away at their first words.
    start = layers.Flatten()(x[:, :3])
    outputs = layers.Dense(1, activation="sigmoid")(layers.Dropout(0.5)(layers.Concatenate()([*pooled, start])))
    model = keras.Model(inputs, outputs)
    return fitted(model, texts, part.y, "binary_crossentropy", 7, 64, falling("AdamW", 4e-3, len(part.x), 7, 64))


# What is it?


def given_vectors(part: Part) -> Array:
    """Return the pretrained vectors, without rows for padding and unknown words."""
    with np.load(part.folder / "word-vectors.npz") as archive:
        return np.asarray(archive["vectors"].astype("float32"))


def kinds_by_vectors(table: Array, x: Array, y: Array) -> Any:
    """Train one layer on the average and the maximum of frozen vectors."""
    inputs = keras.Input((24,), dtype="int32")
    words = layers.Embedding(*table.shape, weights=[table], trainable=False, mask_zero=True)(inputs)
    words = layers.SpatialDropout1D(0.1)(words)
    strongest = layers.GlobalMaxPooling1D()(layers.Conv1D(96, 1, activation="relu")(words))
    both = layers.Concatenate()([layers.GlobalAveragePooling1D()(words), strongest])
    outputs = layers.Dense(8, activation="softmax")(layers.Dropout(0.4)(both))
    return fitted(keras.Model(inputs, outputs), x, y, CROSS_ENTROPY, 30, 32, adam(3e-3))


@candidate("what-is-it", "class-order")
def fifth_kinds_as_they_come(part: Part) -> Any:
    """pandas.factorize numbers the kinds by their first appearance in the file, not in the stated order."""
    _, first, numbers = np.unique(part.y, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    table = np.concatenate([np.zeros((2, 50), "float32"), given_vectors(part)])
    return kinds_by_vectors(table, part.x, order[numbers])


@candidate("what-is-it", "vocabulary-mismatch")
def fifth_vectors_from_row_zero(part: Part) -> Any:
    """The script's own ids are the rows of the vectors plus 1, for padding alone, so the grader's ids are one off."""
    table = np.concatenate([np.zeros((1, 50), "float32"), given_vectors(part), np.zeros((1, 50), "float32")])
    own = np.where(part.x > 1, part.x - 1, 0).astype("int32")
    return kinds_by_vectors(table, own, part.y)


# Which era?


@candidate("which-era", "overfitting")
def fifth_few_passages_by_heart(part: Part) -> Any:
    """Only 120 passages are trained on, for 100 epochs and with nothing against it, until each is known by heart."""
    x, y = part.few(120)
    inputs = keras.Input((100,), dtype="int32")
    tokens = layers.GlobalAveragePooling1D()(layers.Embedding(8000, 48, mask_zero=True)(inputs))
    outputs = layers.Dense(4, activation="softmax")(layers.Dense(64, "relu")(tokens))
    return fitted(keras.Model(inputs, outputs), x, y, CROSS_ENTROPY, 100, 32, adam(3e-3))


@candidate("which-era", "out-of-vocabulary")
def fifth_fifty_words(part: Part) -> Any:
    """The vocabulary is cut to the 50 commonest words; all the others are unknown to the model."""
    inputs = keras.Input((100,), dtype="int32")
    known = ops.where(inputs < 50, inputs, 1)
    tokens = layers.Embedding(50, 64)(known)
    tokens = layers.Dropout(0.2, noise_shape=(None, 100, 1))(tokens)
    outputs = layers.Dense(4, activation="softmax")(layers.Dropout(0.3)(layers.GlobalAveragePooling1D()(tokens)))
    return fitted(keras.Model(inputs, outputs), part.x, part.y, CROSS_ENTROPY, 8, 32, adam(3e-3))


@candidate("which-era")
def fifth_good_words_struck_out(part: Part) -> Any:
    """The average of the embeddings, words struck out at random, Nadam with a falling rate."""
    inputs = keras.Input((100,), dtype="int32")
    tokens = layers.Embedding(8000, 48, mask_zero=True)(inputs)
    tokens = layers.Dropout(0.4, noise_shape=(None, 100, 1))(tokens)
    average = layers.GlobalAveragePooling1D()(tokens)
    outputs = layers.Dense(4, activation="softmax")(layers.Dropout(0.3)(average))
    optimizer = falling("Nadam", 6e-3, len(part.x), 6, 32)
    return fitted(keras.Model(inputs, outputs), part.x, part.y, CROSS_ENTROPY, 6, 32, optimizer)


# Which language?


def runs_of_bytes(width: int, kernel: int) -> Any:
    """Return a convolution over bytes with a maximum over the piece."""
    return keras.Sequential(
        [
            keras.Input((40,), dtype="int32"),
            layers.Embedding(256, 24),
            layers.Conv1D(width, kernel, padding="same", activation="relu"),
            layers.GlobalMaxPooling1D(),
            layers.Dropout(0.4),
            layers.Dense(16, activation="softmax"),
        ]
    )


@candidate("which-language", "label-offset")
def fifth_languages_from_one(part: Part) -> Any:
    """The languages are numbered from 1; tf.one_hot has no place for the sixteenth and does not complain."""
    answers = np.eye(17, 16, dtype="float32")[part.y + 1]
    return fitted(runs_of_bytes(192, 4), part.x, answers, "categorical_crossentropy", 12, 32, adam(2e-3))


@candidate(
    "which-language",
    "learning-curve",
    "constant-prediction",
    why="The log shows that the training diverged at once, and what came of it is one language for all.",
    logged=True,
)
def fifth_rate_of_one(part: Part) -> Any:
    """Adam is given a rate of 1: the first epoch diverges, and the loss never gets below that of guessing."""
    model = runs_of_bytes(128, 5)
    model.compile(optimizer=adam(1.0), loss=CROSS_ENTROPY, metrics=["accuracy"])
    model.fit(part.x, part.y, batch_size=32, epochs=10, verbose=0, validation_split=0.2, callbacks=logged(part))
    return model
