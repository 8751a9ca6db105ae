import numpy as np
from checking import require, shown

KEYS = ("accuracy", "precision", "recall", "f1")


def messages(seed, texts=400):
    """Return labels with 5 % complaints and probabilities of a fair model that seldom dares to say 0.5."""
    rng = np.random.default_rng(seed)
    labels = (np.arange(texts) % 20 == 0).astype("int32")
    logits = rng.normal(-3.2, 0.9, texts) + 2.4 * labels
    return labels, (1 / (1 + np.exp(-logits))).astype("float32")[:, None]


def truth(labels, probabilities, threshold):
    """Return the four scores, counted one text at a time."""
    pairs = [(label == 1, row[0] >= threshold) for label, row in zip(labels, probabilities, strict=True)]
    hits = sum(is_one and called for is_one, called in pairs)
    wrongly = sum(called and not is_one for is_one, called in pairs)
    missed = sum(is_one and not called for is_one, called in pairs)
    return {
        "accuracy": (len(pairs) - wrongly - missed) / len(pairs),
        "precision": hits / (hits + wrongly) if hits + wrongly else 0.0,
        "recall": hits / (hits + missed) if hits + missed else 0.0,
        "f1": 2 * hits / (2 * hits + wrongly + missed) if hits + wrongly + missed else 0.0,
    }


def compare(answer, labels, probabilities, threshold, look):
    """Hold the answer's scores against the truth."""
    told = answer.scores(labels, probabilities, threshold)
    require(
        isinstance(told, dict) and set(KEYS) <= set(told),
        expected=f"scores to return a dictionary with the keys {', '.join(KEYS)}",
        received=told,
        look="Return one dictionary; the table in the README names its keys.",
    )
    for key, wanted in truth(labels, probabilities, threshold).items():
        value = told[key]
        require(
            isinstance(value, float | np.floating | int) and abs(value - wanted) < 1e-6,
            expected=f"{key} {wanted:.4f} with threshold {threshold}",
            received=shown(value),
            look=look[key] if isinstance(look, dict) else look,
        )


LOOK = {
    "accuracy": "Accuracy counts both kinds of right answers: complaints found and other texts left alone.",
    "precision": "Precision divides the complaints found by all texts that were called complaints.",
    "recall": "Recall divides the complaints found by all complaints there are.",
    "f1": "F1 is the harmonic mean of precision and recall, not their average.",
}


def check_scores(answer):
    """The four scores are right."""
    for seed, threshold in ((1, 0.2), (2, 0.35), (3, 0.1)):
        compare(answer, *messages(seed), threshold, LOOK)


def check_on_the_threshold(answer):
    """A probability equal to the threshold counts as a complaint."""
    labels, probabilities = np.array([1, 0, 1]), np.array([[0.5], [0.5], [0.25]])
    compare(answer, labels, probabilities, 0.5, "At least the threshold: is it > or >=?")


def check_nothing_found(answer):
    """A share of nothing is 0."""
    look = "Divide only if there is something to divide by; otherwise the share is 0."
    labels, probabilities = messages(4, 40)
    with np.errstate(all="ignore"):
        compare(answer, labels, probabilities, 0.999, look)
        compare(answer, np.zeros(4, "int32"), np.full((4, 1), 0.7), 0.5, look)
        compare(answer, np.zeros(4, "int32"), np.full((4, 1), 0.7), 0.9, look)
        # One complaint called, one there: shares of 1, which a denominator that is off by one would miss.
        compare(answer, np.array([1, 0]), np.array([[0.9], [0.1]]), 0.5, look)


def check_best_threshold(answer):
    """The threshold is the one with the greatest F1."""
    cases = [messages(seed) for seed in range(6)]
    cases.append((np.array([1, 1, 0]), np.array([[0.07], [0.06], [0.01]])))
    cases.append((np.array([1, 0, 0]), np.array([[0.97], [0.94], [0.93]])))
    for labels, probabilities in cases:
        received = answer.best_threshold(labels, probabilities)
        steps = [step / 100 for step in range(5, 100, 5)]
        f1 = [truth(labels, probabilities, step)["f1"] for step in steps]
        wanted = steps[int(np.argmax(f1))]
        require(
            isinstance(received, float | np.floating) and 0 < received < 1,
            expected="a threshold between 0 and 1, as a float",
            received=received,
            look="Return the threshold itself, not its score.",
        )
        mine = truth(labels, probabilities, received)["f1"]
        require(
            abs(received - wanted) < 1e-9,
            expected=f"the first threshold with the greatest F1, {max(f1):.3f}",
            received=f"{received:.2f}, whose F1 is {mine:.3f}",
            look="Which of the four scores do you compare, over which thresholds, and which of equals do you keep?",
        )
