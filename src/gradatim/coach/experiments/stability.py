"""Whether the same row gets the same answer: asked twice, and among other rows."""

from __future__ import annotations

import numpy as np

from gradatim.coach.case import Case
from gradatim.coach.suspicion import Suspicion

_ROWS = 8
_COPIES = 16
_TOLERANCE = 1e-3
"""Of the spread of the answers: far above what another order of additions changes, far below what anyone would see."""


def stability_suspicion(case: Case) -> Suspicion | None:
    """Return whether the model is random at inference, or mixes the rows of a batch.

    Some rows are asked about many times over in one batch. Where a row's copies get different answers, there is
    randomness in the model; where they agree but differ from the answer among the other hidden rows, the model's answer
    depends on what else is in the batch. Random states are the same at the begin of every question, so that the same
    file always gets the same score; the copies of a row nevertheless draw different numbers.
    """
    rows = np.linspace(0, len(case.hidden.inputs) - 1, min(_ROWS, len(case.hidden.inputs))).astype(np.int64)
    asked = np.tile(rows, _COPIES)
    answers = case.answers(case.hidden.inputs[asked])
    if answers is None:
        return None
    copies = answers.reshape(_COPIES, len(rows), -1)
    before = case.predictions[rows].reshape(len(rows), -1)
    scale = max(float(case.predictions.std()), 1e-6)
    noise = float(copies.std(axis=0).max()) / scale
    if noise > _TOLERANCE:
        return Suspicion(
            "nondeterministic",
            f"Copies of one row in one batch get answers that vary by {noise:.1%} of the spread of all answers: "
            "the model draws random numbers when it predicts.",
            {"spread_of_copies": noise, "rows": len(rows), "copies": _COPIES},
        )
    moved = float(np.abs(copies.mean(axis=0) - before).max()) / scale
    if moved > _TOLERANCE:
        return Suspicion(
            "batch-dependent",
            f"The same rows get answers that differ by up to {moved:.1%} of the spread of all answers when other rows "
            "stand beside them in the batch.",
            {"difference": moved, "rows": len(rows)},
        )
    return None
