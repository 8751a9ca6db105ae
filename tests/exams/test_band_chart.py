from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradatim.bank.exam_task import MetricName, Rubric
from gradatim.exams.band_chart import band_chart, position, thresholds
from gradatim.grading.bands import score_for
from gradatim.grading.result import Metric
from tests.exams.builders import ACCURACY, ERROR

STEP = 100 / 6


@pytest.mark.parametrize(
    ("value", "rubric", "steps"),
    [
        (0.0, ACCURACY, 0.0),
        (0.25, ACCURACY, 0.5),
        (0.5, ACCURACY, 1.0),
        (0.75, ACCURACY, 3.5),
        (0.95, ACCURACY, 5.5),
        (1.0, ACCURACY, 6.0),
        (700.0, ERROR, 0.5),
        (600.0, ERROR, 1.0),
        (460.0, ERROR, 2.5),
        (350.0, ERROR, 5.0),
        (320.0, ERROR, 5.5),
    ],
)
def test_a_metric_lies_linearly_within_the_step_of_its_score(value: float, rubric: Rubric, steps: float) -> None:
    assert position(value, rubric) == pytest.approx(steps * STEP)


@given(st.floats(min_value=0, max_value=1e300), st.floats(min_value=0, max_value=1e300), st.booleans())
def test_better_is_never_further_left_and_every_metric_is_inside(left: float, right: float, errors: bool) -> None:
    rubric = ERROR if errors else ACCURACY
    if not errors:
        left, right = left % 1, right % 1
    worse, better = sorted((left, right), reverse=errors)
    assert 0 <= position(worse, rubric) <= position(better, rubric) <= 100
    score = score_for(left, rubric)
    assert score * STEP - 1e-9 <= position(left, rubric) <= (score + 1) * STEP + 1e-9


@pytest.mark.parametrize("metric", [MetricName.ACCURACY, MetricName.LOG_LOSS])
def test_a_highest_band_at_the_perfect_value_is_drawn(metric: MetricName) -> None:
    bands = (0.5, 0.6, 0.7, 0.8, 1.0) if metric.higher_is_better else (0.5, 0.4, 0.3, 0.2, 0.0)
    assert position(bands[-1], Rubric(metric, bands)) == pytest.approx(5 * STEP)


def test_the_interval_of_an_error_is_drawn_from_left_to_right() -> None:
    chart = band_chart(Metric(name="mean absolute error", value=400.0, interval=(360.0, 450.0)), ERROR)
    assert chart.low < chart.value < chart.high
    assert chart.low == pytest.approx(position(450.0, ERROR))
    assert (chart.label, chart.low_label, chart.high_label) == ("400", "360", "450")


@pytest.mark.parametrize(("value", "anchor"), [(0.1, "start"), (0.65, "middle"), (0.95, "end")])
def test_the_label_grows_away_from_the_near_edge(value: float, anchor: str) -> None:
    assert band_chart(Metric(name="accuracy", value=value, interval=(value, value)), ACCURACY).anchor == anchor


def test_long_threshold_labels_alternate_between_two_rows() -> None:
    wide = Rubric(MetricName.MEAN_ABSOLUTE_ERROR, (1234600.0, 1234500.0, 1234400.0, 1234300.0, 1234200.0))
    assert [threshold.row for threshold in thresholds(wide)] == [0, 1, 0, 1, 0]
    assert [threshold.row for threshold in thresholds(ERROR)] == [0] * 5
    assert [threshold.label for threshold in thresholds(ERROR)] == ["600", "500", "420", "380", "350"]
