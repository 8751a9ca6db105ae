import numpy as np
import tensorflow as tf
from checking import line_of, require

HOURS, LENGTH = 1000, 5


def batches(answer, batch_size=20):
    made = answer.training_pairs(np.arange(float(HOURS)), LENGTH, batch_size)
    require(
        isinstance(made, tf.data.Dataset),
        expected="training_pairs to return a tf.data.Dataset",
        received=made,
        look="Return the last dataset of the chain.",
        line=line_of("training_pairs"),
    )
    return made


def labels_of(dataset):
    return np.concatenate([labels for _, labels in dataset.as_numpy_iterator()])


def check_windows_are_in_order(answer):
    """Within a window the values follow each other, and the label follows the window."""
    seen = 0
    for features, labels in batches(answer).as_numpy_iterator():
        pieces = np.concatenate([features[..., 0], labels[:, np.newaxis]], axis=1)
        steps = np.diff(pieces, axis=1)
        wrong = pieces[(steps != 1).any(axis=1)]
        require(
            len(wrong) == 0,
            expected="values that follow each other within a window, and the label right after them",
            received="" if len(wrong) == 0 else f"{wrong[0, :-1].astype(int).tolist()} -> {int(wrong[0, -1])}",
            look="Shuffling single values destroys what a window is. Cut the windows while the series is in order.",
            line=line_of("training_pairs"),
        )
        seen += len(labels)
        shapes = features.shape == (len(labels), LENGTH, 1) and labels.ndim == 1 and len(labels) <= 20
        require(
            shapes,
            expected=f"features (batch, {LENGTH}, 1), labels (batch,), at most 20 pairs in a batch",
            received=f"features {features.shape}, labels {labels.shape}",
            look="Keep how pieces are split and batched.",
            line=line_of("training_pairs"),
        )
    require(
        seen == HOURS - LENGTH,
        expected=f"{HOURS - LENGTH} pairs from {HOURS} hours",
        received=f"{seen} pairs",
        look="Every pair comes once an epoch.",
        line=line_of("training_pairs"),
    )


def check_each_pair_once(answer):
    """Every pair comes exactly once an epoch."""
    labels = np.sort(labels_of(batches(answer)))
    require(
        np.array_equal(labels, np.arange(LENGTH, HOURS)),
        expected=f"each of the labels {LENGTH} to {HOURS - 1} once",
        received=labels,
        look="Keep drop_remainder=True for the pieces, and do not repeat the dataset.",
        line=line_of("training_pairs"),
    )


def check_mixes_within_batches(answer):
    """A batch holds pairs of different times."""
    spans = [np.ptp(labels) for _, labels in batches(answer).as_numpy_iterator() if len(labels) == 20]
    apart = [np.abs(np.diff(labels)).mean() for _, labels in batches(answer).as_numpy_iterator() if len(labels) == 20]
    shuffled_batches = np.mean(spans) < 25 and abs(labels_of(batches(answer))[:200].mean() - HOURS / 2) < HOURS / 4
    require(
        not shuffled_batches,
        expected="the pairs of a batch to come from different times",
        received=f"batches of neighbours: labels lie {np.mean(apart):.0f} apart",
        look="What is shuffled after `batch`? Whole batches.",
        line=line_of("training_pairs"),
    )


def check_mixes_the_whole_time(answer):
    """The oldest and the newest pairs may come at any place of an epoch."""
    newest = [labels_of(batches(answer))[:200].max() for _ in range(3)]
    require(
        min(newest) > HOURS * 0.9,
        expected=f"the first 200 pairs of an epoch to come from the whole series, not only from its oldest hours: "
        f"some labels above {HOURS * 0.9:.0f}",
        received=f"labels up to {min(newest):.0f} only",
        look="`shuffle` draws from a buffer: how many pairs can be in it when the first one is drawn?",
        line=line_of("training_pairs"),
    )


def check_new_order_each_epoch(answer):
    """The order changes from epoch to epoch."""
    dataset = batches(answer)
    require(
        not np.array_equal(labels_of(dataset), labels_of(dataset)),
        expected="a second pass over the dataset to come in another order",
        received="the same order twice",
        look="`shuffle` reshuffles by default; what turns that off?",
        line=line_of("training_pairs"),
    )
