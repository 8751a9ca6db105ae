from __future__ import annotations

from math import comb

import pytest

from gradatim.grading.metrics.wilson import wilson_interval


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_that_of_the_literature(successes: int, trials: int, low: float, high: float) -> None:
    """Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_the_bounds_solve_the_equation_that_defines_them() -> None:
    """At each bound p, the observed share lies z standard errors of p away."""
    z = 1.959963984540054
    for bound in wilson_interval(37, 50):
        assert abs(37 / 50 - bound) == pytest.approx(z * (bound * (1 - bound) / 50) ** 0.5)


@pytest.mark.parametrize("trials", [1, 2, 30, 5_000])
def test_the_ends_are_exact(trials: int) -> None:
    assert wilson_interval(0, trials)[0] == 0.0
    assert wilson_interval(trials, trials)[1] == 1.0
    low, high = wilson_interval(trials, trials)
    mirrored = wilson_interval(0, trials)
    assert (1 - high, 1 - low) == pytest.approx(mirrored)


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    """Exact coverage, from the binomial distribution, over the shares that the exams meet."""
    trials = 200
    intervals = [wilson_interval(successes, trials) for successes in range(trials + 1)]
    coverages = []
    for percent in range(50, 100):
        share = percent / 100
        covered = [n for n, (low, high) in enumerate(intervals) if low <= share <= high]
        coverages.append(sum(comb(trials, n) * share**n * (1 - share) ** (trials - n) for n in covered))
    assert sum(coverages) / len(coverages) == pytest.approx(0.95, abs=0.005)
    assert min(coverages) > 0.92


@pytest.mark.parametrize(("successes", "trials"), [(1, 0), (3, 2), (-1, 2)])
def test_impossible_counts_are_rejected(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="Expected 0 <= successes"):
        wilson_interval(successes, trials)
