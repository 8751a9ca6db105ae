"""Which change of the inputs mends the answers: looked at on few rows, judged on a sample, confirmed on all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

import numpy as np

from gradatim.coach.case import Case, rows_of
from gradatim.coach.experiments.columns import column_order
from gradatim.coach.experiments.inputs import InputChange, input_changes
from gradatim.coach.experiments.scan import rows_to_scan
from gradatim.coach.experiments.seen_twice import Losses, helps_with_both
from gradatim.coach.experiments.units import input_unit
from gradatim.coach.significance import fine_losses, is_better, loss_of_one_answer, row_losses
from gradatim.coach.suspicion import ARRANGEMENTS, AS_GOOD, KNOWS_SOMETHING, MOST_OF_THE_LOSS, RESTORED, Suspicion
from gradatim.data.examples import Examples
from gradatim.grading.bands import HIGHEST_SCORE
from gradatim.grading.metrics.bootstrap import Floats

_FINALISTS = 2
_ASKED_TOGETHER, _ASKED_OF_DEEP = 4, 8
"""Changes of inputs in one question: whole batches of the sandbox, and few enough to stop early."""


def input_repairs(case: Case, findings: Collection[str] | None = None) -> Iterator[Suspicion]:
    """Yield the most helpful change of inputs, tried on a sample and confirmed on all hidden rows where allowed.

    Args:
        case: The submission.
        findings: Which ones to look for. Defaults to None: all.
    """
    sample = rows_of(case.hidden, case.sample)
    before = row_losses(case, case.predictions[case.sample], sample)
    tried = _changes_tried(case, sample, findings)
    least = min((loss for loss, _, _ in tried), default=float("inf"))
    if least >= before.mean():
        return
    # Several changes may undo one mistake; of those that do about as well, the likeliest comes first.
    _, change, answers = next(entry for entry in tried if entry[0] <= AS_GOOD * least)
    after = row_losses(case, answers, sample)
    fallen = 1 - float(after.mean() / before.mean())
    knows = change.finding in ARRANGEMENTS and after.mean() <= KNOWS_SOMETHING * loss_of_one_answer(case)
    losses = Losses(sample, before, after)
    twice = knows and not change.searched and losses.fall_clearly and _helps_with_own(case, change, losses)
    better = is_better(before, after, sample.blocks, tried=case.tried)
    gains = _gains(case, answers, sample)
    if not (twice or gains or (better and fallen >= MOST_OF_THE_LOSS)):
        # Nothing that restores the score: all hidden rows would only cost the model's time.
        return
    allowed = case.budget.allows(len(case.hidden.inputs))
    whole = case.answers(change.apply(case.hidden.inputs)) if allowed else None
    if whole is None and not better:
        return
    now, then = case.metric(case.predictions[case.sample], sample), case.metric(answers, sample)
    yield Suspicion(
        change.finding,
        f"With inputs {change.what} the {case.task.rubric.metric} is {then:.4g} instead of {now:.4g} "
        f"({len(answers)} hidden rows).",
        {"inputs": change.what, "metric_as_given": now, "metric_changed": then, "rows": len(answers)},
        whole,
        then,
        twice,
    )


def _changes_tried(
    case: Case, sample: Examples, findings: Collection[str] | None
) -> list[tuple[float, InputChange, Floats]]:
    """Return the loss of a sample with the changes of its inputs that help most, and the answers; likeliest first.

    Some rows of the sample choose those changes that all of it is asked about.
    """
    scan = rows_to_scan(case, sample)
    changes = (change for change in input_changes(case) if findings is None or change.finding in findings)
    looked: list[tuple[float, InputChange]] = []
    best = False
    together = _ASKED_OF_DEEP if case.is_deep else _ASKED_TOGETHER
    while not best and (some := list(islice(changes, together))):
        case.tried += len(some)
        for change, answers in _answered(case, some, scan):
            looked.append((float(fine_losses(case, answers, scan).mean()), change))
            # It cannot get better, and every further look would cost the model's time.
            best = best or case.score(answers, scan) == HIGHEST_SCORE
    best_places = sorted(sorted(range(len(looked)), key=lambda place: looked[place][0])[:_FINALISTS])
    finalists = [looked[place][1] for place in best_places]
    tried = list(_answered(case, finalists, sample))
    if findings is None and not any(case.score(answers, sample) >= RESTORED for _, answers in tried):
        others = filter(None, (input_unit(case, sample), column_order(case, sample)))
        tried += _answered(case, others, sample)
    return [(float(row_losses(case, answers, sample).mean()), change, answers) for change, answers in tried]


def _answered(case: Case, changes: Iterable[InputChange], rows: Examples) -> Iterator[tuple[InputChange, Floats]]:
    """Yield the answers to some rows with each of some changes, asked in one question."""
    inputs = [(change, change.apply(rows.inputs)) for change in changes]
    different = [(change, changed) for change, changed in inputs if (changed != rows.inputs).any()]
    asked = case.answers_to_each([changed for _, changed in different])
    for (change, _), answers in zip(different, asked, strict=True):
        if answers is not None:
            yield change, answers


def _helps_with_own(case: Case, change: InputChange, hidden: Losses) -> bool:
    """Return whether a change helps with the candidate's own examples as well, and with both by more than chance.

    Numbers that merely stand elsewhere bring nothing by themselves, as smaller ones may, which make answers less
    extreme.

    Args:
        case: The submission.
        change: Of the inputs.
        hidden: What the hidden sample loses without it and with it.
    """
    known = case.training_predictions
    if known is None:
        return False
    some = np.linspace(0, len(known) - 1, min(len(known), len(hidden.before))).astype(np.int64)
    own = rows_of(case.training_examples, some)
    answers = case.answers(change.apply(own.inputs))
    if answers is None:
        return False
    losses = Losses(own, row_losses(case, known[some], own), row_losses(case, answers, own))
    return helps_with_both(hidden, losses, tried=case.tried)


def _gains(case: Case, answers: Floats, examples: Examples) -> bool:
    """Return whether answers to a sample are worth more points than the submission."""
    return case.score(answers, examples) > case.given_score
