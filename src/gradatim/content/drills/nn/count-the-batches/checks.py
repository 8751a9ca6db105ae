import tensorflow as tf
from checking import require, require_defined

DATA = tf.data.Dataset.range(1000)


def require_number(answer, name, truth, *, look):
    value = require_defined(answer, name, look="Put a whole number in the place of the three dots.")
    whole = isinstance(value, int) and not isinstance(value, bool)
    require(whole, expected=f"{name} to be a whole number", received=value, look="Batches and examples are counted.")
    require(value == truth, expected=f"the number of {name} that the dataset gives", received=value, look=look)


def batches(data):
    return [len(batch) for batch in data.as_numpy_iterator()]


def check_steps_of_an_epoch(answer):
    """`STEPS` and `LAST` describe one epoch."""
    sizes = batches(DATA.batch(64))
    require_number(answer, "STEPS", len(sizes), look="Every example has its turn: is a smaller batch left at the end?")
    require_number(answer, "LAST", sizes[-1], look="How many of the 1000 examples are left after the full batches?")


def check_dropped_remainder(answer):
    """`STEPS_DROPPED` leaves the smaller batch out."""
    steps = len(batches(DATA.batch(64, drop_remainder=True)))
    require_number(answer, "STEPS_DROPPED", steps, look="`drop_remainder=True` keeps full batches only.")


def check_updates(answer):
    """`UPDATES` counts the steps of all epochs."""
    updates = len(batches(DATA.batch(64))) * 5
    require_number(answer, "UPDATES", updates, look="The weights change once a step, in each of the five epochs.")


def check_order_of_repeat_and_batch(answer):
    """`BATCH_REPEAT` and `REPEAT_BATCH` follow the order of the two methods."""
    look = "Which stands first, and is there a smaller batch at the end of each epoch, or at the very end only?"
    require_number(answer, "BATCH_REPEAT", len(batches(DATA.batch(64).repeat(2))), look=f"{look} (batch, repeat)")
    require_number(answer, "REPEAT_BATCH", len(batches(DATA.repeat(2).batch(64))), look=f"{look} (repeat, batch)")


def check_validation(answer):
    """`VALIDATION` counts the batches of 200 examples."""
    steps = len(batches(DATA.take(200).batch(64)))
    require_number(answer, "VALIDATION", steps, look="`take(200)` counts examples, as it stands before `batch`.")
