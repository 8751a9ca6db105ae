import matplotlib.pyplot as plt
import numpy as np
from checking import line_of, require
from matplotlib.figure import Figure

HISTORY = {
    "loss": [0.9, 0.6, 0.45, 0.35, 0.2],
    "accuracy": [0.5, 0.7, 0.8, 0.85, 0.93],
    "val_loss": [0.95, 0.7, 0.65, 0.65, 0.72],
    "val_accuracy": [0.45, 0.66, 0.68, 0.71, 0.69],
}


def pictures(answer, history=HISTORY):
    """Return the two pairs of axes of the answer's figure, by the name of their quantity."""
    plt.close("all")
    figure = answer.report({key: list(values) for key, values in history.items()})
    require(
        isinstance(figure, Figure) and len(figure.axes) == 2,
        expected="a figure with two pairs of axes",
        received=f"a figure with {len(figure.axes)}" if isinstance(figure, Figure) else figure,
        look="`plt.subplots(1, 2)` makes both; return the figure.",
        line=line_of("report"),
    )
    left, right = figure.axes
    require(
        left.get_position().x0 < right.get_position().x0
        and np.isclose(left.get_position().y0, right.get_position().y0),
        expected="the pictures side by side",
        received="one above the other",
        look="The first number of `plt.subplots` is that of rows.",
        line=line_of("report"),
    )
    return {"loss": left, "accuracy": right}


def labelled(axes, label):
    """Return the values of the curve with this label, epochs first; None if there is not exactly one."""
    found = [line for line in axes.lines if line.get_label() == label]
    return [np.asarray(values, dtype=float).tolist() for values in found[0].get_data()] if len(found) == 1 else None


def vertical_lines(axes):
    """Return where vertical lines stand that belong to no curve."""
    lines = [np.asarray(line.get_xdata(), dtype=float) for line in axes.lines]
    return [float(x[0]) for x in lines if len(x) == 2 and x[0] == x[1]]


def check_curves(answer):
    """Each picture has both curves of its quantity, over epochs from 1."""
    for name, axes in pictures(answer).items():
        for label, key in (("training", name), ("validation", f"val_{name}")):
            require(
                labelled(axes, label) == [[1, 2, 3, 4, 5], HISTORY[key]],
                expected=f"a curve labelled {label} in the picture of the {name}: {key} over epochs 1 to 5",
                received="other values" if labelled(axes, label) else "no such curve",
                look="Left is the loss, right the accuracy; epochs are counted from 1.",
            )


def check_marks_the_best_epoch(answer):
    """A vertical line in both pictures marks the epoch with the lowest validation loss."""
    other = {key: values[::-1] for key, values in HISTORY.items()}
    for history, best in ((HISTORY, 3), (other, 2)):
        for name, axes in pictures(answer, history).items():
            found = vertical_lines(axes)
            require(
                found == [best],
                expected=f"one vertical line in the picture of the {name}, at epoch {best}: val_loss is lowest there",
                received=f"a line at {', '.join(f'{x:g}' for x in found)}" if found else "no vertical line",
                look="Find the smallest entry of val_loss and count epochs from 1; both pictures get the same line.",
            )


def check_can_be_read(answer):
    """Axes are labelled and legends name the curves."""
    for name, axes in pictures(answer).items():
        require(
            axes.get_xlabel() == "epoch" and axes.get_ylabel() == name,
            expected=f"the axes labelled epoch and {name}",
            received=f"{axes.get_xlabel()!r} and {axes.get_ylabel()!r}",
            look="`axes.set` takes xlabel and ylabel.",
        )
        legend = axes.get_legend()
        named = [text.get_text() for text in legend.get_texts()] if legend else []
        require(
            sorted(named) == ["training", "validation"],
            expected=f"a legend with training and validation in the picture of the {name}",
            received=", ".join(named) or "no legend",
            look="A curve appears in the legend by its label.",
        )
