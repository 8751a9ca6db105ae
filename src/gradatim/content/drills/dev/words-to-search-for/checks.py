import keras
import numpy as np
from checking import line_of, require


def terms(answer, message, own_names=()):
    """Return what the answer makes of a message, if it is a string."""
    received = answer.search_terms(message, list(own_names))
    require(
        isinstance(received, str),
        expected="a string of words",
        received=received,
        look="Join the words that remain, with one space between them.",
        line=line_of("search_terms"),
    )
    return received


def require_terms(answer, message, own_names, wanted, look):
    """Hold the terms of one message against those that are wanted."""
    received = terms(answer, message, own_names)
    require(
        received == wanted,
        expected=f"{wanted!r} for the message {message!r}" + (f" and own names {own_names}" if own_names else ""),
        received=repr(received),
        look=look,
        line=line_of("search_terms"),
    )


def error_of(call):
    """Return what a call raises, as the last lines of a traceback show it."""
    try:
        call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def check_paths(answer):
    """Paths are left out."""
    look = "A path goes from white space to white space. Take it out whole, before you look for words."
    missing = "No such file or directory:"
    for path in ("'/home/ana/iris flowers.csv'", r"'C:\Users\li\iris flowers.csv'", "'../data/iris flowers.csv'"):
        message = f"FileNotFoundError: [Errno 2] {missing} {path}"
        wanted = "FileNotFoundError Errno No such file or directory flowers.csv"
        require_terms(answer, message, [], wanted, look)


def check_own_names(answer):
    """The own names are left out, as whole words."""
    look = "Compare whole words with the own names."
    require_terms(answer, "KeyError: 'petal_width'", ["petal_width"], "KeyError", look)
    message = "NameError: name 'net' is not defined in the network of 'net_2' or '_net'"
    require_terms(answer, message, ["net"], "NameError name is not defined in the network of net or _net", look)
    wanted = "NameError name net is not defined in the network of or _net"
    require_terms(answer, message, ["net_2"], wanted, "Compare before the number at the end is taken off.")


def check_words_and_numbers(answer):
    """Words remain as they are; numbers, sizes and punctuation do not."""
    look = "What is a word? See the README."
    for message, wanted in (
        ("ValueError: Argument(s) not recognized: {'lr': 1e-05}", "ValueError Argument s not recognized lr"),
        ("shapes (None, 28, 28, 3) and (32,) of tf.Tensor.", "shapes and of tf.Tensor"),
        ("Cannot cast float32 to int64, 3.5x or 7.size, _x y2", "Cannot cast float32 to int64 or _x y2"),
        ("layer conv2d_12 after max_pooling2d_3", "layer conv2d after max_pooling2d"),
        ("", ""),
    ):
        require_terms(answer, message, [], wanted, look)


def check_at_most_12(answer):
    """At most 12 words are returned."""
    letters = "abcdefghijklmnop"
    for count in (11, 12, 13, 16):
        message = ", ".join(letters[:count])
        wanted = " ".join(letters[: min(count, 12)])
        require_terms(answer, f"7 {message}", [], wanted, "Count the words that remain, not those of the message.")


def wrong_width(name, width):
    """Give a layer rows of another width than it was built for; return the message."""
    layer = keras.layers.Dense(2, name=name)
    layer.build((None, width))
    return error_of(lambda: layer(np.zeros((5, width + 1))))


def wrong_labels(rows, classes):
    """Give a loss labels of too few axes; return the message."""
    return error_of(lambda: keras.losses.categorical_crossentropy(np.zeros(rows), np.zeros((rows, classes))))


def check_two_people_search_for_the_same(answer):
    """Two people with the same mistake get the same words from the messages of Keras."""
    pairs = (
        (wrong_width("dense_3", 4), wrong_width("dense_17", 128)),
        (wrong_labels(4, 3), wrong_labels(600, 10)),
    )
    for one, other in pairs:
        mine, theirs = terms(answer, one), terms(answer, other)
        require(
            mine == theirs and len(mine.split()) == 12,
            expected="12 words, the same ones for two people who made the same mistake",
            received=f"{mine!r} and {theirs!r}",
            look="What differs between them belongs to one person.",
            line=line_of("search_terms"),
        )
