import numpy as np


def mean_absolute_error(predictions, labels):
    """Return the mean distance of predictions (n, 1) from labels (n,)."""
    return float(np.mean(np.abs(predictions - labels)))


def accuracy(predictions, labels):
    """Return the share of predictions (n, 1), from 0 to 1, that lie on the side of 0.5 of their label, 0 or 1."""
    return float(np.mean((predictions > 0.5) == labels))


labels = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
print("error of perfect predictions:", mean_absolute_error(labels.reshape(5, 1), labels))
classes = np.array([1, 0, 0, 1, 0])
print("accuracy of perfect predictions:", accuracy(classes.reshape(5, 1).astype("float32"), classes))
