"""What the answers themselves show: no probabilities, other units, a constant, a class that is never named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
from scipy.special import expit, softmax

from gradatim.bank.exam_task import BOX_SIDES, OutputKind
from gradatim.coach.case import Case
from gradatim.coach.experiments.boxes import box_suspicions
from gradatim.coach.experiments.overconfidence import stated
from gradatim.coach.experiments.weights import moved_far
from gradatim.coach.suspicion import Suspicion
from gradatim.grading.metrics.bootstrap import Floats, Integers
from gradatim.grading.metrics.classification import named_classes
from gradatim.grading.metrics.wilson import wilson_interval

_SHARE_BROKEN = 0.01
_SUM_TOLERANCE = 1e-2
_SURELY_PER_CENT = 2.0
_ABOUT_ONE, _SMALLEST_SHARE = 0.2, 0.01
_POWERS_OF_TEN = (10.0, 100.0, 1000.0, 1e6)
_OTHER_UNITS = (2.2046, 25.4, 2.54, 3.6, 1.609, 4.184, 12.0, 24.0, 60.0, 3600.0)
_SAME_MEDIAN = 1.15
_SAME_POWER_OF_TEN = 2.0
"""By which factor the medians may still differ: units that lie close together leave little room, powers of ten more."""
_MOST_CHANNELS = 8
_NEARLY_ALL = 0.98
_MOST, _FAR_RARER = 0.8, 1 / 3
"""A class that is far rarer than that is named for nearly everything where it is named for most rows."""
_NEAR_ONE = 0.9
_FLAT = 0.15
_FLAT_FAR_OFF = 0.01
_FLAT_PROBABILITIES = 0.05
_RARE = 0.5
_NEVER = 0.1
_COMMON_FOUND, _NEARLY_ALWAYS_FOUND = 2 / 3, 0.8
_FEWEST_OF_A_CLASS = 10


def logit_suspicions(case: Case) -> Iterator[Suspicion]:
    """Yield whether the answers are no probabilities and what the missing activation would make of them."""
    output = case.task.output
    if output.kind is OutputKind.VALUE:
        return
    first = BOX_SIDES if output.kind is OutputKind.BOX else 0
    values = case.predictions[:, first:] if first or output.kind is OutputKind.PROBABILITIES else case.predictions
    values = values.reshape(len(values), -1)
    outside = ((values < -_SUM_TOLERANCE) | (values > 1 + _SUM_TOLERANCE)).any(axis=1)
    single = output.kind is OutputKind.PROBABILITY
    wrong_sum = np.zeros(len(values), dtype=bool) if single else np.abs(values.sum(axis=1) - 1) > _SUM_TOLERANCE
    share = float((outside | wrong_sum).mean())
    if share <= _SHARE_BROKEN:
        return
    sums = np.ones((len(values), 1)) if single else values.sum(axis=1, keepdims=True)
    for finding, what, activated in _as_probabilities(values, sums, single=single):
        mended = case.predictions.copy()
        if single:
            mended = activated.reshape(case.predictions.shape)
        else:
            mended[:, first:] = activated
        yield Suspicion(
            finding,
            f"In {share:.0%} of the rows the answers are no probabilities: they run from {values.min():.3g} to "
            f"{values.max():.3g}. {what} they are.",
            {"share_of_rows": round(share, 4), "lowest": float(values.min()), "highest": float(values.max())},
            mended,
        )


def _as_probabilities(values: Floats, sums: Floats, *, single: bool) -> Iterator[tuple[str, str, Floats]]:
    """Yield what may make probabilities of other numbers: an activation, a hundredth, each row divided by its sum."""
    softened = expit(values) if single else softmax(values, axis=1)
    yield "logits-not-probabilities", f"With a {'sigmoid' if single else 'softmax'}", softened
    if values.min() < -_SUM_TOLERANCE:
        if not single and np.abs(sums - 1).mean() < _ABOUT_ONE:
            cut = values.clip(_SMALLEST_SHARE, None)
            yield "logits-not-probabilities", "Cut off at 0", cut / cut.sum(axis=1, keepdims=True)
        return
    if values.max() > _SURELY_PER_CENT and (single or np.abs(sums - 100).max() < 1):
        yield "not-rescaled", "Divided by 100", values / 100
    elif not single and sums.min() > 0:
        yield "logits-not-probabilities", "Divided by the sum of their row", values / sums


def unit_suspicions(case: Case) -> Iterator[Suspicion]:
    """Yield what undoing each usual scaling of the targets would bring, with the statistics of the own targets.

    Only scalings that people use are tried, and a plain factor: a free straight line would turn any model of one
    feature into a good one, whatever its mistake.
    """
    if case.task.output.kind is OutputKind.BOX:
        yield from box_suspicions(case)
    if case.task.output.kind is not OutputKind.VALUE:
        return
    known = case.training.targets.astype(np.float64)
    known = known.reshape(len(known), *case.predictions.shape[1:])
    for name, undo in _unscalings(case, known):
        mended = undo(case.predictions)
        yield Suspicion(
            "not-rescaled",
            f"The answers lie between {case.predictions.min():.4g} and {case.predictions.max():.4g}, your own targets "
            f"between {known.min():.4g} and {known.max():.4g}. The answers fit when {name}.",
            {"undone_by": name, "lowest": float(case.predictions.min()), "highest": float(case.predictions.max())},
            mended,
        )


def _unscalings(case: Case, known: Floats) -> Iterator[tuple[str, Callable[[Floats], Floats]]]:
    mean, std, low, high = float(known.mean()), float(known.std()), float(known.min()), float(known.max())
    yield f"multiplied by the standard deviation {std:.4g}, plus the mean {mean:.4g}", lambda y: y * std + mean
    yield f"stretched from 0..1 to {low:.4g}..{high:.4g}", lambda y: y * (high - low) + low
    yield f"multiplied by the largest value {high:.4g}", lambda y: y * high
    if known.shape[1:] not in ((), (1,)):
        means, stds = known.mean(axis=0), known.std(axis=0)
        yield "multiplied by each step's standard deviation, plus its mean", lambda y: y * stds + means
    if case.task.area == "series" and case.training.inputs.dtype.kind == "f":
        inputs = case.training.inputs.astype(np.float64)
        for channel in range(min(inputs.reshape(len(inputs), -1).shape[1], inputs.shape[-1], _MOST_CHANNELS)):
            values = inputs[..., channel]
            centre, spread, top = float(values.mean()), float(values.std()), float(values.max())
            yield (
                f"turned back with mean {centre:.4g} and deviation {spread:.4g} of the inputs",
                _line_of(spread, centre),
            )
            yield f"multiplied by the inputs' largest value {top:.4g}", _line_of(top, 0.0)
    yield "their exponentials are taken", lambda y: np.expm1(y.clip(-50, 50))
    yield "ten is raised to their power", lambda y: np.power(10, y.clip(-15, 15))
    yield "their squares are taken", lambda y: y * np.abs(y)
    yield from _factor(case)


def _line_of(factor: float, offset: float) -> Callable[[Floats], Floats]:
    return lambda predictions: predictions * factor + offset


def _factor(case: Case) -> Iterator[tuple[str, Callable[[Floats], Floats]]]:
    """Yield the factor of another unit, where it makes the medians agree."""
    truth, given = float(np.median(case.training.targets.astype(np.float64))), float(np.median(case.predictions))
    if truth * given <= 0:
        return
    for units, allowed in ((_POWERS_OF_TEN, _SAME_POWER_OF_TEN), (_OTHER_UNITS, _SAME_MEDIAN)):
        for factor in (one for unit in units for one in (unit, 1 / unit)):
            if 1 / allowed < truth / given / factor < allowed:
                yield f"multiplied by {factor:.4g}", _line_of(factor, 0.0)


def softmax_of_one_suspicion(case: Case) -> Suspicion | None:
    """Return whether a softmax over a single unit answers: it is 1 whatever it is given.

    No gradient passes it, so training leaves all weights as they were.
    """
    first = case.predictions.flat[0]
    if case.task.output.shape not in ((), (1,)) or not case.has_softmax or (case.predictions != first).any():
        return None
    if case.task.output.kind is OutputKind.PROBABILITY and first != 1:
        return None
    return Suspicion(
        "constant-prediction",
        f"Every row gets exactly the same answer, {first:.6g}. A softmax over a single unit is always 1, whatever the "
        "layers before it say, and nothing can be learnt through it: one probability needs a sigmoid, one value no "
        "activation.",
        {"spread": 0.0, "rows": len(case.predictions)},
    )


def constant_suspicion(case: Case, predictions: Floats) -> Suspicion | None:
    """Return whether the model answers nearly the same for everything, where the truth varies.

    Values whose spread is 15 % of the truth's could explain 2 % of its variance at the very most; and what presses
    against 1, the highest that a sigmoid gives, while all true values lie above, says nothing either. One class is the
    answer where it is named in nearly all rows. Probabilities are the same where they hardly vary though the model was
    trained, and where what they vary by has nothing to do with the truth: what has just begun to learn does.
    """
    if case.task.output.kind is OutputKind.VALUE:
        truth = case.hidden.targets.astype(np.float64).reshape(len(predictions), -1)
        flat = predictions.reshape(len(predictions), -1)
        middle = float(np.median(flat))
        if middle >= _NEAR_ONE and flat.max() <= 1 < truth.min():
            return Suspicion(
                "constant-prediction",
                f"No answer is above 1 and half of them are above {middle:.3g}, but the true values lie between "
                f"{truth.min():.4g} and {truth.max():.4g}: a sigmoid or tanh at the end cannot reach them.",
                {"highest": float(flat.max()), "median": middle},
            )
        deviation = max(float(truth.std(axis=0).mean()), 1e-12)
        spread = float(flat.std(axis=0).mean()) / deviation
        level, true_level, flat_enough = float(flat.mean()), float(truth.mean()), _FLAT
        if abs(level - true_level) > deviation:
            # Far from the truth a small spread may be that of another unit, which keeps its share of the level, or of
            # answers that end at the highest ones learnt: only what hardly varies at all is one value.
            share, true_share = spread * deviation / max(abs(level), 1e-12), deviation / max(abs(true_level), 1e-12)
            spread, flat_enough = max(spread, share / true_share), _FLAT_FAR_OFF
        if spread >= flat_enough:
            return None
        return Suspicion(
            "constant-prediction",
            f"From row to row the answers vary by {spread:.1%} of what the truth varies.",
            {"spread": round(spread, 4)},
        )
    named, labels = _named(case, predictions)
    counts = np.bincount(named, minlength=len(case.task.output.classes))
    probabilities = stated(case, predictions, case.hidden)
    if (
        probabilities is not None
        and probabilities.varies < _FLAT_PROBABILITIES
        and moved_far(case.weights)
        and not probabilities.tells_rows_apart()
    ):
        return Suspicion(
            "constant-prediction",
            f"From row to row the probabilities vary by {probabilities.varies:.1%} of what the truth varies, and by "
            "nothing that tells the classes apart.",
            {"spread": round(probabilities.varies, 4)},
        )
    share, true_share = counts.max() / len(named), float((labels == counts.argmax()).mean())
    if share < _NEARLY_ALL or true_share >= _NEARLY_ALL:
        return None
    return _named_for(case, named, labels)


def mostly_suspicion(case: Case) -> Suspicion | None:
    """Return whether a trained model names one class for most rows, four of five, that is three times rarer in truth.

    Other words for all could leave a model with such answers, so this is asked after that.
    """
    if case.task.output.kind is OutputKind.VALUE or not moved_far(case.weights):
        return None
    named, labels = _named(case, case.predictions)
    counts = np.bincount(named, minlength=len(case.task.output.classes))
    share, true_share = counts.max() / len(named), float((labels == counts.argmax()).mean())
    if share < _MOST or true_share > _FAR_RARER * share:
        return None
    return _named_for(case, named, labels)


def _named_for(case: Case, named: Integers, labels: Integers) -> Suspicion:
    """Return that one class is named for nearly all rows."""
    counts = np.bincount(named, minlength=len(case.task.output.classes))
    share, true_share = counts.max() / len(named), float((labels == counts.argmax()).mean())
    low, high = wilson_interval(int(counts.max()), len(named))
    name = case.task.output.classes[int(counts.argmax())]
    return Suspicion(
        "constant-prediction",
        f"The model says {name!r} for {share:.1%} of the rows (95 % interval {low:.1%} to {high:.1%}); "
        f"{true_share:.1%} are.",
        {"class": name, "share": round(float(share), 4), "true_share": round(true_share, 4)},
    )


def minority_suspicion(case: Case, predictions: Floats) -> Suspicion | None:
    """Return whether some classes are hardly ever found while the others are: two thirds of each on average.

    Rare ones; or any whose probability is next to nothing in all rows, as if there had been none of them in training;
    or any that are not named once, where the others are nearly always found.
    """
    if case.task.output.kind is OutputKind.VALUE:
        return None
    named, truth = _named(case, predictions)
    classes = case.task.output.classes
    counts = np.bincount(truth, minlength=len(classes))
    found = np.bincount(truth[named == truth], minlength=len(classes))
    recalls = found / np.maximum(counts, 1)
    missed = (counts >= _FEWEST_OF_A_CLASS) & (recalls <= _NEVER)
    rare = (counts >= _FEWEST_OF_A_CLASS) & (counts < _RARE * len(truth) / len(classes))
    probabilities = stated(case, predictions, case.hidden)
    never = missed & (probabilities.never_learnt if probabilities is not None else np.zeros_like(missed))
    unnamed = missed & (np.bincount(named, minlength=len(classes)) == 0)
    for what, ignored, others, enough in (
        ("rare classes are hardly ever found", missed & rare, ~rare & (counts > 0), _COMMON_FOUND),
        ("some classes are never named", never, ~missed & (counts > 0), _COMMON_FOUND),
        ("some classes are never named", unnamed, ~unnamed & (counts > 0), _NEARLY_ALWAYS_FOUND),
    ):
        if not ignored.any() or not others.any() or recalls[others].mean() < enough:
            continue
        labels = np.flatnonzero(ignored).tolist()
        listed = ", ".join(f"{classes[label]} {found[label]} of {counts[label]}" for label in labels)
        right = float((named == truth).mean())
        return Suspicion(
            "minority-ignored",
            f"The accuracy is {right:.0%}, but {what}: {listed}.",
            {"accuracy": round(right, 4), "ignored": [classes[label] for label in labels]},
            metric=case.metric(_with_found(case, predictions, truth, np.isin(truth, labels))),
        )
    return None


def _with_found(case: Case, predictions: Floats, truth: Integers, rows: npt.NDArray[np.bool_]) -> Floats:
    """Return the answers with the true class named in some rows: the most that finding these could bring."""
    found = predictions.copy()
    if case.task.output.kind is OutputKind.PROBABILITY:
        found[rows] = truth[rows].reshape(-1, *[1] * (found.ndim - 1))
        return found
    first = BOX_SIDES if case.task.output.kind is OutputKind.BOX else 0
    found[rows, first:] = np.eye(len(case.task.output.classes))[truth[rows]]
    return found


def _named(case: Case, predictions: Floats) -> tuple[Integers, Integers]:
    if case.task.output.kind is OutputKind.BOX:
        return predictions[:, BOX_SIDES:].argmax(axis=1), case.hidden.targets[:, 0].astype(np.int64)
    return named_classes(predictions, case.task.output), case.hidden.targets.astype(np.int64)
