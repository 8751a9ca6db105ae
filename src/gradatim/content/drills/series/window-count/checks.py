import keras
import numpy as np
from checking import line_of, require, require_defined

DATA = np.arange(100.0)[:, np.newaxis]


def windows(targets, **options):
    return list(keras.utils.timeseries_dataset_from_array(DATA, targets, sequence_length=10, **options))


def require_number(answer, name, truth, look):
    received = require_defined(answer, name, look="Write your guess: a wrong one teaches more than none.")
    require(
        isinstance(received, int | float) and received == truth,
        expected=f"{name} to be what the call gives",
        received=received,
        look=look,
        line=line_of(name),
    )


def check_all_windows(answer):
    """Without targets there is a window for every start from which it fits."""
    look = "Count the starts: the first is 0, the last is the one whose window ends at position 99."
    require_number(answer, "WINDOWS_A", len(windows(None, batch_size=None)), look)


def check_batches(answer):
    """The targets decide how many windows there are, and the last batch holds the rest."""
    batches = windows(DATA[10:], batch_size=32)
    require_number(answer, "BATCHES_B", len(batches), "There are as many windows as targets. How many batches of 32?")
    shape = require_defined(answer, "LAST_FEATURES_B", look="Write a tuple, such as (32, 10, 1).")
    wanted = tuple(batches[-1][0].shape)
    right_size = isinstance(shape, tuple | list) and len(shape) == len(wanted)
    require(
        right_size,
        expected="LAST_FEATURES_B to have as many axes as (batch, time, features)",
        received=shape,
        look="data has shape (100, 1): its last axis stays.",
        line=line_of("LAST_FEATURES_B"),
    )
    require(
        tuple(shape) == wanted,
        expected="LAST_FEATURES_B to be the shape of the last batch",
        received=shape,
        look="How many windows are left after the full batches? Then time, then features.",
        line=line_of("LAST_FEATURES_B"),
    )


def check_targets(answer):
    """A target belongs to the window that starts at the target's own index."""
    look = "targets[i] belongs to the window that starts at i. Here targets is data[10:], so what is targets[0]?"
    require_number(answer, "TARGET_B", windows(DATA[10:], batch_size=32)[0][1].numpy()[0, 0], look)
    look = "targets[i] belongs to the window that starts at i. Here targets is data itself."
    labels = np.concatenate([labels for _, labels in windows(DATA, batch_size=32)])
    require_number(answer, "TARGET_D", labels[40, 0], look)


def check_stride_and_rate(answer):
    """`sampling_rate` is the step within a window, `sequence_stride` the step between windows."""
    made = windows(None, sequence_stride=5, sampling_rate=2, batch_size=None)
    look = "Within a window the values are sampling_rate apart; how far is the tenth from the first?"
    require_number(answer, "LAST_VALUE_C", made[0].numpy()[-1, 0], look)
    look = "Which is the last start whose window still ends at 99 or before? Starts are sequence_stride apart."
    require_number(answer, "WINDOWS_C", len(made), look)
