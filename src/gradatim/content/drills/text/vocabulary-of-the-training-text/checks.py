import numpy as np
from checking import require

TRAIN = ["The sea was calm, the sea was wide.", "The ship left the harbour!", "A calm ship."]
TEST = ["The pirates left a harbour", "WIDE, wide sea"]


def prepared(answer, size, length):
    """Return the two results as arrays of ids."""
    result = answer.prepare(list(TRAIN), list(TEST), size, length)
    require(
        isinstance(result, tuple | list) and len(result) == 2,
        expected="prepare to return two results: training ids and test ids",
        received=result,
        look="Call the layer once for each list of texts, and return both results.",
    )
    arrays = [np.asarray(part) for part in result]
    for array in arrays:
        require(
            array.ndim == 2 and np.issubdtype(array.dtype, np.integer),
            expected="each result as integers of shape (texts, length)",
            received=array,
            look='The output mode "int" of the layer, its default, gives one id a word.',
        )
    return arrays


def check_length(answer):
    """Each text becomes exactly `length` ids."""
    for length in (12, 3):
        train, test = prepared(answer, 100, length)
        require(
            train.shape == (len(TRAIN), length) and test.shape == (len(TEST), length),
            expected=f"{length} ids for each text: shapes {(len(TRAIN), length)} and {(len(TEST), length)}",
            received=f"shapes {train.shape} and {test.shape}",
            look="Which argument of TextVectorization fixes the length of its output?",
        )


def check_padding_comes_last(answer):
    """Short texts are filled up with 0 at the end."""
    train, _ = prepared(answer, 100, 12)
    require(
        (train[2, 3:] == 0).all() and (train[2, :3] > 0).all(),
        expected="the three words of 'A calm ship.' first, then nine times 0",
        received=train[2],
        look="TextVectorization pads at the end by itself; do not turn or pad its output again.",
    )


def check_same_word_same_id(answer):
    """A word has one id, whatever its case and the punctuation beside it."""
    train, test = prepared(answer, 100, 12)
    require(
        train[0, 1] == train[0, 5] == test[1, 2] and train[0, 7] == test[1, 0] == test[1, 1] > 1,
        expected="'sea', and 'wide' in its three spellings, to have one id each",
        received=f"sea: {train[0, 1]}, {train[0, 5]}, {test[1, 2]}; wide: {train[0, 7]}, {test[1, 0]}, {test[1, 1]}",
        look="The default standardisation of TextVectorization lowers the case and strips punctuation.",
    )


def check_test_words_are_unknown(answer):
    """A word that occurs only in the test text has id 1."""
    _, test = prepared(answer, 100, 12)
    require(
        test[0, 1] == 1 and (test[0, [0, 2, 3, 4]] > 1).all(),
        expected="id 1 for 'pirates', which is only in the test text, and ids above 1 for the words around it",
        received=test[0],
        look="Which texts does the layer learn its vocabulary from?",
    )


def check_size(answer):
    """The vocabulary has at most `size` entries."""
    train, test = prepared(answer, 5, 12)
    require(
        max(train.max(), test.max()) <= 4,
        expected="a vocabulary of at most 5 entries, so ids up to 4",
        received=f"ids up to {max(train.max(), test.max())}",
        look="Which argument of TextVectorization limits the vocabulary?",
    )
    require(
        len(np.unique(train)) == 5,
        expected="all 5 entries in use: padding, unknown and the three most frequent words",
        received=f"the ids {np.unique(train).tolist()}",
        look="`size` counts padding and unknown already: hand it on as it is.",
    )
