import matplotlib.pyplot as plt


def report(history):
    """Draw loss and accuracy side by side, the epoch of the lowest validation loss marked; return the figure."""
    figure, (left, right) = plt.subplots(1, 2)
    epochs = range(1, len(history["loss"]) + 1)
    best = epochs[history["val_loss"].index(min(history["val_loss"]))]
    for axes, name in ((left, "loss"), (right, "accuracy")):
        axes.plot(epochs, history[name], label="training")
        axes.plot(epochs, history["val_" + name], label="validation")
        axes.set(xlabel="epoch", ylabel=name)
        axes.legend()
    left.axvline(best, color="grey")
    return figure
