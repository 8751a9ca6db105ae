import tensorflow as tf
from checking import line_of, require, require_close


def check_objects_have_their_own_state(answer):
    """A new object knows nothing of the values of another."""
    other, new = answer.RunningMean(), answer.RunningMean()
    other.add(tf.constant(100.0))
    require_close(
        new.add(tf.constant(2.0)),
        2.0,
        what="the first mean of a new object, after another object got 100,",
        look="Does each object get its own total and count in `__init__`, starting at 0?",
    )


def check_mean_of_all_values(answer):
    """`add` returns the mean of all values so far."""
    mean = answer.RunningMean()
    for value, wanted in ((2.0, 2.0), (4.0, 3.0), (9.0, 5.0), (-7.0, 2.0)):
        require_close(
            mean.add(tf.constant(value)),
            wanted,
            what=f"the mean after {value} was added to what came before",
            look="Which lines of `add` run at every call, and which only while the function is traced?",
        )


def check_is_still_a_function_of_tensorflow(answer):
    """`add` is a tf.function that is traced once."""
    mean = answer.RunningMean()
    traces = getattr(mean.add, "experimental_get_tracing_count", None)
    require(
        traces is not None,
        expected="`add` to be a tf.function",
        received="a plain Python method",
        look="The decorator is not the mistake; keep it.",
        line=line_of("add"),
    )
    for value in (1.0, 2.0, 3.0):
        mean.add(tf.constant(value))
    require(
        traces() == 1,
        expected="one tracing for three calls with tensors of the same shape and type",
        received=f"{traces()} tracings",
        look="Is something handed over or changed that makes TensorFlow trace again?",
    )
