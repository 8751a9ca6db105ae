"""Readiness: the figures of the named method, and no figure without a sitting."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betaincinv

from gradatim.exams.task_scores import TaskScore
from gradatim.mastery.readiness import LATEST, readiness


def sat(*scores: int, category: int = 3) -> list[TaskScore]:
    return [TaskScore(f"s{n}", category, "task", score, float(n)) for n, score in enumerate(scores)]


def test_without_a_sitting_nothing_is_claimed() -> None:
    found = readiness(sat(5, 5, category=2), 3)
    assert (found.sittings, found.probability, found.interval) == (0, None, None)


@pytest.mark.parametrize(
    ("scores", "probability", "interval"),
    [
        # Jeffreys intervals as Brown, Cai and DasGupta (2001) define them, from the quantiles of the beta distribution.
        ((5,), 0.75, (0.1467, 0.9991)),
        ((3,), 0.25, (0.0009, 0.8533)),
        ((4, 5, 2, 4), 0.7, (0.2822, 0.9720)),
    ],
)
def test_figures(scores: tuple[int, ...], probability: float, interval: tuple[float, float]) -> None:
    found = readiness(sat(*scores), 3)
    assert found.probability == pytest.approx(probability)
    assert found.interval == pytest.approx(interval, abs=2e-3)


@pytest.mark.parametrize("number", range(1, LATEST + 1))
def test_every_interval_is_that_of_the_beta_distribution(number: int) -> None:
    for successes in range(number + 1):
        found = readiness(sat(*[5] * successes, *[1] * (number - successes)), 3)
        exact = betaincinv(0.5 + successes, 0.5 + number - successes, [0.025, 0.975])
        assert found.interval == pytest.approx(tuple(exact), abs=6e-9)


def test_only_the_latest_sittings_count() -> None:
    assert readiness(sat(*([0] * 20), *([5] * LATEST)), 3) == readiness(sat(*([5] * LATEST)), 3)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    """Averaged over the prior, equal-tailed posterior intervals cover exactly 95 %."""
    random = np.random.default_rng(1)
    covered = []
    for _ in range(1500):
        truth = random.beta(0.5, 0.5)
        low, high = readiness(sat(*np.where(random.random(6) < truth, 5, 1)), 3).interval or (0.0, 0.0)
        covered.append(low <= truth <= high)
    assert np.mean(covered) == pytest.approx(0.95, abs=0.02)
