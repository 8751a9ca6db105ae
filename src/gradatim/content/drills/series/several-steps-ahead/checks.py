import numpy as np
import tensorflow as tf
from checking import line_of, require

SIZES = (("hours", 20, 5, 3), ("hours", 31, 4, 6), ("hours", 12, 7, 1))


def dataset(answer, hours, length, horizon, batch_size):
    made = answer.pairs(np.arange(hours, dtype="float32"), length, horizon, batch_size)
    require(
        isinstance(made, tf.data.Dataset),
        expected="pairs to return a tf.data.Dataset",
        received=made,
        look="Return the last dataset of the chain.",
        line=line_of("pairs"),
    )
    return made


def each_pair(answer, hours, length, horizon):
    """Return the features and labels of all pairs as arrays."""
    found = list(dataset(answer, hours, length, horizon, 1).as_numpy_iterator())
    return [(features[0, :, 0], labels[0]) for features, labels in found]


def check_shapes(answer):
    """Features are (batch, length, 1) and labels (batch, horizon), both float32."""
    look = "Split each piece along time before you batch the pairs, and give the features a last axis of size 1."
    made = list(dataset(answer, 80, 5, 3, 4).take(1).as_numpy_iterator())
    pair = isinstance(made[0], tuple) and len(made[0]) == 2
    require(pair, expected="pairs of features and labels", received=made[0], look=look, line=line_of("pairs"))
    features, labels = made[0]
    require(
        features.shape == (4, 5, 1) and labels.shape == (4, 3) and features.dtype == labels.dtype == np.float32,
        expected="features (batch, length, 1) = (4, 5, 1) and labels (batch, horizon) = (4, 3), both float32",
        received=f"features {features.shape} {features.dtype}, labels {labels.shape} {labels.dtype}",
        look=look,
        line=line_of("pairs"),
    )


def check_only_full_pieces(answer):
    """Only full windows with all their labels are there."""
    for _, hours, length, horizon in SIZES:
        for features, labels in each_pair(answer, hours, length, horizon):
            require(
                len(features) == length and len(labels) == horizon,
                expected=f"only full pairs, of {length} features and {horizon} labels",
                received=f"{len(features)} features and {len(labels)} labels near the end of the series",
                look="`window` has an argument that leaves out the pieces which are too short.",
                line=line_of("pairs"),
            )


def check_values(answer):
    """Labels follow their window, and each window begins one step after the one before it."""
    for _, hours, length, horizon in SIZES:
        made = each_pair(answer, hours, length, horizon)
        for number, (features, labels) in enumerate(made):
            piece = np.concatenate([features, labels])
            require(
                np.array_equal(piece, np.arange(number, number + length + horizon)),
                expected=f"pair {number} to begin one step later than the one before it, at {number}, without gaps",
                received=f"{features.astype(int).tolist()} -> {labels.astype(int).tolist()}",
                look="By how much does `window` move on from one piece to the next?",
                line=line_of("pairs"),
            )
        require(
            len(made) == hours - length - horizon + 1,
            expected=f"{hours - length - horizon + 1} pairs from {hours} hours",
            received=len(made),
            look="The last pair ends with the last value of the series.",
            line=line_of("pairs"),
        )


def check_batches(answer):
    """Batches have the size asked for; the last may be smaller."""
    sizes = [len(labels) for _, labels in dataset(answer, 20, 5, 3, 5).as_numpy_iterator()]
    require(
        sizes == [5, 5, 3],
        expected="13 pairs in batches of 5, 5 and 3",
        received=sizes,
        look="Which of the numbers goes into the last `batch`? Do not drop the last batch.",
        line=line_of("pairs"),
    )
