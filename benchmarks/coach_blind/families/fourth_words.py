"""Words, written for a fourth round and from the table of findings alone."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import adam, falling, fitted, keras, layers, logged

CROSS_ENTROPY = "sparse_categorical_crossentropy"


# The next letter.


def stretches(part: Part) -> Array:
    """Return the scenes' character ids in rows of 101: a window and the character behind it."""
    places = {one: place for place, one in enumerate(json.loads((part.folder / "characters.json").read_text("utf-8")))}
    scenes = [path.read_text("utf-8") for path in sorted((part.folder / "scenes").glob("*.txt"))]
    return np.array(
        [[places[one] for one in scene[at : at + 101]] for scene in scenes for at in range(0, len(scene) - 100, 100)],
        "int32",
    )


def letter_models() -> tuple[Any, Any]:
    """Return two models with the same weights: logits at every place of a window, and logits at its end."""
    inputs = keras.Input((100,), dtype="int32")
    x = layers.Embedding(62, 32)(inputs)
    x = layers.Conv1D(224, 7, padding="causal", activation="relu")(x)
    x = layers.Dense(128, "relu")(x)
    x = layers.Dense(62)(x)
    return keras.Model(inputs, x), keras.Model(inputs, x[:, -1])


def learnt_letters(rows: Array) -> Any:
    """Train at every place, and return the model that answers at the end, with logits."""
    everywhere, at_the_end = letter_models()
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    fitted(everywhere, rows[:, :-1], rows[:, 1:], loss, 2, 16, falling("Adam", 4e-3, len(rows), 2, 16))
    return at_the_end


@candidate("next-letter", "logits-not-probabilities")
def fourth_from_logits_and_no_softmax(part: Part) -> Any:
    """The loss takes logits, as in the tutorial on text generation, and no softmax is put behind the model."""
    return learnt_letters(stretches(part))


@candidate("next-letter", "axis-order")
def fourth_newest_letter_first(part: Part) -> Any:
    """The windows are turned round in training, so that the newest character stands first instead of last."""
    model = learnt_letters(stretches(part))
    inputs = keras.Input((100,), dtype="int32")
    return keras.Model(inputs, layers.Softmax()(model(inputs[:, ::-1])))


@candidate("next-letter", "miscalibrated")
def fourth_temperature_left_in(part: Part) -> Any:
    """The low temperature for writing text, 0.3, is left in the model, so it is far too sure."""
    model = learnt_letters(stretches(part))
    return keras.Model(model.inputs, layers.Softmax()(layers.Rescaling(1 / 0.3)(model.outputs[0])))


# Question or not.


def sentences(part: Part) -> Any:
    """Return the sentences as a tensor of strings, one a row."""
    return keras.ops.convert_to_tensor(part.x.astype(str), dtype="string")


def question_network(vectorise: Any, words: int) -> Any:
    """Return a model of strings around a network that looks at three words at a time."""
    inputs = keras.Input((1,), dtype="string")
    return keras.Model(inputs, question_layers(vectorise(inputs), words))


def question_layers(ids: Any, words: int) -> Any:
    """Return the probability of a question from word ids."""
    x = layers.SpatialDropout1D(0.3)(layers.Embedding(words, 48)(ids))
    x = layers.Conv1D(48, 3, padding="same", activation="relu")(x)
    x = layers.Dropout(0.5)(layers.GlobalMaxPooling1D()(x))
    return layers.Dense(1, "sigmoid")(x)


@candidate("question-or-not", "out-of-vocabulary")
def fourth_vocabulary_of_ten(part: Part) -> Any:
    """The vocabulary has room for ten entries instead of some thousands, so most words are the same unknown one."""
    x = sentences(part)
    vectorise = layers.TextVectorization(max_tokens=10, output_sequence_length=30)
    vectorise.adapt(x)
    return fitted(question_network(vectorise, 10), x, part.y, "binary_crossentropy", 6, 32)


