import keras
import numpy as np
from checking import line_of, require

LOGITS = np.array([[2.0, -1.0, 0.5], [0.3, 0.1, -2.0], [-1.5, 1.0, 0.0], [0.2, 2.5, -0.7]], dtype="float32")
NUMBERS = np.array([0, 2, 1, 2])
ONE_HOT = np.eye(3, dtype="float32")[NUMBERS]
SEVERAL = np.array([[1, 0, 1], [0, 0, 0], [1, 1, 1], [0, 1, 0]], dtype="float32")
SOFTMAX = np.exp(LOGITS) / np.exp(LOGITS).sum(axis=1, keepdims=True)
SIGMOID = 1 / (1 + np.exp(-LOGITS))


def compare(answer, labels, logits, values, outputs, wanted, look):
    """Hold the value of the answer's loss against the one that was computed here."""
    loss = answer.loss_for(labels, logits)
    require(
        isinstance(loss, keras.losses.Loss),
        expected="an object of a class of keras.losses",
        received=loss,
        look="A name cannot say whether the outputs are logits; create the object.",
        line=line_of("loss_for"),
    )
    received = float(loss(values, outputs))
    kind = "logits" if logits else "probabilities"
    require(
        np.isclose(received, wanted, rtol=1e-3),
        expected=f"a loss of {wanted:.4f} for labels {labels!r} and outputs that are {kind}",
        received=f"{received:.4f}",
        look=look,
        line=line_of("loss_for"),
    )


LOGITS_LOOK = "Logits are any numbers: the loss must turn them into probabilities itself. Does it know which it gets?"


def check_whole_numbers(answer):
    """Whole numbers get the cross-entropy of the true class."""
    wanted = -np.mean(np.log(SOFTMAX[np.arange(4), NUMBERS]))
    look = "Which cross-entropy takes each label as one whole number?"
    compare(answer, "numbers", False, NUMBERS, SOFTMAX, wanted, look)
    compare(answer, "numbers", True, NUMBERS, LOGITS, wanted, LOGITS_LOOK)


def check_one_hot_rows(answer):
    """One-hot rows get the cross-entropy of the true class."""
    wanted = -np.mean(np.log(SOFTMAX[np.arange(4), NUMBERS]))
    look = "Which cross-entropy takes one-hot rows for one class of n?"
    compare(answer, "one-hot", False, ONE_HOT, SOFTMAX, wanted, look)
    compare(answer, "one-hot", True, ONE_HOT, LOGITS, wanted, LOGITS_LOOK)


def check_several_at_once(answer):
    """Several labels at once get the mean of the binary cross-entropies."""
    wanted = -np.mean(SEVERAL * np.log(SIGMOID) + (1 - SEVERAL) * np.log(1 - SIGMOID))
    look = "Here each label is a question of its own, yes or no."
    compare(answer, "several", False, SEVERAL, SIGMOID, wanted, look)
    compare(answer, "several", True, SEVERAL, LOGITS, wanted, LOGITS_LOOK)


def check_other_words(answer):
    """Any other word raises a ValueError."""
    try:
        received = answer.loss_for("words", False)
    except ValueError:
        return
    require(
        False,
        expected="a ValueError for labels that are 'words'",
        received=received,
        look="An unknown word must not end in a loss that happens to be last.",
        line=line_of("loss_for"),
    )
