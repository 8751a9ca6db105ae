import numpy as np
from checking import line_of, require


def batches(answer, hours, length, **options):
    made = answer.pairs(np.arange(hours, dtype="float32"), length, **options)
    require(
        made is not None and hasattr(made, "__iter__"),
        expected="pairs to return a dataset",
        received=made,
        look="Return what timeseries_dataset_from_array gives.",
        line=line_of("pairs"),
    )
    found = [tuple(np.asarray(part) for part in batch) for batch in made]
    require(
        len(found) > 0 and all(len(batch) == 2 for batch in found),
        expected="batches of features and labels",
        received=f"{len(found)} batches, the first of {len(found[0]) if found else 0} parts",
        look="With targets=None there are no labels.",
        line=line_of("pairs"),
    )
    return found


def check_shapes(answer):
    """Features are (batch, length, 1), labels (batch,), and batches hold as many pairs as asked for."""
    features, labels = batches(answer, hours=30, length=6, batch_size=5)[0]
    require(
        features.shape == (5, 6, 1) and labels.shape == (5,),
        expected="features of shape (5, 6, 1), that is (batch, time, features), and labels of shape (5,)",
        received=f"features {features.shape}, labels {labels.shape}",
        look="The series has one axis; the features need a last axis of size 1, the labels do not.",
        line=line_of("pairs"),
    )
    first = batches(answer, hours=100, length=6)[0][1].shape
    require(
        first == (32,),
        expected="32 pairs in a batch where batch_size is not given",
        received=first,
        look="Keep the parameters as they were.",
        line=line_of("pairs"),
    )


def check_label_is_the_next_value(answer):
    """The label of every window is the value right after it."""
    for hours, length in ((20, 4), (50, 7)):
        for features, labels in batches(answer, hours, length):
            for window, label in zip(features[..., 0], labels, strict=True):
                place = "a value outside of its window"
                if label in window:
                    ends = {window[0]: "the first value of its window", window[-1]: "the last value of its window"}
                    place = ends.get(label, "a value within its window")
                require(
                    np.array_equal(np.diff(window), np.ones(length - 1)) and label == window[-1] + 1,
                    expected=f"the window {window.astype(int).tolist()} to have the label {int(window[-1]) + 1}",
                    received=f"{label:.0f}, {place}",
                    look="targets[i] belongs to the window that starts at i, not to the one that ends there.",
                    line=line_of("pairs"),
                )


def check_all_pairs(answer):
    """Every pair is there, once and in the order of time."""
    for hours, length in ((20, 4), (75, 7)):
        labels = np.concatenate([labels for _, labels in batches(answer, hours, length)])
        require(
            np.array_equal(labels, np.arange(length, hours)),
            expected=f"the {hours - length} labels {length} to {hours - 1} in order, the newest included",
            received=f"{len(labels)} labels, {labels[0]:.0f} to {labels[-1]:.0f}",
            look="The number of targets already decides how many windows are used; data need not be cut.",
            line=line_of("pairs"),
        )
