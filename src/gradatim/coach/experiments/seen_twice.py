"""Whether what helps with the hidden rows helps with the candidate's own examples as well."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gradatim.coach.case import Rows
from gradatim.coach.significance import is_better
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats

_LEAST_FALLEN = 0.15


@dataclass(frozen=True)
class Losses:
    """What some examples lose without a change and with it, one number a row."""

    examples: Examples
    before: Floats
    after: Floats

    @property
    def fall_clearly(self) -> bool:
        """Whether 15 % of the loss or more goes away."""
        return bool(self.before.any()) and float(self.after.mean() / self.before.mean()) <= 1 - _LEAST_FALLEN

    @property
    def blocks(self) -> Rows:
        """The number of each row's block, from 0."""
        if self.examples.blocks is None:
            return np.arange(len(self.before))
        return np.unique(self.examples.blocks, return_inverse=True)[1].astype(np.int64)


def helps_with_both(hidden: Losses, own: Losses, *, tried: int) -> bool:
    """Return whether hidden and own losses fall clearly, and together by more than chance.

    What a model was trained on it answers best, however weak it is, so that such a change needs no points as a proof.

    Args:
        hidden: Of hidden rows.
        own: Of the candidate's own examples.
        tried: How many changes were tried, this one included.
    """
    if not (hidden.fall_clearly and own.fall_clearly):
        return False
    before = np.concatenate([hidden.before, own.before])
    after = np.concatenate([hidden.after, own.after])
    blocks = np.concatenate([hidden.blocks, hidden.blocks.max() + 1 + own.blocks])
    return is_better(before, after, blocks, tried=tried)