@candidate("question-or-not", "vocabulary-mismatch")
def fourth_vocabulary_sorted_afterwards(part: Part) -> Any:
    """The network learns with words numbered by frequency; the saved model numbers the same words from A to Z."""
    x = sentences(part)
    learnt = layers.TextVectorization(max_tokens=3000, output_sequence_length=30)
    learnt.adapt(x)
    ids = keras.Input((30,), dtype="int64")
    network = keras.Model(ids, question_layers(ids, 3000))
    fitted(network, np.asarray(learnt(x)), part.y, "binary_crossentropy", 6, 32)
    saved = layers.TextVectorization(output_sequence_length=30)
    saved.set_vocabulary(sorted(learnt.get_vocabulary(include_special_tokens=False)))
    inputs = keras.Input((1,), dtype="string")
    return keras.Model(inputs, network(saved(inputs)))


@candidate(
    "question-or-not",
    "minority-ignored",
    "constant-prediction",
    why="of two classes, a rare one that is never found and a common one that is always given are the same thing",
)
def fourth_hardly_any_questions(part: Part) -> Any:
    """The training has 40 statements for each question, and nothing makes up for it, so questions go unnoticed."""
    statements, questions = np.flatnonzero(part.y == 0), np.flatnonzero(part.y == 1)
    chosen = np.random.default_rng(4).permutation(np.concatenate([statements, questions[: len(statements) // 40]]))
    x = sentences(part)
    vectorise = layers.TextVectorization(max_tokens=3000, output_sequence_length=30)
    vectorise.adapt(x)
    some = keras.ops.convert_to_tensor(part.x[chosen].astype(str), dtype="string")
    return fitted(question_network(vectorise, 3000), some, part.y[chosen], "binary_crossentropy", 4, 32)


# Which era.


@candidate("which-era", "padding-side")
def fourth_padded_in_front(part: Part) -> Any:
    """pad_sequences is left at its default, which pads in front; the grader pads at the end."""
    rows = [row[row != 0] for row in part.x]
    x = keras.utils.pad_sequences(rows, 100)
    inputs = keras.Input((100,), dtype="int32")
    words = layers.SpatialDropout1D(0.3)(layers.Embedding(8000, 32)(inputs))
    x_words = layers.GRU(32)(layers.AveragePooling1D(5)(words))
    model = keras.Model(inputs, layers.Dense(4, "softmax")(layers.Dropout(0.3)(x_words)))
    return fitted(model, x, part.y, CROSS_ENTROPY, 5, 32, adam(3e-3))


def era_network() -> Any:
    """Return an untrained network that averages the words it knows."""
    return keras.Sequential(
        [
            keras.Input((100,), dtype="int32"),
            layers.Embedding(8000, 64, mask_zero=True),
            layers.Dropout(0.4, noise_shape=(None, 100, 1)),
            layers.GlobalAveragePooling1D(),
            layers.Dropout(0.3),
            layers.Dense(4, activation="softmax"),
        ]
    )


@candidate("which-era", "overfitting")
def fourth_sixty_passages_by_heart(part: Part) -> Any:
    """Only 60 passages are used, for 100 epochs, by a network with as many weights as there are words."""
    x, y = part.few(60, seed=4)
    inputs = keras.Input((100,), dtype="int32")
    words = layers.GlobalAveragePooling1D()(layers.Embedding(8000, 32, mask_zero=True)(inputs))
    model = keras.Model(inputs, layers.Dense(4, "softmax")(layers.Dense(32, "relu")(words)))
    return fitted(model, x, y, CROSS_ENTROPY, 100, 20, adam(3e-3))


@candidate("which-era", "label-offset")
def fourth_eras_from_one_to_four(part: Part) -> Any:
    """The eras are numbered from 1 to 4, and 4 becomes 0 so that four outputs suffice."""
    y = (part.y + 1) % 4
    return fitted(era_network(), part.x, y, CROSS_ENTROPY, 8, 32, falling("Adam", 5e-3, len(y), 8))


# Which language.


def byte_network() -> Any:
    """Return an untrained network that looks at runs of four bytes."""
    inputs = keras.Input((40,), dtype="int32")
    x = layers.Conv1D(160, 4, padding="same", activation="relu")(layers.Embedding(256, 32)(inputs))
    x = layers.Dropout(0.4)(layers.GlobalMaxPooling1D()(x))
    return keras.Model(inputs, layers.Dense(16, "softmax")(x))


@candidate("which-language", "class-order")
def fourth_languages_from_a_to_z(part: Part) -> Any:
    """A LabelEncoder numbers the languages from Afrikaans to Swedish instead of in the stated order."""
    names = list(part.task.output.classes)
    y = np.array([sorted(names).index(name) for name in names])[part.y]
    return fitted(byte_network(), part.x, y, CROSS_ENTROPY, 16, 32, falling("Adam", 5e-3, len(y), 16))


@candidate("which-language", "vocabulary-mismatch")
def fourth_own_numbers_for_the_characters(part: Part) -> Any:
    """The characters are numbered by how often they occur, as a Tokenizer does, instead of by their bytes."""
    counts = np.bincount(part.x.ravel(), minlength=256)
    counts[0] = counts.max() + 1
    numbers = np.argsort(np.argsort(-counts, kind="stable"))
    x = numbers[part.x].astype("int32")
    return fitted(byte_network(), x, part.y, CROSS_ENTROPY, 16, 32, falling("Adam", 5e-3, len(x), 16))


@candidate(
    "which-language",
    "learning-curve",
    "underfitting",
    why="a rate that is far too low leaves a model that has not learnt enough",
    logged=True,
)
def fourth_rate_far_too_low(part: Part) -> Any:
    """The learning rate is 0.00002 instead of 0.002, so the loss hardly moves in all epochs."""
    return fitted(byte_network(), part.x, part.y, CROSS_ENTROPY, 14, 32, adam(2e-5), callbacks=logged(part))


# What is it.


def word_table(part: Part, first: int = 2) -> Array:
    """Return the pretrained vectors behind rows of zeros for the ids that are no words."""
    with np.load(part.folder / "word-vectors.npz") as archive:
        vectors = archive["vectors"].astype("float32")
    return np.concatenate([np.zeros((first, vectors.shape[1]), "float32"), vectors])


def meaning_network(table: Array) -> Any:
    """Return an untrained network on frozen vectors: their mean and their strongest patterns."""
    inputs = keras.Input((24,), dtype="int32")
    words = layers.Embedding(*table.shape, weights=[table], trainable=False, mask_zero=True)(inputs)
    words = layers.Dropout(0.2, noise_shape=(None, 24, 1))(words)
    mean = layers.GlobalAveragePooling1D()(words)
    strongest = layers.GlobalMaxPooling1D()(layers.Conv1D(128, 2, padding="same", activation="relu")(words))
    x = layers.Dropout(0.5)(layers.Concatenate()([mean, strongest]))
    return keras.Model(inputs, layers.Dense(8, "softmax")(x))


@candidate("what-is-it", "vocabulary-mismatch")
def fourth_words_counted_from_one(part: Part) -> Any:
    """The words are numbered from 1, as if only padding had an id, so the grader's ids mean the words beside."""
    x = np.where(part.x > 1, part.x - 1, part.x)
    return fitted(meaning_network(word_table(part, 1)), x, part.y, CROSS_ENTROPY, 30, 32, adam(2e-3))


@candidate("what-is-it", "constant-prediction")
def fourth_head_of_a_sorted_table(part: Part) -> Any:
    """To be quick only the first 45 rows are used, of a table sorted by kind: nearly all of them are animals."""
    order = np.argsort(part.y, kind="stable")[:45]
    return fitted(meaning_network(word_table(part)), part.x[order], part.y[order], CROSS_ENTROPY, 30, 16, adam(2e-3))


@candidate("what-is-it", "underfitting")
def fourth_plain_descent_for_ten_epochs(part: Part) -> Any:
    """Ten epochs of plain gradient descent at its default rate are too few for a layer on averaged vectors."""
    table = word_table(part)
    inputs = keras.Input((24,), dtype="int32")
    words = layers.Embedding(*table.shape, weights=[table], trainable=False, mask_zero=True)(inputs)
    x = layers.Dense(8, "softmax")(layers.GlobalAveragePooling1D()(words))
    return fitted(keras.Model(inputs, x), part.x, part.y, CROSS_ENTROPY, 10, 32, "sgd")
