import numpy as np


def scores(labels, probabilities, threshold):
    """Return accuracy, precision, recall and F1 of calling a complaint whatever reaches the threshold."""
    called = np.asarray(probabilities)[:, 0] >= threshold
    ...  # TODO: count, then return {"accuracy": …, "precision": …, "recall": …, "f1": …}


def best_threshold(labels, probabilities):
    """Return the threshold of 0.05, 0.10, … 0.95 with the greatest F1, the smallest if several share it."""
    ...  # TODO
