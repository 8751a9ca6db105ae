from __future__ import annotations

import itertools

import pytest

from gradatim.bank.exam_task import MetricName, Rubric
from gradatim.exams.numbers import readable, readable_bands, readable_metric
from gradatim.grading.bands import score_for
from tests.exams.builders import ACCURACY, ERROR

TINY_LABELS = ("3.0 × 10⁻⁵", "2.0 × 10⁻⁵", "1.0 × 10⁻⁵", "5 × 10⁻⁶", "1 × 10⁻⁶")


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.0, 3, "0"),
        (0.87349, 3, "0.873"),
        (-12.3456, 4, "-12.35"),
        (1234.5, 2, "1,200"),
        (999.96, 4, "1,000.0"),
        (9_999_999.0, 7, "9,999,999"),
        (1.5e12, 3, "1.50 × 10¹²"),
        (0.00002, 2, "2.0 × 10⁻⁵"),
    ],
)
def test_numbers_have_the_digits_asked_for(value: float, digits: int, text: str) -> None:
    assert readable(value, digits) == text


@pytest.mark.parametrize(
    ("bands", "metric", "labels"),
    [
        ((600.0, 500.0, 420.0, 380.0, 350.0), MetricName.MEAN_ABSOLUTE_ERROR, ("600", "500", "420", "380", "350")),
        ((0.4, 0.5, 0.6, 0.7, 0.725), MetricName.ACCURACY, ("0.400", "0.500", "0.600", "0.700", "0.725")),
        ((3e-5, 2e-5, 1e-5, 5e-6, 1e-6), MetricName.LOG_LOSS, TINY_LABELS),
    ],
)
def test_bands_are_all_shown_to_the_same_place(
    bands: tuple[float, float, float, float, float], metric: MetricName, labels: tuple[str, ...]
) -> None:
    assert readable_bands(Rubric(metric, bands)) == labels


def test_bands_that_are_close_together_are_told_apart() -> None:
    labels = readable_bands(Rubric(MetricName.ACCURACY, (0.99, 0.9911, 0.9912, 0.99125, 0.9999)))
    assert len(set(labels)) == 5
    assert labels[3] == "0.99125"


@pytest.mark.parametrize(
    ("value", "rubric", "text"),
    [
        (0.873456, ACCURACY, "0.873"),
        (0.8999996, ACCURACY, "0.8999996"),
        (0.9, ACCURACY, "0.900"),
        (371.88, ERROR, "372"),
        (350.0001, ERROR, "350.0001"),
        (350.0, ERROR, "350"),
        (1.23456e12, ERROR, "1.23 × 10¹²"),
    ],
)
def test_a_metric_is_never_rounded_into_another_band(value: float, rubric: Rubric, text: str) -> None:
    assert readable_metric(value, rubric) == text


def test_what_is_shown_always_has_the_score_of_what_was_measured() -> None:
    for rubric, offset in itertools.product((ACCURACY, ERROR), (-1e-9, -1e-5, -1e-3, 0.0, 1e-3, 1e-5, 1e-9)):
        for band in rubric.bands:
            value = band * (1 + offset)
            assert score_for(float(readable_metric(value, rubric)), rubric) == score_for(value, rubric), value
