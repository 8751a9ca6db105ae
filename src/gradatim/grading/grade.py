"""Grades one model: pre-flight, contract, hidden predictions, metric, band. Labels stay on this side."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import ExamTask
from gradatim.data.hidden_set import HiddenSet
from gradatim.data.split import Split
from gradatim.grading.bands import score_for
from gradatim.grading.contract import CONTRACT_ROWS, explain
from gradatim.grading.metrics import measure, notices
from gradatim.grading.preflight import Refusal, check, inspect_model
from gradatim.grading.result import GRADER_VERSION, GradeResult, Notice, Outcome, Timings
from gradatim.sandbox.failure import ModelFailure, SandboxUnavailable
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.session import ModelSession, open_model

Predictions = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Graded:
    """A result, and the predictions it came from (None unless scored), so that a new rubric needs no new run."""

    result: GradeResult
    predictions: Predictions | None


def preflight(task: ExamTask, model: Path) -> list[Notice]:
    """Return the reasons to refuse a file, found without TensorFlow and in milliseconds. Empty: it may be graded."""
    try:
        return check(inspect_model(model, max_bytes=task.limits.file_mb * 10**6), task, allow_lambda=False)
    except Refusal as refusal:
        return [refusal.notice]


def grade(
    task: ExamTask,
    split: Split,
    model: Path,
    *,
    model_sha256: str,
    start_seconds: float = 120.0,
    on_phase: Callable[[str], None] = lambda _: None,
) -> Graded:
    """Grade a model file on the hidden part of a task's data.

    Args:
        task: The exam task.
        split: Decides which part is hidden.
        model: The file: `.keras`, `.h5` or a zipped SavedModel; recognised by content, not by name.
        model_sha256: SHA-256 of the file.
        start_seconds: Time allowed for the grading process to start. Defaults to 120.
        on_phase: Called with `preflight`, `loading`, `predicting` and `scoring` as they begin.

    Returns:
        The result. Its outcome is `unscored` when the sandbox could not be started, which is our fault.
    """
    started = time.perf_counter()
    base = _empty_result(task, split, model_sha256)
    on_phase("preflight")
    refused = preflight(task, model)
    if refused:
        return Graded(refused_result(task, split, model_sha256, refused), None)
    hidden = _hidden_set(task, split)
    model_file = inspect_model(model, max_bytes=task.limits.file_mb * 10**6)
    limits = RunLimits(memory_mb=task.limits.memory_mb, seconds=task.limits.seconds, start_seconds=start_seconds)
    mode = SandboxMode.NONE
    try:
        on_phase("loading")
        with open_model(model, model_file.format, limits, allow_lambda=False) as session:
            mode = session.mode
            session.load()
            on_phase("predicting")
            predictions = _predict(session, task, hidden)
    except ModelFailure as failure:
        outcome, notice = explain(failure, task)
        return Graded(base.model_copy(update={"outcome": outcome, "preflight": [notice], "sandbox": mode}), None)
    except SandboxUnavailable as error:
        notice = Notice(
            code="sandbox-unavailable",
            expected="a grading process",
            received=str(error),
            message=f"The grader could not run: {error}. This is not your model's fault; it is tried again.",
        )
        return Graded(base.model_copy(update={"preflight": [notice]}), None)
    on_phase("scoring")
    scoring_from = time.perf_counter()
    metric = measure(task.rubric.metric, predictions, hidden, task.output)
    done = time.perf_counter()
    result = base.model_copy(
        update={
            "outcome": Outcome.SCORED,
            "score": score_for(metric.value, task.rubric),
            "metric": metric,
            "preflight": notices(predictions, task.output),
            "sandbox": mode,
            "timings_ms": Timings(
                start=round(session.start_ms, 1),
                load=round(session.load_ms, 1),
                predict=round(session.predict_ms, 1),
                score=round((done - scoring_from) * 1000, 1),
                total=round((done - started) * 1000, 1),
            ),
        }
    )
    return Graded(result, predictions)


def refused_result(task: ExamTask, split: Split, model_sha256: str, notices: list[Notice]) -> GradeResult:
    """Return the result of a file that the pre-flight refused. `model_sha256` is empty for what is not a file."""
    base = _empty_result(task, split, model_sha256)
    return base.model_copy(update={"outcome": Outcome.REFUSED, "preflight": notices})


def _empty_result(task: ExamTask, split: Split, model_sha256: str) -> GradeResult:
    return GradeResult(
        task=task.id,
        task_version=task.version(split),
        grader_version=GRADER_VERSION,
        model_sha256=model_sha256,
        outcome=Outcome.UNSCORED,
        bands=list(task.rubric.bands),
    )


def _predict(session: ModelSession, task: ExamTask, hidden: HiddenSet) -> Predictions:
    """Check the contract on a few rows, then predict them all."""
    session.predict(hidden.inputs[:CONTRACT_ROWS], output_shape=task.output.shape)
    return session.predict(hidden.inputs, output_shape=task.output.shape)


@lru_cache(maxsize=8)
def _hidden_set(task: ExamTask, split: Split) -> HiddenSet:
    """Keep the hidden data of the last few tasks: a room full of candidates sits the same form."""
    return task.hidden_set(split)
