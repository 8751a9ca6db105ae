import matplotlib.pyplot as plt


def report(history):
    """Draw loss and accuracy side by side, the epoch of the lowest validation loss marked; return the figure."""
    figure, (left, right) = plt.subplots(1, 2)
    best = ...  # TODO: the epoch, counted from 1
    for axes, name in ((left, "loss"), (right, "accuracy")):
        ...  # TODO: two curves, a line at the best epoch, labels, a legend
    return figure
