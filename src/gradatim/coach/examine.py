"""The examination of one graded submission: which experiments, in which order, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np

from gradatim.bank.exam_task import OutputKind
from gradatim.coach.advise import finding
from gradatim.coach.case import Case
from gradatim.coach.experiments.bias import bias_suspicions, one_sided_suspicion
from gradatim.coach.experiments.calibration import (
    OF_PROBABILITIES,
    calibration_suspicion,
    recalibrations,
    twice_activated,
)
from gradatim.coach.experiments.fit import fit_suspicion, oversized_suspicion, untrained_suspicion
from gradatim.coach.experiments.horizon import collapse_suspicion
from gradatim.coach.experiments.input_repairs import input_repairs
from gradatim.coach.experiments.labels import label_suspicions
from gradatim.coach.experiments.lateness import early_suspicion, late_suspicion, repeated_suspicion
from gradatim.coach.experiments.look_ahead import look_ahead_suspicion
from gradatim.coach.experiments.outputs import (
    constant_suspicion,
    logit_suspicions,
    minority_suspicion,
    mostly_suspicion,
    softmax_of_one_suspicion,
    unit_suspicions,
)
from gradatim.coach.experiments.overconfidence import stated
from gradatim.coach.experiments.series import Series, series_of
from gradatim.coach.experiments.stability import called_suspicion, stability_suspicion
from gradatim.coach.experiments.words import echo_suspicion, unknown_words_suspicion, vocabulary_suspicion
from gradatim.coach.significance import is_better, row_losses
from gradatim.coach.suspicion import (
    ARRANGEMENTS,
    AS_GOOD,
    GENERAL,
    KNOWS_SOMETHING,
    MOST_OF_THE_LOSS,
    RESTORED,
    Suspicion,
)
from gradatim.grading.bands import HIGHEST_SCORE, score_for
from gradatim.grading.result import Finding

_UNMISTAKABLE = ("vocabulary-mismatch",)
"""Other numbers or spellings for all words help by no accident, however little a model has learnt with them."""

_ANYTHING_BIASED = ("forecast-bias", "miscalibrated")
"""A constant, or less confidence, makes wrong inputs better too, so it is compared with what better inputs bring."""

_FAR_TOO_LARGE = 5


def examine(case: Case) -> list[Finding]:
    """Return why the submission lost points, in the order in which to mend it; nothing for a good model.

    1. Is it stable? Randomness or mixed rows make every other experiment doubtful, so they come first; also where they
       show only in `model(inputs)`, and cost nothing here.
    2. A submission with 5 points is asked nothing more. One that gets 4 or more on the candidate's own examples, given
       in the grader's form, has no mistake of form that would spoil these: what it was given is what it was trained
       on. Exchanged classes, and below 4 points other arrangements of the inputs, may hide behind what it knows.
    3. A model that could not be trained, because a softmax over a single unit answers, and one that never was are told
       so: what they answer is chance, and chance may look like anything. A forecast that repeats the past is told so.
       Repairs: corrected outputs, then changed inputs. A repair is a finding when the metric gets better by more than
       chance (corrected for the number of tries) and the score is restored: to 3 or more, or by two points; or when
       values that were worse than one for all come to mean something; or when other names of the classes, or another
       arrangement of the inputs, help with the own examples as they do with the hidden ones. The best one is named
       alone: what else there is to say about the model can be said when it is mended. A forecast that comes late or
       early is told so where nothing else restores it.
    4. Without a repair: what is wrong with what it learnt, the costliest reason first, but the most general one last.

    Args:
        case: The submission.

    Returns:
        Findings with their evidence. Where the budget ends, further experiments are left out.
    """
    examination = _Examination(case)
    examination.run()
    return examination.findings


@dataclass
class _Examination:
    case: Case
    findings: list[Finding] = field(default_factory=list)

    def run(self) -> None:
        if not self.add_if(stability_suspicion(self.case)):
            self.add_if(called_suspicion(self.case), points=0)
        if self.case.given_score == HIGHEST_SCORE:
            self.add_if(oversized_suspicion(self.case), points=0)
            return
        if self.add_if(softmax_of_one_suspicion(self.case)) or self.add_if(untrained_suspicion(self.case)):
            return
        series = series_of(self.case, self.case.hidden)
        if series is not None and self.add_if(repeated_suspicion(series, self.case.predictions)):
            return
        late = None
        if series is not None:
            late = late_suspicion(self.case, series, self.case.predictions)
            late = late or early_suspicion(self.case, series, self.case.predictions)
        if self.knows_its_training_data():
            # Two classes exchanged leave most answers right, as the wrong side of padding does, and a model that knows
            # the rest by heart may look well.
            inputs = input_repairs(self.case, ARRANGEMENTS) if self.case.given_score < HIGHEST_SCORE - 1 else ()
            repair = self.best(list(self.restoring(chain(label_suspicions(self.case), inputs))))
        else:
            repairs = list(self.restoring(self.output_repairs()))
            if self.far_too_large() or not any(self.mends(suspicion) for _, suspicion in repairs):
                repairs += self.restoring(input_repairs(self.case))
            repair = self.best(repairs)
            repair = self.later(late, repair)
        if repair is not None:
            self.add(repair)
            return
        before = len(self.findings)
        self.explain(series)
        self.add_if(oversized_suspicion(self.case), points=0)
        self.findings[before:] = sorted(
            self.findings[before:], key=lambda one: (one.points == 0, one.id in GENERAL, -one.points)
        )

    def knows_its_training_data(self) -> bool:
        """Return whether the candidate's own examples get 4 or more in the form in which the grader gives them.

        Then nothing is wrong with that form: a mistake in inputs, outputs or labels would spoil these answers as well,
        or, where the task is so easy that it does not, leave the model surer of them than training in that form could.
        """
        known = self.case.training_predictions
        if known is None or self.case.score(known, self.case.training_examples) < HIGHEST_SCORE - 1:
            return False
        own = stated(self.case, known, self.case.training_examples)
        return own is None or not own.too_sure()

    def later(self, late: Suspicion | None, repair: Suspicion | None) -> Suspicion | None:
        """Return what a late forecast is told: that, unless a repair brings about as much: half of it or more.

        Windows turned round make a forecast late too. Without such a reason it is told to be late, however little else
        it has learnt. Forecasts are scored by errors, so less is better.
        """
        if late is None or late.metric is None or repair is None or repair.metric is None:
            return repair or late
        return repair if repair.metric <= 2 * late.metric else late

    def far_too_large(self) -> bool:
        """Return whether the answers are values far above all targets: inputs in another scale do that, too."""
        if self.case.task.output.kind is not OutputKind.VALUE:
            return False
        largest = float(np.abs(self.case.training.targets.astype(np.float64)).max())
        return float(np.median(np.abs(self.case.predictions))) > _FAR_TOO_LARGE * largest

    def mends(self, repair: Suspicion) -> bool:
        """Return whether a repair explains the points, so that no further one has to be looked for.

        Names exchanged help somewhat with inputs in another scale, too, with own examples as with hidden ones.
        """
        score = self.case.given_score if repair.metric is None else score_for(repair.metric, self.case.task.rubric)
        doubtful = repair.finding in _ANYTHING_BIASED or (repair.seen_twice and score < RESTORED)
        return score > self.case.given_score and not doubtful

    def best(self, repairs: Sequence[tuple[float, Suspicion]]) -> Suspicion | None:
        """Return the repair with the best metric; of about equal ones that bring no point the first.

        Without a point another mistake is there too, and which of several changes helps a little more is its doing.
        """
        higher = self.case.task.rubric.metric.higher_is_better
        ranked = sorted(repairs, key=lambda repair: -repair[0] if higher else repair[0])
        if ranked and not self.mends(ranked[0][1]):
            near = [(metric, one) for metric, one in repairs if metric <= AS_GOOD * ranked[0][0]]
            return near[0][1] if near and not higher else ranked[0][1]
        return ranked[0][1] if ranked else None

    def output_repairs(self) -> Iterator[Suspicion]:
        yield from logit_suspicions(self.case)
        yield from twice_activated(self.case)
        yield from label_suspicions(self.case)
        yield from unit_suspicions(self.case)
        yield from bias_suspicions(self.case)
        yield from recalibrations(self.case)

    def restoring(self, suspicions: Iterable[Suspicion]) -> Iterator[tuple[float, Suspicion]]:
        """Yield metric and suspicion of each repair that is better by more than chance and restores the score."""
        case = self.case
        before = row_losses(case, case.predictions, case.hidden)
        for suspicion in suspicions:
            case.tried += 1
            metric, fallen = suspicion.metric, 0.0
            if suspicion.mended is not None:
                metric = case.metric(suspicion.mended)
                after = row_losses(case, suspicion.mended, case.hidden)
                fallen = 1 - float(after.mean() / before.mean())
                if not is_better(before, after, case.hidden.blocks, tried=case.tried):
                    continue
            if metric is None:
                continue
            score = score_for(metric, case.task.rubric)
            gained = score - case.given_score
            clear = score >= RESTORED or fallen >= MOST_OF_THE_LOSS or suspicion.finding in _UNMISTAKABLE
            if gained >= 2 or (gained >= 1 and clear) or suspicion.seen_twice or self.comes_to_itself(suspicion):
                yield metric, replace(suspicion, metric=metric)

    def comes_to_itself(self, suspicion: Suspicion) -> bool:
        """Return whether mended values are by far better than one value for all would be, and unmended ones worse.

        Then the mistake is that one, even where there is another one too that leaves the score as it is. A constant
        that is added proves nothing of the kind.
        """
        case = self.case
        if case.task.output.kind is not OutputKind.VALUE or suspicion.mended is None:
            return False
        if suspicion.finding in _ANYTHING_BIASED:
            return False
        truth = case.hidden.targets.astype(np.float64).reshape(case.predictions.shape)
        before, after = (float(np.abs(values - truth).mean()) for values in (case.predictions, suspicion.mended))
        return before > case.spread and after <= KNOWS_SOMETHING * case.spread

    def explain(self, series: Series | None) -> None:
        """Say what is wrong with what the model learnt, from the most special reason to the most general."""
        case = self.case
        # Where the score asks for probabilities, nothing else can be right before they are some.
        asked = case.task.rubric.metric in OF_PROBABILITIES
        self.add_if(next(logit_suspicions(case), None), points=None if asked else 0)
        if self.add_if(constant_suspicion(case, case.predictions)):
            return
        if self.add_if(echo_suspicion(case, case.predictions)):
            return
        if self.add_if(vocabulary_suspicion(case, case.predictions)) or self.add_if(mostly_suspicion(case)):
            return
        if series is not None and (
            self.add_if(look_ahead_suspicion(case)) or self.add_if(collapse_suspicion(series, case.predictions))
        ):
            return
        if self.add_if(one_sided_suspicion(case)):
            return
        self.add_if(unknown_words_suspicion(case))
        self.add_if(minority_suspicion(case, case.predictions))
        self.add_if(fit_suspicion(case))
        self.add_if(calibration_suspicion(case, case.predictions), points=0)

    def add_if(self, suspicion: Suspicion | None, points: int | None = None) -> bool:
        """Add a finding if there is one, and return whether there was."""
        if suspicion is None:
            return False
        self.add(suspicion, points)
        return True

    def add(self, suspicion: Suspicion, points: int | None = None) -> None:
        """Add a finding with the points that mending restores, measured or at most."""
        lost = HIGHEST_SCORE - self.case.given_score
        if points is None:
            metric = suspicion.metric
            points = lost if metric is None else score_for(metric, self.case.task.rubric) - self.case.given_score
        measured = suspicion.metric is not None and suspicion.mended is not None
        self.findings.append(finding(suspicion, points=max(0, min(lost, points)), measured=measured))
