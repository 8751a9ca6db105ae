"""Whether the model is surer of its answers than training on these examples could have left it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import OutputKind
from gradatim.coach.case import Case
from gradatim.coach.significance import LEVEL
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats, Integers, block_sums

_SMALLEST = 1e-7
_TIMES_THE_STATED = 1.1
_NEVER_LEARNT = 0.02
_TEMPERATURES = np.geomspace(1, 20, 30)


@dataclass(frozen=True)
class Stated:
    """What probabilities state of some rows, and what is true.

    Args:
        probabilities: Of all classes, `(rows, classes)`, none exactly 0.
        truth: Class numbers, `(rows,)`.
        blocks: One label per row: rows of one block go together.
    """

    probabilities: Floats
    truth: Integers
    blocks: Integers

    @cached_property
    def losses(self) -> Floats:
        """The log loss of each row, in nats."""
        return np.asarray(-np.log(self._of_the_truth(self.probabilities)), dtype=np.float64)

    @cached_property
    def entropies(self) -> Floats:
        """The log loss that each row would have on average if its probabilities were true, in nats."""
        return np.asarray(-(self.probabilities * np.log(self.probabilities)).sum(axis=1), dtype=np.float64)

    @property
    def confidence(self) -> float:
        """Mean probability of the class that is named."""
        return float(self.probabilities.max(axis=1).mean())

    @property
    def right(self) -> float:
        """Share of the rows whose named class is the right one."""
        return float((self.probabilities.argmax(axis=1) == self.truth).mean())

    @property
    def overstated(self) -> bool:
        """Whether the log loss is a tenth above the entropy or more."""
        return bool(self.losses.mean() >= _TIMES_THE_STATED * self.entropies.mean())

    def too_sure(self, level: float = LEVEL) -> bool:
        """Return whether the probabilities state more than is true, though they hold something.

        Whoever minimises the log loss on some examples ends where no change of the weights lowers it, and one such
        change is to multiply what enters the softmax by a common factor. For one row the derivative by that factor is
        its log loss less its entropy. So on the examples of the training the log loss equals the mean entropy, or is
        below it where training ended early or was held back (dropout, decay, smoothed labels). It is above it where
        the model was trained on something else: on few of these examples, or on other inputs.

        Too sure are answers whose log loss is a tenth above their entropy or more, and by more than chance. They hold
        something when, divided by the best temperature (Guo, C., Pleiss, G., Sun, Y. and Weinberger, K. Q. (2017), On
        calibration of modern neural networks, ICML), they beat the shares of the classes by more than chance: what has
        learnt nothing yet may be sure of anything.

        Args:
            level: Of the one-sided z-tests on the sums of blocks. Defaults to 0.05.
        """
        if not self.overstated:
            return False
        shares = np.bincount(self.truth, minlength=self.probabilities.shape[1]) / len(self.truth)
        by_shares = -np.log(np.maximum(shares, _SMALLEST))[self.truth]
        cooled = min((self._cooled(one) for one in _TEMPERATURES), key=lambda losses: float(losses.mean()))
        return self._above_zero(self.losses - self.entropies, level) and self._above_zero(by_shares - cooled, level)

    @property
    def never_learnt(self) -> npt.NDArray[np.bool_]:
        """Of each class, whether its mean probability is next to nothing beside its share of the rows."""
        counts = np.bincount(self.truth, minlength=self.probabilities.shape[1])
        return np.asarray(self.probabilities.mean(axis=0) < _NEVER_LEARNT * counts / counts.sum())

    @property
    def of_learnt_classes(self) -> Stated:
        """The rows of classes that there were in training: of others a model cannot know how unsure to be."""
        rows = ~self.never_learnt[self.truth]
        return Stated(self.probabilities[rows], self.truth[rows], self.blocks[rows])

    @property
    def varies(self) -> float:
        """How much the probabilities vary from row to row, as a share of how much the truth does."""
        true = np.eye(self.probabilities.shape[1])[self.truth]
        return float(self.probabilities.std(axis=0).mean() / max(float(true.std(axis=0).mean()), _SMALLEST))

    def tells_rows_apart(self, level: float = LEVEL) -> bool:
        """Return whether rows of a class are given more of it than other rows are, by more than chance.

        The score test (Rao, C. R. (1948), Large sample tests of statistical hypotheses, Proceedings of the Cambridge
        Philosophical Society 44, 50-57) of whether a little of what the logarithms of the answers vary by would make
        constant answers better.

        Args:
            level: Of the one-sided z-test on the sums of blocks. Defaults to 0.05.
        """
        logarithms = np.log(self.probabilities)
        relative = logarithms - logarithms.mean(axis=0)
        return self._above_zero(self._of_the_truth(relative - relative.mean(axis=1, keepdims=True)), level)

    def _cooled(self, temperature: float) -> Floats:
        powers = self.probabilities ** (1 / temperature)
        return np.asarray(-np.log(self._of_the_truth(powers) / powers.sum(axis=1)), dtype=np.float64)

    def _of_the_truth(self, values: Floats) -> Floats:
        return np.asarray(values[np.arange(len(self.truth)), self.truth], dtype=np.float64)

    def _above_zero(self, values: Floats, level: float) -> bool:
        sums = block_sums(values[:, np.newaxis], self.blocks).ravel()
        if len(sums) < 2 or sums.sum() <= 0:
            return False
        error = float(sums.std(ddof=1)) / np.sqrt(len(sums))
        return bool(error == 0 or float(sums.mean()) / error > NormalDist().inv_cdf(1 - level))


def of_all_classes(predictions: Floats, kind: OutputKind) -> Floats:
    """Return probabilities of all classes, `(rows, classes)`, also where a model gives that of the second one alone."""
    values = predictions.reshape(len(predictions), -1)
    return np.concatenate([1 - values, values], axis=1) if kind is OutputKind.PROBABILITY else values


def stated(case: Case, predictions: Floats, examples: Examples) -> Stated | None:
    """Return what the answers to some examples state; None where they are no probabilities of classes."""
    kind = case.task.output.kind
    if kind not in (OutputKind.PROBABILITY, OutputKind.PROBABILITIES):
        return None
    values = of_all_classes(predictions, kind)
    if values.min() < -0.01 or np.abs(values.sum(axis=1) - 1).max() > 0.01:
        return None
    kept = values.clip(_SMALLEST, 1)
    blocks = np.arange(len(kept)) if examples.blocks is None else examples.blocks
    return Stated(kept / kept.sum(axis=1, keepdims=True), examples.targets.astype(np.int64).ravel(), blocks)


def together(one: Stated, other: Stated) -> Stated:
    """Return two sets of rows as one. Their blocks are different ones, whatever their labels."""
    _, first = np.unique(one.blocks, return_inverse=True)
    _, second = np.unique(other.blocks, return_inverse=True)
    return Stated(
        np.concatenate([one.probabilities, other.probabilities]),
        np.concatenate([one.truth, other.truth]),
        np.concatenate([first, second + len(one.truth)]),
    )
