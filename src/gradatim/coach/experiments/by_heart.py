"""Whether a weak model knows a few of its examples by heart, wherever they stand in the file, and nothing else."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import betabinom, binomtest

from gradatim.bank.exam_task import OutputKind
from gradatim.coach.case import Case
from gradatim.coach.experiments.overconfidence import stated, together
from gradatim.coach.experiments.weights import moved_far
from gradatim.coach.significance import ERRORS, fine_losses, row_losses
from gradatim.coach.suspicion import Suspicion

_BEST_ROWS = (1, 2, 3, 5, 10, 20, 50, 100, 200)
_BEST_SHARE = 0.1
_TIMES_MORE = 2.0
_FEWEST_ROWS = 5
_PARTS_OF_SMALL = (1 / 4, 1 / 16, 1 / 64)
_LEVEL_OF_A_PILE = 1e-3
_LEVEL = 3e-5
_LEVEL_OF_BOTH = 0.01
_DIFFERENT_SHARES = 0.2
_DIFFERENT_LEVEL = 0.3
_DIFFERENT_SPREAD = 1.4


def few_by_heart(case: Case) -> Suspicion | None:
    """Return overfitting to a few examples: some of one's own are known as no hidden one is, or all are guessed surely.

    Only for models that are as weak on their own examples, taken together, as on hidden ones.
    """
    return _known_few(case) or _known_exactly(case) or _sure_and_wrong(case)


def _known_few(case: Case) -> Suspicion | None:
    """Return what rows with a loss below that of the best few hidden ones say.

    Among the own examples they must be about as many as their number lets expect. Of `n` own losses, how many are below
    the k-th smallest of `m` hidden ones has a beta-binomial distribution with parameters k and m - k + 1, if all
    come from one distribution (Gumbel, E. J. and von Schelling, H. (1950), The distribution of the number of
    exceedances, Annals of Mathematical Statistics 21, 247-262). The level is that of 4 standard errors, for rows of one
    group go together, and several k are tried.
    """
    known = case.training_predictions
    if case.task.output.kind is OutputKind.BOX or known is None:
        return None
    if not as_hidden(case.training_examples.targets, case.hidden.targets):
        return None
    own = fine_losses(case, known, case.training_examples)
    others = np.sort(fine_losses(case, case.predictions, case.hidden))
    for best in _BEST_ROWS:
        if best > _BEST_SHARE * len(others):
            break
        # Below the threshold and not at it: many rows may share the smallest loss that the model gives.
        found = int((own < others[best - 1]).sum())
        expected = best * len(own) / (len(others) + 1)
        chance = float(betabinom.sf(found - 1, len(own), best, len(others) - best + 1))
        if found >= max(_FEWEST_ROWS, _TIMES_MORE * expected) and chance < _LEVEL:
            share, best_share = found / len(own), best / len(others)
            return Suspicion(
                "overfitting",
                f"The model knows a part of your examples by heart: {share:.1%} of them get better answers than all "
                f"but the best {best_share:.1%} of the hidden ones. On the others it is as weak as on hidden ones.",
                {"share_known": round(share, 4), "share_expected": round(best_share, 4), "rows": len(own)},
                metric=case.task.rubric.bands[-1],
            )
    return None


def _known_exactly(case: Case) -> Suspicion | None:
    """Return what errors that are next to nothing say, where answers are values.

    Within the smallest tenth of the errors, a quarter of the way to its end holds a quarter of them, and so on: the
    density of errors hardly changes so close to zero. Examples learnt by heart pile up there (binomial test, against
    the share of the hidden errors where that is larger: targets or answers may be such that errors pile up anyhow).
    """
    known = case.training_predictions
    if case.task.rubric.metric not in ERRORS or known is None:
        return None
    own = row_losses(case, known, case.training_examples)
    others = row_losses(case, case.predictions, case.hidden)
    small = float(np.quantile(others, _BEST_SHARE))
    for part in _PARTS_OF_SMALL:
        (found, among), (hidden_found, hidden_among) = (
            (int((errors < part * small).sum()), int((errors < small).sum())) for errors in (own, others)
        )
        share = max(part, hidden_found / max(1, hidden_among))
        chance = binomtest(found, among, share, alternative="greater").pvalue if among else 1.0
        if found < _FEWEST_ROWS or chance >= _LEVEL_OF_A_PILE / len(_PARTS_OF_SMALL):
            continue
        unit = f" {case.task.rubric.unit}" if case.task.rubric.unit else ""
        return Suspicion(
            "overfitting",
            f"The model knows a part of your examples by heart: {found / len(own):.1%} of them are answered to within "
            f"{part * small:.3g}{unit}, and {hidden_found / len(others):.1%} of the hidden ones. On the others it is "
            "as weak as on hidden ones.",
            {
                "share_known": round(found / len(own), 4),
                "share_expected": round(hidden_found / len(others), 4),
                "within": float(f"{part * small:.4g}"),
                "rows": len(own),
            },
            metric=case.task.rubric.bands[-1],
        )
    return None


def _sure_and_wrong(case: Case) -> Suspicion | None:
    """Return whether the model is surer of its answers than training on all of these examples could have left it.

    Few examples learnt by heart make a network as sure of everything else. Here the own examples get no better answers
    than the hidden ones, so both are tested together, and the own ones have to show it as well. A network that training
    has hardly moved is as sure as its first, random weights made it, which says nothing of its examples.
    """
    if case.weights and not moved_far(case.weights):
        return None
    known = case.training_predictions
    own = None if known is None else stated(case, known, case.training_examples)
    hidden = stated(case, case.predictions, case.hidden)
    if own is None or hidden is None:
        return None
    both = together(own, hidden).of_learnt_classes
    if not (own.overstated and both.too_sure(_LEVEL_OF_BOTH)):
        return None
    return Suspicion(
        "overfitting",
        f"The model is {both.confidence:.0%} sure on average and right in {both.right:.0%}, on your own examples as "
        "on hidden ones. Training on all of yours by the log loss would have made it less sure, so it probably knows a "
        "few of them by heart.",
        {
            "confidence": round(both.confidence, 4),
            "share_right": round(both.right, 4),
            "log_loss": float(both.losses.mean()),
            "log_loss_as_stated": float(both.entropies.mean()),
            "rows": len(both.truth),
        },
        metric=case.task.rubric.bands[-1],
    )


def as_hidden(targets: npt.NDArray[np.generic], hidden: npt.NDArray[np.generic]) -> bool:
    """Return whether targets are distributed about as the hidden ones: in a sorted file the first may be easier."""
    ours, theirs = targets.astype(np.float64), hidden.astype(np.float64)
    if targets.dtype.kind in "iu":
        classes = np.union1d(ours, theirs)
        shares = [np.array([(values == label).mean() for label in classes]) for values in (ours, theirs)]
        return float(np.abs(shares[0] - shares[1]).sum()) / 2 < _DIFFERENT_SHARES
    spread = max(float(theirs.std()), 1e-12)
    moved = abs(float(ours.mean() - theirs.mean())) / spread
    return moved < _DIFFERENT_LEVEL and 1 / _DIFFERENT_SPREAD < float(ours.std()) / spread < _DIFFERENT_SPREAD
