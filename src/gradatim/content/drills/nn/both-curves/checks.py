import matplotlib.pyplot as plt
import numpy as np
from checking import line_of, require
from matplotlib.figure import Figure

HISTORY = {
    "loss": [0.9, 0.6, 0.45, 0.35],
    "accuracy": [0.5, 0.7, 0.8, 0.85],
    "val_loss": [0.95, 0.7, 0.65, 0.72],
    "val_accuracy": [0.45, 0.66, 0.7, 0.69],
}


def axes_of(answer, name="loss", history=HISTORY):
    """Return the axes of the answer's figure, if there is exactly one pair."""
    plt.close("all")
    figure = answer.plot({key: list(values) for key, values in history.items()}, name)
    require(
        isinstance(figure, Figure),
        expected="plot to return the figure",
        received=figure,
        look="`plt.subplots()` gives figure and axes; return the figure.",
        line=line_of("plot"),
    )
    require(
        len(figure.axes) == 1,
        expected="one pair of axes",
        received=f"{len(figure.axes)}",
        look="Both curves belong into one picture.",
        line=line_of("plot"),
    )
    return figure.axes[0]


def curve(axes, label):
    """Return the curve with this label."""
    found = [line for line in axes.lines if line.get_label() == label]
    require(
        len(found) == 1,
        expected=f"a curve labelled {label}",
        received=", ".join(str(line.get_label()) for line in axes.lines) or "no curve",
        look="`plot` takes a `label`.",
    )
    return found[0]


def check_two_curves(answer):
    """Both curves are drawn, each with its own values."""
    axes = axes_of(answer)
    require(
        len(axes.lines) == 2,
        expected="two curves, one of training and one of validation",
        received=f"{len(axes.lines)}",
        look="Call `axes.plot` once for each list.",
    )
    for label, key in (("training", "loss"), ("validation", "val_loss")):
        values = np.asarray(curve(axes, label).get_ydata(), dtype=float)
        require(
            values.shape == (4,) and np.allclose(values, HISTORY[key]),
            expected=f"the values of {key} on the curve labelled {label}",
            received=values,
            look="Which list belongs to which label?",
        )


def check_epochs(answer):
    """The epochs are counted from 1."""
    axes = axes_of(answer)
    for label in ("training", "validation"):
        epochs = np.asarray(curve(axes, label).get_xdata(), dtype=float)
        require(
            epochs.tolist() == [1, 2, 3, 4],
            expected=f"the epochs 1, 2, 3, 4 below the curve of {label}",
            received=epochs,
            look="Without x values, Matplotlib counts from 0.",
        )


def check_can_be_read(answer):
    """Axes are labelled and a legend names the curves."""
    axes = axes_of(answer)
    require(
        axes.get_xlabel() == "epoch" and axes.get_ylabel() == "loss",
        expected="the axes labelled epoch and loss",
        received=f"{axes.get_xlabel()!r} and {axes.get_ylabel()!r}",
        look="`axes.set` takes xlabel and ylabel.",
    )
    legend = axes.get_legend()
    named = [text.get_text() for text in legend.get_texts()] if legend else []
    require(
        sorted(named) == ["training", "validation"],
        expected="a legend with training and validation",
        received=", ".join(named) or "no legend",
        look="Labels alone are not shown; which call shows them?",
    )


def check_other_quantities(answer):
    """It draws whatever quantity was asked for, over any number of epochs."""
    history = {key: values[:3] for key, values in HISTORY.items()}
    axes = axes_of(answer, "accuracy", history)
    for label, key in (("training", "accuracy"), ("validation", "val_accuracy")):
        values = np.asarray(curve(axes, label).get_ydata(), dtype=float)
        require(
            values.shape == (3,) and np.allclose(values, history[key]),
            expected=f"the three values of {key} on the curve of {label} when the name is accuracy",
            received=values,
            look="Do the keys come from `name`?",
        )
    require(
        axes.get_ylabel() == "accuracy",
        expected="the vertical axis labelled accuracy",
        received=axes.get_ylabel(),
        look="Is the label a word in your function, or `name`?",
    )
