import matplotlib.pyplot as plt
import numpy as np


def schedule(epoch: int, start: float, epochs_per_decade: int) -> float:
    """Return the learning rate of an epoch: ten times as much after every `epochs_per_decade` epochs."""
    return start * 10 ** (epoch / epochs_per_decade)


def draw(rates: np.ndarray, losses: np.ndarray) -> plt.Axes:
    """Draw the loss against the learning rate, on a logarithmic axis; return the axes."""
    figure, axes = plt.subplots()
    axes.semilogx(rates, losses)
    axes.set_xlabel("learning rate")
    axes.set_ylabel("loss")
    return axes


def safe_rate(rates: np.ndarray, losses: np.ndarray) -> float:
    """Return a tenth of the rate at which the loss was least; NaN does not count."""
    return float(rates[np.nanargmin(losses)])


rates, losses = np.loadtxt("sweep.csv", delimiter=",", skiprows=1, unpack=True)
draw(rates, losses).figure.savefig("sweep.png")
