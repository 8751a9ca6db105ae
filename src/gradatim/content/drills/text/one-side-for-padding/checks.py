import numpy as np
from checking import require, shown

TRAIN = ["the north wind and the sun argued", "the sun won, the wind lost"]


def encoded(answer, text):
    """Return the tokenizer's word ids, and the ids of one text as a list."""
    tokenizer = answer.make_tokenizer(list(TRAIN))
    require(
        hasattr(tokenizer, "word_index"),
        expected="make_tokenizer to return the fitted Tokenizer",
        received=tokenizer,
        look="The last line of make_tokenizer returns it.",
    )
    ids = np.asarray(answer.encode(tokenizer, [text]))
    require(
        ids.shape == (1, 6) and np.issubdtype(ids.dtype, np.integer),
        expected=f"encode(tokenizer, [{text!r}]) to be integers of shape (1, 6)",
        received=ids,
        look="pad_sequences returns such an array when maxlen is 6.",
    )
    return tokenizer.word_index, ids[0].tolist()


def compare(answer, text, look, expected):
    """Hold the ids of a text against those that its words have, unknown 1, padded and cut at the end."""
    index, ids = encoded(answer, text)
    wanted = ([index.get(word, 1) for word in text.lower().split()] + [0] * 6)[:6]
    require(ids == wanted, expected=expected, received=shown(ids), look=look)


def check_known_words(answer):
    """Six known words have six different places and ids from 2 up."""
    index, ids = encoded(answer, "the north wind and the sun")
    require(
        min(ids) >= 2,
        expected="ids from 2 up for known words, because 0 is padding and 1 is unknown",
        received=shown(ids),
        look="Tokenizer gives id 1 to its most frequent word unless `oov_token` takes that place.",
    )
    require(
        ids == [index[word] for word in "the north wind and the sun".split()],
        expected="the ids of the six words in their order",
        received=shown(ids),
        look="texts_to_sequences keeps the order; nothing may turn it afterwards.",
    )


def check_unknown_word(answer):
    """An unknown word keeps its place."""
    compare(
        answer,
        "the polar wind and the sun",
        "Does anything between the tokenizer and the padding leave words out?",
        "'polar' to keep its place, second of six, with id 1",
    )


def check_short_text(answer):
    """A short text is filled up at the end."""
    compare(
        answer,
        "the wind lost",
        "pad_sequences fills up at the front unless told otherwise.",
        "three word ids, then three times 0 at the end",
    )


def check_long_text(answer):
    """A long text is cut at the end."""
    compare(
        answer,
        "the north wind lost and the sun won",
        "Filling up and cutting are two arguments of pad_sequences, each with its own side.",
        "the first six of eight words: the end is cut off",
    )
