import numpy as np


def mean_absolute_error(predictions, labels):
    return float(np.mean(np.abs(predictions[:, 0] - labels)))


def accuracy(predictions, labels):
    return float(np.mean((predictions > 0.5) == labels))
