"""Classes and their probabilities, whatever form the answers have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import BOX_SIDES, OutputContract, OutputKind
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats, Integers


@dataclass(frozen=True)
class NamedClasses:
    """What was named and what was right.

    Args:
        truth: Class indices, `(rows,)`.
        named: The class that each row's answer names, `(rows,)`.
        probabilities: What the model gave to every class, `(rows, classes)`, as it came: it may be no probability.
    """

    truth: Integers
    named: Integers
    probabilities: Floats

    @property
    def right(self) -> npt.NDArray[np.bool_]:
        """Whether each row's class is the right one."""
        return np.asarray(self.truth == self.named, dtype=np.bool_)

    @property
    def of_truth(self) -> Floats:
        """What the model gave to the true class of each row."""
        return np.asarray(self.probabilities[np.arange(len(self.truth)), self.truth], dtype=np.float64)


def classes_of(predictions: npt.NDArray[np.generic], hidden: Examples, output: OutputContract) -> NamedClasses | None:
    """Return named and true classes; None for a task whose answers are values.

    Args:
        predictions: What the model answered, `(rows, …)`.
        hidden: The hidden examples.
        output: What the predictions mean.
    """
    values = predictions.astype(np.float64).reshape(len(predictions), -1)
    match output.kind:
        case OutputKind.VALUE:
            return None
        case OutputKind.PROBABILITY:
            # As in the metric: a single probability must be above 0.5 to mean the second class.
            both = np.concatenate([1 - values[:, :1], values[:, :1]], axis=1)
            return NamedClasses(hidden.targets.astype(np.int64), (values[:, 0] > 0.5).astype(np.int64), both)
        case OutputKind.PROBABILITIES:
            return NamedClasses(hidden.targets.astype(np.int64), values.argmax(axis=1), values)
        case OutputKind.BOX:
            of_class = values[:, BOX_SIDES:]
            return NamedClasses(hidden.targets[:, 0].astype(np.int64), of_class.argmax(axis=1), of_class)
