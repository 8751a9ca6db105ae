from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from gradatim.grading.metrics.bootstrap import block_sums, count_interval
from gradatim.grading.metrics.classification import mean_f1
from gradatim.grading.metrics.mean import mean_of_rows

Floats = npt.NDArray[np.float64]


def brute_force(losses: Floats, blocks: npt.NDArray[np.int64], resamples: int = 4_000) -> tuple[float, float]:
    """The definition, one resample at a time: draw as many blocks as there are, put their rows together, average."""
    generator = np.random.default_rng(7)
    members = [losses[blocks == block] for block in np.unique(blocks)]
    means = []
    for _ in range(resamples):
        drawn = generator.integers(len(members), size=len(members))
        means.append(np.concatenate([members[block] for block in drawn]).mean())
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def test_block_sums_are_those_of_a_loop() -> None:
    values = np.arange(12.0).reshape(6, 2)
    blocks = np.array([9, -2, 9, 4, 4, 9])
    expected = np.array([values[blocks == block].sum(axis=0) for block in (-2, 4, 9)])
    assert (block_sums(values, blocks) == expected).all()
    assert block_sums(values, None) is values


def test_the_interval_of_a_mean_is_that_of_the_central_limit_theorem() -> None:
    losses = np.random.default_rng(1).exponential(size=2_000)
    low, high = mean_of_rows(losses, None).interval
    half = 1.96 * losses.std() / 2_000**0.5
    assert (low, high) == pytest.approx((losses.mean() - half, losses.mean() + half), abs=0.1 * half)


def test_the_block_interval_is_that_of_the_definition() -> None:
    generator = np.random.default_rng(2)
    blocks = generator.integers(25, size=300)
    losses = generator.exponential(size=300) + generator.normal(size=25)[blocks]
    low, high = mean_of_rows(losses, blocks).interval
    assert (low, high) == pytest.approx(brute_force(losses, blocks), abs=0.03 * (high - low))


# Of 1,000 samples, the share that an interval covers is within 0.021 of its true coverage (three standard errors).
# The percentile interval of 40 to 100 rows or blocks truly covers 0.937 to 0.945: a little less than 0.95, because it
# knows nothing of Student's t. docs/scoring.md gives the figures.
LEAST_COVERAGE, MOST_COVERAGE = 0.916, 0.966


def block_coverage(*, with_blocks: bool) -> float:
    """How often the interval of 40 correlated blocks of 10 rows holds the true mean, 0."""
    generator = np.random.default_rng(3)
    blocks = np.repeat(np.arange(40), 10)
    covered = 0
    for _ in range(1_000 if with_blocks else 100):
        losses = generator.normal(size=40)[blocks] + generator.normal(size=400)
        low, high = mean_of_rows(losses, blocks if with_blocks else None).interval
        covered += low <= 0 <= high
    return covered / (1_000 if with_blocks else 100)


def test_resampled_blocks_cover_the_truth_and_resampled_rows_do_not() -> None:
    assert LEAST_COVERAGE < block_coverage(with_blocks=True) < MOST_COVERAGE
    assert block_coverage(with_blocks=False) < 0.8


def test_independent_rows_cover_the_truth() -> None:
    generator = np.random.default_rng(4)
    covered = 0
    for _ in range(1_000):
        low, high = mean_of_rows(np.abs(generator.normal(size=100)), None).interval
        covered += low <= (2 / np.pi) ** 0.5 <= high
    assert LEAST_COVERAGE < covered / 1_000 < MOST_COVERAGE


def columns_of(predicted: npt.NDArray[np.int64], targets: npt.NDArray[np.int64]) -> Floats:
    identity = np.eye(3)
    return np.concatenate([2 * identity[predicted] * identity[targets], identity[predicted] + identity[targets]], 1)


def test_counting_by_kind_is_resampling_rows() -> None:
    """Drawing kinds of rows at once, and drawing the rows as blocks of one, are the same method."""
    generator = np.random.default_rng(5)
    targets = generator.integers(3, size=400)
    predicted = np.where(generator.random(400) < 0.7, targets, generator.integers(3, size=400))
    columns = columns_of(predicted, targets)
    at_once = count_interval(columns, None, mean_f1, 0.7)
    one_by_one = count_interval(columns, np.arange(400), mean_f1, 0.7)
    assert at_once == pytest.approx(one_by_one, abs=0.006)


def test_macro_f1_covers_the_truth() -> None:
    generator = np.random.default_rng(6)

    def sample(rows: int) -> Floats:
        targets = generator.choice(3, p=[0.6, 0.3, 0.1], size=rows)
        predicted = np.where(generator.random(rows) < 0.8, targets, generator.integers(3, size=rows))
        return columns_of(predicted, targets)

    truth = float(mean_f1(sample(400_000).sum(axis=0)[None])[0])
    covered = 0
    for _ in range(400):
        columns = sample(400)
        value = float(mean_f1(columns.sum(axis=0)[None])[0])
        low, high = count_interval(columns, None, mean_f1, value)
        covered += low <= truth <= high
    assert LEAST_COVERAGE < covered / 400 < 0.983  # three standard errors of 400 samples above 0.95


def test_the_interval_holds_the_value_and_one_block_gives_no_width() -> None:
    losses = np.array([1.0, 2.0, 6.0])
    assert mean_of_rows(losses, np.zeros(3, np.int64)).interval == (3.0, 3.0)
    low, high = mean_of_rows(losses, None).interval
    assert low < 3.0 < high
    columns = columns_of(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 1]))
    assert count_interval(columns, np.zeros(4, np.int64), mean_f1, 0.5)[0] == 0.5


def test_the_mean_does_not_depend_on_the_order_of_the_rows() -> None:
    losses = np.random.default_rng(8).lognormal(sigma=8, size=3_000)
    assert mean_of_rows(losses, None).value == mean_of_rows(losses[::-1], None).value
