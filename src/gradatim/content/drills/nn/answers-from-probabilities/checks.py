import keras
import numpy as np
from checking import line_of, require


class Fixed(keras.layers.Layer):
    """Returns its input: the rows of the checks are the probabilities themselves."""

    def call(self, inputs):
        return inputs


def model(columns):
    """Return a model whose predictions are its rows."""
    return keras.Sequential([keras.Input((columns,)), Fixed()])


ONE = np.array([[0.97], [0.2], [0.5], [0.0], [0.51], [0.49]], dtype="float32")
THREE = np.array([[0.1, 0.2, 0.7], [0.75, 0.15, 0.1], [0.3, 0.4, 0.3], [0.5, 0.25, 0.25]], dtype="float32")
NAMES = ["red", "green", "blue"]


def answers(answer, *threshold):
    """Return the answer's zeros and ones, if they are that."""
    received = answer.yes_or_no(model(1), ONE, *threshold)
    require(
        isinstance(received, np.ndarray) and received.shape == (6,),
        expected="an array of shape (6,) for 6 rows",
        received=received,
        look="`predict` returns (rows, 1). Which column do you want?",
        line=line_of("yes_or_no"),
    )
    require(
        np.issubdtype(received.dtype, np.integer),
        expected="whole numbers, 0 or 1",
        received=received,
        look="A comparison gives True and False; `astype` makes numbers of them.",
        line=line_of("yes_or_no"),
    )
    return received.tolist()


def check_yes_or_no(answer):
    """A row is answered by 1 where its probability is at least a half."""
    received = answers(answer)
    require(
        received == [1, 0, 1, 0, 1, 0],
        expected="0 or 1 by comparing each of the probabilities 0.97, 0.2, 0.5, 0, 0.51, 0.49 with 0.5",
        received=received,
        look="argmax of a single column is always 0; at least a half includes a half.",
        line=line_of("yes_or_no"),
    )


def check_threshold(answer):
    """The threshold is the one that was given."""
    for threshold, wanted in ((0.25, [1, 0, 1, 0, 1, 1]), (0.75, [1, 0, 0, 0, 0, 0])):
        received = answers(answer, threshold)
        require(
            received == wanted,
            expected=f"1 where the probability is at least the threshold {threshold}",
            received=received,
            look="Is the threshold a number in your function, or the parameter?",
            line=line_of("yes_or_no"),
        )


def names_of(answer, rows, names, **least):
    """Return the answer's names, if they are a list."""
    received = answer.class_names(model(len(names)), rows, names, **least)
    require(
        isinstance(received, list) and len(received) == len(rows),
        expected=f"a list of {len(rows)} names",
        received=received,
        look="One name for each row, in a list.",
        line=line_of("class_names"),
    )
    return received


def check_class_names(answer):
    """Each row gets the name of its most probable class."""
    for rows, names in ((THREE, NAMES), (THREE[:, :2], ["no", "yes"])):
        received = names_of(answer, rows, names)
        wanted = [names[position] for position in rows.argmax(axis=1)]
        require(
            received == wanted,
            expected=f"the most probable class of each row: {wanted}",
            received=received,
            look="argmax over the last axis gives the position of the name.",
            line=line_of("class_names"),
        )


def check_unsure(answer):
    """A row whose best probability is too low is unsure."""
    received = names_of(answer, THREE, NAMES, least=0.5)
    require(
        received == ["blue", "red", "unsure", "red"],
        expected='"unsure" only where the best probability is below 0.5: not at 0.7, 0.75 or exactly 0.5, but at 0.4',
        received=received,
        look="Compare the largest probability of each row with `least`.",
        line=line_of("class_names"),
    )
    require(
        names_of(answer, np.zeros((1, 3), "float32"), NAMES) == ["red"],
        expected="never unsure unless `least` is given",
        received="unsure",
        look="Which default does `least` have?",
        line=line_of("class_names"),
    )
