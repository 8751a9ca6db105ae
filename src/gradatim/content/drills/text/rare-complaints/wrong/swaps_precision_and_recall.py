import numpy as np


def share(part, whole):
    """Return part / whole, and 0 for a share of nothing."""
    return float(part / whole) if whole else 0.0


def scores(labels, probabilities, threshold):
    """Return accuracy, precision, recall and F1 of calling a complaint whatever reaches the threshold."""
    called = np.asarray(probabilities)[:, 0] >= threshold
    complaint = np.asarray(labels) == 1
    found = (called & complaint).sum()
    precision, recall = share(found, complaint.sum()), share(found, called.sum())
    f1 = share(2 * precision * recall, precision + recall)
    return {"accuracy": float((called == complaint).mean()), "precision": precision, "recall": recall, "f1": f1}


def best_threshold(labels, probabilities):
    """Return the threshold of 0.05, 0.10, … 0.95 with the greatest F1, the smallest if several share it."""
    thresholds = [step / 100 for step in range(5, 100, 5)]
    return max(thresholds, key=lambda threshold: scores(labels, probabilities, threshold)["f1"])
