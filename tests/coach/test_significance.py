"""Whether a change is better by more than chance, and by what it is ranked."""

from __future__ import annotations

import numpy as np

from gradatim.coach.significance import fine_losses, is_better, row_losses
from tests.coach.worlds import boxes


def test_what_all_rows_gain_is_no_chance_however_unlike_the_blocks_are() -> None:
    blocks = np.concatenate([np.zeros(120, dtype=np.int64), np.repeat(np.arange(1, 31), 2)])
    generator = np.random.default_rng(2)
    after = generator.uniform(0, 0.4, len(blocks))
    assert is_better(after + generator.uniform(0.3, 0.7, len(blocks)), after, blocks, tried=40)


def test_what_a_few_blocks_gain_may_be_chance() -> None:
    blocks = np.repeat(np.arange(8), 50)
    gains = np.repeat([1.0, -0.8, 0.9, -0.7, 0.8, -0.5, 0.6, -0.4], 50)
    assert not is_better(gains, np.zeros(400), blocks, tried=1)
    # The same gains of rows that do not go together are beyond chance.
    assert is_better(gains, np.zeros(400), None, tried=1)


def test_more_tries_ask_for_more() -> None:
    before = np.random.default_rng(4).normal(0.25, 1, 100)
    assert is_better(before, np.zeros(100), None, tried=1)
    assert not is_better(before, np.zeros(100), None, tried=10_000)


def test_of_two_boxes_that_miss_the_nearer_one_has_the_smaller_loss() -> None:
    world = boxes()
    case = world.case(world.good)
    near, far = case.predictions.copy(), case.predictions.copy()
    near[:, :4] += 0.15
    far[:, :4] += 0.3
    assert row_losses(case, near, case.hidden).mean() == row_losses(case, far, case.hidden).mean() == 1
    assert fine_losses(case, near, case.hidden).mean() < fine_losses(case, far, case.hidden).mean()
