from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradatim.bank.exam_task import MetricName, Rubric
from gradatim.grading.bands import NextBand, next_band, score_for

ACCURACY = Rubric(MetricName.ACCURACY, (0.5, 0.6, 0.7, 0.8, 0.9))
GRAMS = Rubric(MetricName.MEAN_ABSOLUTE_ERROR, (600.0, 500.0, 400.0, 350.0, 320.0), unit="g")


@pytest.mark.parametrize(("value", "score"), [(0.0, 0), (0.49, 0), (0.5, 1), (0.65, 2), (0.8, 4), (0.9, 5), (1.0, 5)])
def test_a_higher_accuracy_scores_more(value: float, score: int) -> None:
    assert score_for(value, ACCURACY) == score


@pytest.mark.parametrize(("value", "score"), [(700.0, 0), (600.0, 1), (401.0, 2), (400.0, 3), (320.0, 5), (0.0, 5)])
def test_a_lower_error_scores_more(value: float, score: int) -> None:
    assert score_for(value, GRAMS) == score


def test_nothing_is_rounded() -> None:
    assert score_for(math.nextafter(0.9, 0), ACCURACY) == 4
    assert score_for(math.nextafter(320.0, math.inf), GRAMS) == 4


def test_what_is_not_a_number_scores_nothing() -> None:
    assert score_for(math.nan, ACCURACY) == score_for(math.nan, GRAMS) == 0
    with pytest.raises(ValueError, match="not a number"):
        next_band(math.nan, ACCURACY)


def test_the_next_band_is_the_first_one_not_reached() -> None:
    assert next_band(0.75, ACCURACY) == NextBand(4, 0.8, 0.05)
    assert next_band(332.5, GRAMS) == NextBand(5, 320.0, 12.5, "g")
    assert next_band(0.9, ACCURACY) is None
    assert next_band(1.0, GRAMS) is None


def sentence(value: float, rubric: Rubric) -> str:
    band = next_band(value, rubric)
    assert band is not None
    return band.sentence(rubric.metric)


@pytest.mark.parametrize(
    ("value", "rubric", "words"),
    [
        (0.787, ACCURACY, "0.013 more accuracy for 4"),
        (0.7875, ACCURACY, "0.0125 more accuracy for 4"),
        (0.78754, ACCURACY, "0.0125 more accuracy for 4"),
        (0.78746, ACCURACY, "0.0126 more accuracy for 4"),
        (332.4, GRAMS, "12.4 g less mean absolute error for 5"),
        (1_000.0, GRAMS, "400 g less mean absolute error for 1"),
        (123_456.7, GRAMS, "122857 g less mean absolute error for 1"),
        (0.0, ACCURACY, "0.5 more accuracy for 1"),
    ],
)
def test_the_distance_in_words(value: float, rubric: Rubric, words: str) -> None:
    assert sentence(value, rubric) == words


def test_a_tiny_distance_is_never_said_to_be_nothing() -> None:
    words = sentence(math.nextafter(0.9, 0), ACCURACY)
    assert float(words.split()[0]) > 0
    assert "e" not in words.split()[0]


@given(st.floats(0, 1))
def test_going_as_far_as_the_sentence_says_is_enough(value: float) -> None:
    band = next_band(value, ACCURACY)
    if band is not None:
        reached = value + float(band.sentence(ACCURACY.metric).split()[0])
        assert band.distance > 0
        # Adding two numbers of 64 bits may itself be off by the last bit.
        assert reached >= band.threshold - math.ulp(band.threshold)


@given(st.floats(0, 1_000), st.floats(0, 1_000))
def test_a_better_metric_never_scores_less(first: float, second: float) -> None:
    better, worse = min(first, second), max(first, second)
    assert score_for(better, GRAMS) >= score_for(worse, GRAMS)
    assert score_for(better, ACCURACY) <= score_for(worse, ACCURACY)
