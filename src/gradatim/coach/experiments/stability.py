"""Whether the same row gets the same answer: asked twice, and among other rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gradatim.coach.case import Case, Rows, is_small
from gradatim.coach.suspicion import Suspicion
from gradatim.grading.metrics.bootstrap import Floats

_ROWS, _LARGE_ROWS = 8, 4
_COPIES = 8
_MOST_NAMED = 4
_TOLERANCE = 1e-3
"""Of the spread of the answers: far above what another order of additions changes, far below what anyone would see."""


def stability_suspicion(case: Case) -> Suspicion | None:
    """Return whether the model is random at inference, or mixes the rows of a batch.

    Some rows are asked about many times over in one batch. Where a row's copies get different answers, there is
    randomness in the model; where they agree but differ from the answer among the other hidden rows, the model's answer
    depends on what else is in the batch. Random states are the same at the begin of every question, so that the same
    file always gets the same score; the copies of a row nevertheless draw different numbers.
    """
    rows = _rows(case)
    answers = case.answers(case.hidden.inputs[np.tile(rows, _COPIES)])
    return None if answers is None else _unstable(case, answers, case.predictions[rows])


def called_suspicion(case: Case) -> Suspicion | None:
    """Return whether a model that predicts without chance is random, or mixes rows, where somebody calls it.

    Keras' `predict`, and so the grader, tells all layers that this is no training, whatever is written into their
    calls; `model(inputs)` tells them nothing, and a layer that was called with `training=True` goes on as in training.
    """
    if not case.layers_in_training:
        return None
    rows = _rows(case)
    copies = case.answers(case.hidden.inputs[np.tile(rows, _COPIES)], called=True)
    others = np.setdiff1d(case.sample, rows)[: (_COPIES - 1) * len(rows)]
    among_others = case.answers(case.hidden.inputs[np.concatenate([rows, others])], called=True)
    if copies is None or among_others is None:
        return None
    found = _unstable(case, copies, among_others[: len(rows)])
    if found is None:
        return None
    listed = ", ".join(case.layers_in_training[:_MOST_NAMED])
    summary = (
        f"`training=True` is written into the call of {listed}. `predict()` overrules it, and so does the grader: it "
        f"costs no points. But whoever calls `model(inputs)` gets it. {found.summary}"
    )
    evidence = found.evidence | {"layers_in_training": list(case.layers_in_training[:_MOST_NAMED])}
    return replace(found, summary=summary, evidence=evidence)


def _rows(case: Case) -> Rows:
    rows = len(case.hidden.inputs)
    few = _ROWS if is_small(case.hidden.inputs) else _LARGE_ROWS
    return np.linspace(0, rows - 1, min(few, rows)).astype(np.int64)


def _unstable(case: Case, answers: Floats, among_others: Floats) -> Suspicion | None:
    """Return what answers to the copies of some rows show, beside the answers to these rows among other ones."""
    copies = answers.reshape(_COPIES, len(among_others), -1)
    scale = max(float(case.predictions.std()), 1e-6)
    noise = float(copies.std(axis=0).max()) / scale
    if noise > _TOLERANCE:
        return Suspicion(
            "nondeterministic",
            f"Copies of one row in one batch get answers that vary by {noise:.1%} of the spread of all answers: "
            "the model draws random numbers when it answers.",
            {"spread_of_copies": noise, "rows": len(among_others), "copies": _COPIES},
        )
    moved = float(np.abs(copies.mean(axis=0) - among_others.reshape(len(among_others), -1)).max()) / scale
    if moved > _TOLERANCE:
        return Suspicion(
            "batch-dependent",
            f"The same rows get answers that differ by up to {moved:.1%} of the spread of all answers when other rows "
            "stand beside them in the batch.",
            {"difference": moved, "rows": len(among_others)},
        )
    return None
