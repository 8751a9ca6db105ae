from __future__ import annotations

import pytest

from gradatim.bank.exam_task import Rubric
from gradatim.exams.blueprint import Feedback
from gradatim.exams.feedback import distance
from gradatim.grading.bands import score_for
from gradatim.grading.result import GradeResult, Metric, Outcome
from tests.exams.builders import ACCURACY, ERROR


def _scored(value: float, rubric: Rubric) -> GradeResult:
    return GradeResult(
        task="t",
        task_version="1-a",
        grader_version="1",
        model_sha256="0" * 64,
        outcome=Outcome.SCORED,
        score=score_for(value, rubric),
        metric=Metric(name=rubric.metric.value, value=value, interval=(value, value)),
        bands=list(rubric.bands),
    )


@pytest.mark.parametrize(
    ("value", "rubric", "words"),
    [
        (0.1, ACCURACY, "the first band is not reached"),
        (0.7, ACCURACY, "in the lower third of the way from 3 to 4"),
        (0.75, ACCURACY, "in the middle third of the way from 3 to 4"),
        (0.7999, ACCURACY, "in the upper third of the way from 3 to 4"),
        (0.95, ACCURACY, "the highest band is reached"),
        (9999.0, ERROR, "the first band is not reached"),
        (379.0, ERROR, "in the lower third of the way from 4 to 5"),
        (350.5, ERROR, "in the upper third of the way from 4 to 5"),
        (0.0, ERROR, "the highest band is reached"),
    ],
)
def test_while_the_metric_is_hidden_the_distance_is_rough(value: float, rubric: Rubric, words: str) -> None:
    assert distance(_scored(value, rubric), rubric, Feedback.SCORE) == words


def test_when_all_is_open_the_distance_is_exact_with_its_unit() -> None:
    assert distance(_scored(371.5, ERROR), ERROR, Feedback.OPEN) == "21.5 g less mean absolute error for 5"
    assert distance(_scored(0.95, ACCURACY), ACCURACY, Feedback.OPEN) == "the highest band is reached"


def test_a_result_without_a_metric_has_no_distance() -> None:
    refused = _scored(0.5, ACCURACY).model_copy(update={"outcome": Outcome.REFUSED, "score": None, "metric": None})
    assert distance(refused, ACCURACY, Feedback.OPEN) == ""
