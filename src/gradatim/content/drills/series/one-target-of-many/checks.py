import numpy as np
from checking import line_of, require

COLUMNS = ["street", "square", "harbour"]


def table(hours):
    """Return data whose value is 1000 times the column plus the hour."""
    return (np.arange(hours)[:, np.newaxis] + 1000 * np.arange(3)).astype("float32")


def batches(answer, hours, target, length):
    made = answer.pairs(table(hours), COLUMNS, target, length)
    require(
        hasattr(made, "__iter__"),
        expected="pairs to return a dataset",
        received=made,
        look="Return what timeseries_dataset_from_array gives.",
        line=line_of("pairs"),
    )
    found = [tuple(np.asarray(part) for part in batch) for batch in made]
    require(
        len(found) > 0 and all(len(batch) == 2 for batch in found),
        expected="batches of features and labels",
        received=f"{len(found)} batches",
        look="Windows without targets have no labels.",
        line=line_of("pairs"),
    )
    return found


def check_shapes(answer):
    """Windows hold all columns, labels one number each, in batches of 32."""
    features, labels = batches(answer, 60, "square", 5)[0]
    require(
        features.shape == (32, 5, 3),
        expected="windows of all columns, (batch, length, columns) = (32, 5, 3)",
        received=features.shape,
        look="The covariates help only if they are in the window.",
        line=line_of("pairs"),
    )
    require(
        labels.shape == (32,),
        expected="labels of shape (batch,) = (32,), one number for each window",
        received=labels.shape,
        look="One column without its axis: an index, not a list or a slice.",
        line=line_of("pairs"),
    )


def check_label_is_the_target(answer):
    """Labels are the values of the column that is called as the target."""
    for target in COLUMNS:
        for _, labels in batches(answer, 60, target, 5):
            column = int(labels[0]) // 1000
            require(
                column == COLUMNS.index(target),
                expected=f"labels of the target {target!r}, column {COLUMNS.index(target)} of {COLUMNS}",
                received=f"labels of column {column}",
                look="Find the target's place in the list of names.",
                line=line_of("pairs"),
            )


def check_label_follows_the_window(answer):
    """Each label comes right after its window, and all pairs are there."""
    for hours, length in ((60, 5), (33, 12)):
        made = batches(answer, hours, "harbour", length)
        windows = np.concatenate([features for features, _ in made])
        labels = np.concatenate([labels for _, labels in made])
        require(
            np.array_equal(labels, np.arange(length, hours) + 2000),
            expected=f"the {hours - length} labels of the hours {length} to {hours - 1}, in order",
            received=f"{len(labels)} labels, of the hours {labels[0] % 1000:.0f} to {labels[-1] % 1000:.0f}",
            look="targets[i] belongs to the window that starts at i.",
            line=line_of("pairs"),
        )
        require(
            np.array_equal(windows[:, -1, 2], labels - 1),
            expected="each window to end right before its label",
            received=f"a window that ends with {windows[0, -1]}, and the label {labels[0]:.0f}",
            look="Leave data as it is, with its columns in order.",
            line=line_of("pairs"),
        )
