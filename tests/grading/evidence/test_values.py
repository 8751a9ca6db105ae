"""Residuals, scatter and forecasts, against cases counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from gradatim.bank.exam_task import MetricName, OutputKind
from gradatim.grading.evidence.forecast import forecast, target_channel
from gradatim.grading.evidence.gather import gather
from gradatim.grading.evidence.residuals import residuals, scatter
from tests.grading.evidence.builders import a_task, examples


def test_residuals_are_answers_minus_truth() -> None:
    found = residuals(np.array([3.0, 2.0, 1.0, 6.0]), np.array([1.0, 1.0, 1.0, 5.0]))
    assert (found.mean, found.median, found.values) == (1.0, 1.0, 4)
    assert sum(found.counts) == 4
    assert (found.edges[0], found.edges[-1]) == (0.0, 2.0)


def test_far_errors_are_counted_beside_the_histogram_and_not_lost() -> None:
    errors = np.concatenate([np.linspace(-1, 1, 998), [500.0, -700.0]])
    found = residuals(errors, np.zeros(1000))
    assert (found.below, found.above) == (5, 5)
    assert sum(found.counts) + found.below + found.above == 1000
    assert found.edges[-1] < 2


def test_an_even_spread_is_shown_whole() -> None:
    found = residuals(np.linspace(-1, 1, 1000), np.zeros(1000))
    assert (found.below, found.above) == (0, 0)


@pytest.mark.parametrize("value", [0.0, 5.0, -1e9])
def test_errors_that_are_all_the_same_have_a_histogram_too(value: float) -> None:
    found = residuals(np.full(9, value), np.zeros(9))
    assert sum(found.counts) == 9
    assert found.edges[0] < value < found.edges[-1]


def test_ten_thousand_values_are_drawn_as_four_hundred_in_the_order_of_the_truth() -> None:
    truth = np.random.default_rng(1).normal(size=10_000)
    found = scatter(truth + 1, truth)
    assert len(found.truth) == len(found.answers) == 400
    assert found.values == 10_000
    assert list(found.truth) == sorted(found.truth)
    assert found.truth[0] == truth.min()
    assert found.truth[-1] == truth.max()
    assert np.allclose(np.subtract(found.answers, found.truth), 1)


def test_errors_of_each_step_and_of_repeating_the_last_value() -> None:
    truth = np.array([[1.0, 2.0], [3.0, 3.0]])
    answers = np.array([[2.0, 2.0], [2.0, 6.0]])
    found = forecast(answers, truth, np.array([[9.0, 0.0], [9.0, 3.0]]))
    assert [(one.step, one.error, one.bias, one.repeated) for one in found.steps] == [
        (1, 1.0, 0.0, 0.5),
        (2, 1.5, 1.5, 1.0),
    ]
    assert [(one.rank, one.row, one.error) for one in found.windows][::3] == [("best", 0, 0.5), ("worst", 1, 2.0)]
    assert found.windows[-1].past == (9.0, 3.0)


def test_a_window_without_the_series_has_no_past_and_no_naive_error() -> None:
    found = forecast(np.ones((3, 2)), np.zeros((3, 2)), None)
    assert found.steps[0].repeated is None
    assert found.windows[0].past == ()


def test_the_forecast_series_is_found_among_the_channels() -> None:
    series = np.cumsum(np.random.default_rng(0).normal(size=300))
    windows = np.stack([series[start : start + 20] for start in range(200)])
    noise = np.random.default_rng(1).normal(size=(200, 20)) * 50
    target = series[20:220][:, np.newaxis]
    assert target_channel(np.stack([noise, windows], axis=2), target) == 1
    assert target_channel(noise[:, :, np.newaxis] + 1e4, target) is None
    assert target_channel(np.ones(4), target[:4]) is None


def test_the_worst_rows_of_values_are_those_with_the_largest_errors() -> None:
    task = a_task(OutputKind.VALUE, metric=MetricName.MEAN_ABSOLUTE_ERROR)
    hidden = examples(np.array([[1.5, 2.0], [0.0, 7.0], [3.0, 4.0]], dtype=np.float32), np.array([[1.0], [2.0], [3.0]]))
    found = gather(task, hidden, np.array([[1.5], [9.0], [2.0]], dtype=np.float32))
    assert [(one.row, one.error) for one in found.worst] == [(1, 7.0), (2, 1.0), (0, 0.5)]
    assert (found.worst[0].true_values, found.worst[0].answered_values) == ((2.0,), (9.0,))
    assert [piece.text for piece in found.worst[0].pieces] == ["0", "7"]
    assert found.forecast is None


def test_a_forecast_task_shows_the_window_of_its_own_series() -> None:
    series = np.sin(np.arange(80) / 5)
    windows = np.stack([series[start : start + 24] for start in range(40)]).astype(np.float32)
    inputs = np.stack([windows * 0 + 9, windows], axis=2)
    hidden = examples(inputs, np.stack([series[start + 24 : start + 27] for start in range(40)]))
    task = a_task(OutputKind.VALUE, shape=(3,), input_shape=(24, 2), area="series")
    found = gather(task, hidden, np.zeros((40, 3)))
    assert found.forecast is not None
    assert len(found.forecast.steps) == 3
    first = found.worst[0]
    assert first.kind == "window"
    assert np.allclose(first.lines, [windows[first.row]], atol=1e-5)


def test_evidence_without_examples_names_no_row() -> None:
    series = np.sin(np.arange(80) / 5)
    windows = np.stack([series[start : start + 24] for start in range(40)]).astype(np.float32)[:, :, np.newaxis]
    hidden = examples(windows, np.stack([series[start + 24 : start + 27] for start in range(40)]))
    task = a_task(OutputKind.VALUE, shape=(3,), input_shape=(24, 1), area="series")
    kept = gather(task, hidden, np.zeros((40, 3))).without_examples()
    assert (kept.worst, kept.scatter, kept.words) == ((), None, ())
    assert kept.forecast is not None
    assert kept.forecast.windows == ()
    assert len(kept.forecast.steps) == 3
    assert kept.residuals is not None
