"""The coach at work on a model that was just graded and is still loaded."""

from __future__ import annotations

import json
import traceback
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import structlog

from gradatim.coach.case import Budget, Case, Inputs, rows_allowed
from gradatim.coach.examine import examine
from gradatim.grading.grade import ScoredModel
from gradatim.grading.result import Finding
from gradatim.sandbox.failure import ModelFailure
from gradatim.sandbox.session import ModelSession, WeightFacts

_TIMES_THE_GRADING = 2.0
_SECONDS_AT_LEAST = 10.0

log = structlog.get_logger()


def coach(scored: ScoredModel) -> list[Finding]:
    """Return why a scored model lost points. Whatever goes wrong in here costs the candidate nothing.

    Args:
        scored: The model, still loaded, and what it answered.

    Returns:
        Findings, in the order in which to mend them; nothing when the coach itself failed, which the log then says.
    """
    try:
        return examine(_case(scored))
    except Exception as error:
        # A finding is a help and no part of the score, so its failure must not cost the score. The lines of the
        # traceback alone are logged: the values in them may be labels.
        lines = traceback.format_tb(error.__traceback__)
        log.error("the coach failed", task=scored.task.id, error=type(error).__name__, lines=lines)  # noqa: TRY400
        return []


def _case(scored: ScoredModel) -> Case:
    task, session = scored.task, scored.session

    def ask(inputs: Inputs) -> npt.NDArray[np.float32]:
        return session.predict(inputs, output_shape=task.output.shape)

    def call(inputs: Inputs) -> npt.NDArray[np.float32]:
        return session.predict(inputs, output_shape=task.output.shape, as_called=True)

    layers = len(scored.declared.layers)
    seconds = _TIMES_THE_GRADING * (session.load_ms + session.predict_ms) / 1000
    return Case(
        task=task,
        hidden=scored.hidden,
        read_training=scored.read_training,
        predictions=scored.predictions.astype(np.float64),
        ask=ask,
        budget=Budget(rows_allowed(scored.hidden.inputs, layers), max(_SECONDS_AT_LEAST, seconds)),
        weights=_weights(session),
        layers=layers,
        file_bytes=scored.file.stat().st_size,
        usual_file_bytes=_usual_file_bytes(task.folder / "measured.json"),
        call=call,
        layers_in_training=tuple(layer.name for layer in scored.declared.layers if layer.called_in_training),
        has_softmax=any(
            layer.class_name == "Softmax" or "softmax" in layer.activations for layer in scored.declared.layers
        ),
    )


def _weights(session: ModelSession) -> tuple[WeightFacts, ...]:
    try:
        return session.weights()
    except ModelFailure:
        return ()


@lru_cache(maxsize=64)
def _usual_file_bytes(measured: Path) -> int:
    """Return the size of the reference's file, as `task verify` measured it; 0 where it was not measured."""
    if not measured.is_file():
        return 0
    runs = json.loads(measured.read_text(encoding="utf-8")).get("reference", [])
    return max((1000 * int(run["file_kb"]) for run in runs), default=0)
