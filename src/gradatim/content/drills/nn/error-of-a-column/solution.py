import numpy as np


def mean_absolute_error(predictions, labels):
    """Return the mean distance of predictions (n, 1) from labels (n,)."""
    return float(np.mean(np.abs(np.ravel(predictions) - np.ravel(labels))))


def accuracy(predictions, labels):
    """Return the share of predictions (n, 1), from 0 to 1, that lie on the side of 0.5 of their label, 0 or 1."""
    return float(np.mean((np.ravel(predictions) > 0.5) == np.ravel(labels)))
