import matplotlib.pyplot as plt


def plot(history, name):
    """Draw a quantity over the epochs, for training and for validation; return the figure."""
    figure, axes = plt.subplots()
    epochs = range(1, len(history[name]) + 1)
    axes.plot(epochs, history[name], label="training")
    axes.plot(epochs, history["val_" + name], label="validation")
    axes.set(xlabel="epoch", ylabel=name)
    axes.legend()
    return figure
