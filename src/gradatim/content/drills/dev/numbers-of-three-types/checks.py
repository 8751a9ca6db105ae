import numpy as np
import tensorflow as tf
from checking import require, require_close, shown


def error_of(answer, targets, predictions, weights):
    """Call the answer with the three types of the drill."""
    return answer.weighted_error(
        tf.constant(targets, tf.int64), tf.constant(predictions, tf.float32), tf.constant(weights, tf.float64)
    )


def check_runs(answer):
    """The three types meet without an error."""
    received = error_of(answer, [2, 5], [2.0, 3.0], [1.0, 3.0])
    require(
        isinstance(received, tf.Tensor) and received.shape == (),
        expected="a tensor of shape ()",
        received=received,
        look="The function returns one number for all examples together, as a tensor.",
    )


def check_fractions_count(answer):
    """The error is right, to the last fraction."""
    rng = np.random.default_rng(4)
    targets, predictions = [2, 5], [2.5, 3.0]
    require_close(
        error_of(answer, targets, predictions, [1.0, 3.0]),
        1.625,
        what="the error of the README's example",
        look="Do the fractions of predictions and weights survive? Which type can hold them?",
        tolerance=1e-4,
    )
    targets, predictions, weights = rng.integers(0, 9, 40), rng.uniform(0, 9, 40), rng.uniform(0, 1, 40)
    require_close(
        error_of(answer, targets, predictions, weights),
        np.average(np.abs(targets - predictions), weights=weights),
        what="the error of 40 examples with weights from 0 to 1",
        look="Do the fractions of predictions and weights survive? Which type can hold them?",
        tolerance=1e-4,
    )


def check_returns_float32(answer):
    """The result has the type of the predictions, float32."""
    received = error_of(answer, [2, 5], [2.5, 3.0], [1.0, 3.0])
    require(
        received.dtype == tf.float32,
        expected="a tensor of type float32",
        received=f"{shown(received)}",
        look="Models compute with float32: bring the other two to the type of the predictions, not the reverse.",
    )
