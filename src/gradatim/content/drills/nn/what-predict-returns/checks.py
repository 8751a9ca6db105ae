import keras
import numpy as np
from checking import line_of, require, require_defined, shown


def model(units, activation):
    """Return a model for rows of 4 numbers."""
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(units, activation=activation)])


def compare(answer, name, truth, look):
    """Hold one prediction against what the line really gives."""
    predicted = require_defined(answer, name, look="Read the comment above it and predict what that line gives.")
    require(
        type(predicted) in (type(truth), int if isinstance(truth, float) else type(truth)) and predicted == truth,
        expected=f"{name} to be what the line above it gives",
        received=f"{name} = {shown(predicted)}",
        look=look,
        line=line_of(name),
    )


def check_shapes(answer):
    """The shapes of predictions are predicted."""
    three, one = model(3, "softmax"), model(1, "sigmoid")
    compare(
        answer,
        "one_row_each",
        three.predict(np.zeros((8, 4)), verbose=0).shape,
        "How many rows go in, and how many numbers does the last layer give for each?",
    )
    compare(
        answer, "one_unit", one.predict(np.zeros((8, 4)), verbose=0).shape, "Does an axis vanish because it is short?"
    )
    compare(
        answer,
        "many_rows",
        three.predict(np.zeros((100, 4)), batch_size=32, verbose=0).shape,
        "Batches are how it is computed. Which rows do you get back?",
    )
    compare(
        answer,
        "classes_of_rows",
        three.predict(np.zeros((8, 4)), verbose=0).argmax(axis=-1).shape,
        "What becomes of the axis over which argmax is taken?",
    )


def check_probabilities(answer):
    """The sum of probabilities is predicted."""
    total = round(float(model(3, "softmax").predict(np.zeros((8, 4)), verbose=0).sum()), 3)
    compare(answer, "sum_of_all", total, "What do the three probabilities of one row add up to?")


def check_classes(answer):
    """The way from probabilities to classes is predicted."""
    one_column = np.array([[0.97], [0.20]])
    compare(
        answer,
        "argmax_of_rows",
        np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]]).argmax(axis=-1).tolist(),
        "argmax gives the position of the largest number, counted from 0.",
    )
    compare(
        answer,
        "argmax_of_one_column",
        one_column.argmax(axis=-1).tolist(),
        "argmax compares the numbers of one row with each other. How many are there?",
    )
    compare(
        answer,
        "above_a_half",
        (one_column[:, 0] > 0.5).astype(int).tolist(),
        "What number does True become?",
    )
