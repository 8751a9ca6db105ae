import numpy as np
import tensorflow as tf
from checking import line_of, require, require_defined, shown

LOOK = "Run the line above it in a Python console and look what it returns. "


def compare(answer, name, truth, why):
    """Hold one prediction against what the operation returned just now."""
    predicted = require_defined(answer, name, look="Read the comment above it and predict what that line returns.")
    same = type(predicted) in (str, tuple, int, float) and predicted == truth
    require(
        same,
        expected=f"{name} to be what the line above it returns",
        received=f"{name} = {shown(predicted)}",
        look=LOOK + why,
        line=line_of(name),
    )


def check_data_types(answer):
    """The data types of new tensors are predicted."""
    compare(answer, "from_python_integers", tf.constant([1, 2, 3]).dtype.name, "Python's numbers carry no width.")
    compare(
        answer,
        "from_numpy",
        tf.constant(np.array([1.5, 2.5])).dtype.name,
        "Compare it with the type of the array itself, `np.array([1.5, 2.5]).dtype`.",
    )


def check_shapes(answer):
    """The shapes of results are predicted."""
    compare(
        answer,
        "broadcast_sum",
        tuple((tf.ones((3, 1)) + tf.ones((4,))).shape),
        "Write both shapes below each other, right-aligned.",
    )
    compare(
        answer,
        "mean_over_axis_1",
        tuple(tf.reduce_mean(tf.ones((2, 5, 3)), axis=1).shape),
        "What becomes of the axis over which the mean is taken?",
    )
    compare(
        answer,
        "matrix_product",
        tuple((tf.ones((8, 4)) @ tf.ones((4, 3))).shape),
        "The inner axes must agree, and they vanish.",
    )
    compare(
        answer, "expanded", tuple(tf.expand_dims(tf.ones((28, 28)), axis=0).shape), "Where does the new axis stand?"
    )


def check_values(answer):
    """The values of results are predicted."""
    compare(
        answer,
        "mean_of_integers",
        int(tf.reduce_mean(tf.constant([1, 2])).numpy()),
        "Which data type has the tensor, and which data type must the result have?",
    )
    compare(
        answer,
        "how_many_above_half",
        float(tf.reduce_sum(tf.cast(tf.constant([0.2, 0.7, 0.9]) > 0.5, tf.float32))),
        "What does True become as a number?",
    )
