import numpy as np
from checking import line_of, require

CASES = ((40, 6, 30), (25, 3, 12), (15, 4, 14))


def parts(answer, size, length, first_validation):
    """Return the four arrays for the series 0, 1, 2, …, whose values are their positions."""
    made = answer.split_pairs(np.arange(float(size)), length, first_validation)
    four = isinstance(made, tuple | list) and len(made) == 4
    require(
        four and all(isinstance(part, np.ndarray) for part in made),
        expected="four NumPy arrays: train_x, train_y, validation_x, validation_y",
        received=made if not four else [type(part).__name__ for part in made],
        look="Return the four, parted by commas.",
        line=line_of("split_pairs"),
    )
    return made


def check_shapes(answer):
    """Windows are (n, length, 1) and labels (n,), in both parts."""
    made = parts(answer, 40, 6, 30)
    for name, x, y in (("train", *made[:2]), ("validation", *made[2:])):
        require(
            x.ndim == 3 and x.shape[1:] == (6, 1) and y.shape == (len(x),),
            expected=f"{name}_x of shape (n, 6, 1) and {name}_y of shape (n,)",
            received=f"{x.shape} and {y.shape}",
            look="Let the given function `windows` cut both parts.",
            line=line_of("split_pairs"),
        )


def require_labels(received, first, last, part, split, look):
    where = f"before position {split}" if part == "training" else f"at or after position {split}"
    wanted = np.arange(first, last)
    told = "no label" if len(received) == 0 else f"{len(received)} labels, the first {received[0]:.0f}"
    told += f", the last {received[-1]:.0f}" if len(received) else ""
    told += "" if np.array_equal(received, np.sort(received)) else ", not in order of time"
    require(
        np.array_equal(received, wanted),
        expected=f"in {part} all labels {where}, in order: the first label {first}, the last {last - 1}",
        received=told,
        look=look,
        line=line_of("split_pairs"),
    )


def check_training_ends_before_the_split(answer):
    """Training has all labels before the split, and no other."""
    for size, length, split in CASES[:2]:
        _, train_y, _, _ = parts(answer, size, length, split)
        look = "Window number i has the label at position i + length: cut the series before you cut windows."
        require_labels(train_y, length, split, "training", split, look)


def check_validation_is_complete(answer):
    """Validation has all labels from the split on, and no other."""
    for size, length, split in CASES:
        _, _, _, validation_y = parts(answer, size, length, split)
        look = "The first validation label needs the `length` values before it: where must the piece begin?"
        require_labels(validation_y, split, size, "validation", split, look)


def check_windows_belong_to_labels(answer):
    """Each window holds the values right before its label."""
    for size, length, split in CASES:
        train_x, train_y, validation_x, validation_y = parts(answer, size, length, split)
        x, y = np.concatenate([train_x, validation_x])[..., 0], np.concatenate([train_y, validation_y])
        require(
            np.array_equal(x, y[:, np.newaxis] - np.arange(length, 0, -1)),
            expected=f"each label to follow the {length} values of its window, oldest first",
            received=f"the window {x[0].astype(int).tolist()} with the label {y[0]:.0f}",
            look="Do not reorder windows without their labels.",
            line=line_of("split_pairs"),
        )
