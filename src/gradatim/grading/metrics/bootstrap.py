"""The percentile bootstrap over rows, or over whole blocks where rows belong together.

Sources: Efron, B. (1979), Bootstrap methods: another look at the jackknife, Annals of Statistics 7, 1-26. Resampling
whole blocks: Künsch, H. R. (1989), The jackknife and the bootstrap for general stationary observations, Annals of
Statistics 17, 1217-1241, and, for blocks given by labels, Davison, A. C. and Hinkley, D. V. (1997), Bootstrap Methods
and their Application, section 3.8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from gradatim.grading.metrics.wilson import CONFIDENCE, Interval

RESAMPLES = 2_000
_SEED = 1979
_CHUNK_DRAWS = 2**20

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


def block_sums(values: Floats, blocks: Integers | None) -> Floats:
    """Add up the rows of each block.

    Args:
        values: Numbers per row, `(rows, columns)`.
        blocks: One label per row. None: every row is its own block.

    Returns:
        Sums per block, `(blocks, columns)`, in the order of the labels.
    """
    if blocks is None:
        return values
    _, position = np.unique(blocks, return_inverse=True)
    sums = np.zeros((int(position.max()) + 1, values.shape[1]))
    np.add.at(sums, position, values)
    return sums


def ratio_interval(sums: Floats, value: float) -> Interval:
    """Return the interval of a mean, from a sum and a count per block.

    Args:
        sums: Per block the sum and the number of rows, `(blocks, 2)`.
        value: The mean of all rows.

    Returns:
        Lower and upper bound of the 95 % interval; both are `value` where a single block leaves nothing to resample.
    """
    total, count = np.ascontiguousarray(sums.T)
    resampled = [total[drawn].sum(axis=1) / count[drawn].sum(axis=1) for drawn in _draws(len(sums))]
    return _percentiles(np.concatenate(resampled), value)


def count_interval(
    counts: Floats, blocks: Integers | None, statistic: Callable[[Floats], Floats], value: float
) -> Interval:
    """Return the interval of a statistic of totals of counts.

    Args:
        counts: Whole numbers per row, `(rows, columns)`.
        blocks: One label per row, or None.
        statistic: From resampled totals `(resamples, columns)` to one number each.
        value: The statistic of all rows.

    Returns:
        Lower and upper bound of the 95 % interval; both are `value` where a single block leaves nothing to resample.
    """
    # Sums of whole numbers are exact, so a matrix product gives the same bits in whatever order it adds.
    if blocks is None:
        cells, sizes = np.unique(counts, axis=0, return_counts=True)
        # Drawing rows and counting them by kind is one multinomial draw, however many rows there are.
        times = _generator(len(counts)).multinomial(len(counts), sizes / len(counts), size=RESAMPLES)
        return _percentiles(statistic(times.astype(np.float64) @ cells), value)
    sums = block_sums(counts, blocks)
    resampled = [statistic(_times_drawn(drawn) @ sums) for drawn in _draws(len(sums))]
    return _percentiles(np.concatenate(resampled), value)


def weight_interval(
    rows: int, blocks: Integers | None, statistic: Callable[[Floats], Floats], value: float
) -> Interval:
    """Return the interval of a statistic that needs the rows themselves, not their sums: a ranking, say.

    Args:
        rows: Number of rows.
        blocks: One label per row, or None.
        statistic: From how often each row was drawn, `(resamples, rows)`, to one number for each resample.
        value: The statistic of all rows.

    Returns:
        Lower and upper bound of the 95 % interval; both are `value` where a single block leaves nothing to resample.
    """
    position = np.arange(rows) if blocks is None else np.unique(blocks, return_inverse=True)[1]
    count = int(position.max()) + 1
    resampled = [statistic(_times_drawn(drawn)[:, position]) for drawn in _draws(count)]
    return _percentiles(np.concatenate(resampled), value)


def _percentiles(resampled: Floats, value: float) -> Interval:
    """Return the middle 95 %, widened to hold the value itself where resampling is biased."""
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(resampled, [tail, 1 - tail])
    return min(float(low), value), max(float(high), value)


def _generator(blocks: int) -> np.random.Generator:
    """Return a generator that depends on the number of blocks only, so that every run draws the same."""
    return np.random.Generator(np.random.PCG64([_SEED, blocks]))


def _draws(blocks: int) -> Iterator[Integers]:
    """Yield the blocks that each resample draws, `(resamples, blocks)`, some resamples at a time."""
    generator = _generator(blocks)
    per_chunk = max(1, _CHUNK_DRAWS // blocks)
    for start in range(0, RESAMPLES, per_chunk):
        yield generator.integers(blocks, size=(min(per_chunk, RESAMPLES - start), blocks))


def _times_drawn(drawn: Integers) -> Floats:
    """Count how often each resample draws each block, `(resamples, blocks)`."""
    resamples, blocks = drawn.shape
    shifted = drawn + np.arange(resamples)[:, None] * blocks
    return np.bincount(shifted.ravel(), minlength=resamples * blocks).reshape(resamples, blocks).astype(np.float64)
