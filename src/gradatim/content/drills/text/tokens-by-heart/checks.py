import keras
from checking import require, require_defined

LENGTH = 5


def layer():
    """Return the layer of the README."""
    words = ["the", "river", "rose", "fell", "quickly"]
    return keras.layers.TextVectorization(vocabulary=words, output_sequence_length=LENGTH)


def compare(answer, name, text, look):
    """Hold the prediction `name` against the ids of a text."""
    predicted = require_defined(answer, name, look="Work it out from the table in the README, then write a list.")
    require(
        isinstance(predicted, list | tuple) and len(predicted) == LENGTH,
        expected=f"{name} to be a list of {LENGTH} ids",
        received=predicted,
        look="output_sequence_length fixes how many ids each text has.",
    )
    require(
        list(predicted) == layer()([text]).numpy()[0].tolist(),
        expected=f"{name} to be the ids that the layer returns for {text!r}",
        received=list(predicted),
        look=look,
    )


def check_vocabulary_size(answer):
    """The size of the vocabulary is right."""
    predicted = require_defined(answer, "vocabulary_size", look="Count the words, and what the layer adds to them.")
    require(
        predicted == layer().vocabulary_size() and isinstance(predicted, int),
        expected="the number that vectorize.vocabulary_size() returns",
        received=predicted,
        look="The layer puts two entries of its own before the five words: which two?",
    )


def check_short(answer):
    """A short text is right."""
    compare(
        answer,
        "short",
        "The river rose.",
        "The first word of the list has the id after padding and unknown; the layer fills up at the end.",
    )


def check_unknown(answer):
    """Unknown words are right."""
    compare(
        answer,
        "unknown",
        "A river fell, the sun rose",
        "An unknown word keeps its place, with id 1; of six words the layer keeps the first five.",
    )


def check_long(answer):
    """A long text is right."""
    compare(
        answer,
        "long",
        "quickly QUICKLY the river fell the river rose",
        "Case makes no difference, and what is too long is cut at the end.",
    )


def check_empty(answer):
    """An empty text is right."""
    compare(answer, "empty", "", "A text without words is nothing but padding.")
