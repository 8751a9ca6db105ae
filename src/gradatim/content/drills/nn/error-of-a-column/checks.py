import numpy as np
from checking import require, require_close

LOOK = "Print the shape of what you take the mean of: for n examples it should hold n numbers."


def number(value, name):
    require(
        np.ndim(value) == 0 and isinstance(value, int | float | np.number),
        expected=f"{name} to return one number",
        received=value,
        look="`float(np.mean(...))` makes a number of an array.",
    )
    return float(value)


def examples(n, seed):
    chance = np.random.default_rng(seed)
    labels = chance.integers(0, 2, n)
    return np.clip(labels + chance.normal(0, 0.4, n), 0.01, 0.99), labels


def check_measures_each_prediction_by_its_own_label(answer):
    """The error compares each prediction with its own label."""
    for n, seed in ((5, 1), (40, 2)):
        labels = np.random.default_rng(seed).normal(0, 10, n)
        shifts = np.random.default_rng(seed + 9).normal(0, 2, n)
        require_close(
            number(answer.mean_absolute_error((labels + shifts)[:, None], labels), "mean_absolute_error"),
            np.abs(shifts).mean(),
            what="the mean distance of each prediction from its own label",
            look=LOOK,
        )


def check_accuracy_compares_pairs(answer):
    """The accuracy compares each prediction with its own label."""
    for n, seed in ((6, 3), (50, 4)):
        predictions, labels = examples(n, seed)
        wanted = sum(int(p > 0.5) == label for p, label in zip(predictions, labels, strict=True)) / n
        require_close(
            number(answer.accuracy(predictions[:, None], labels), "accuracy"),
            wanted,
            what="the accuracy, each prediction compared with its own label,",
            look=LOOK,
        )


def check_threshold_is_a_half(answer):
    """A prediction above 0.5 says class 1; 0.5 itself does not."""
    predictions, labels = np.array([[0.5], [0.51], [0.49], [0.9]]), np.array([0, 1, 0, 0])
    require_close(
        number(answer.accuracy(predictions, labels), "accuracy"),
        0.75,
        what="the accuracy of the predictions 0.5, 0.51, 0.49, 0.9 for the labels 0, 1, 0, 0",
        look="Which class does a prediction of exactly 0.5 say? README has it.",
    )


def check_accepts_columns_and_rows(answer):
    """Predictions and labels may each be (n, 1) or (n,)."""
    predictions, labels = examples(30, 5)
    error = np.abs(predictions - labels).mean()
    right = ((predictions > 0.5) == (labels == 1)).mean()
    column, label_column = predictions[:, None], labels[:, None]
    for first, second in ((predictions, labels), (predictions, label_column), (column, label_column)):
        shapes = f"for shapes {first.shape} and {second.shape}"
        require_close(answer.mean_absolute_error(first, second), error, what=f"the error {shapes}", look=LOOK)
        require_close(answer.accuracy(first, second), right, what=f"the accuracy {shapes}", look=LOOK)
