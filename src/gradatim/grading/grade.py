"""Grades one model: pre-flight, hidden predictions within the contract, metric, band. Labels stay on this side."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import ExamTask
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.grading.bands import score_for
from gradatim.grading.contract import explain
from gradatim.grading.kept_examples import hidden_set, training_set_in_background
from gradatim.grading.metrics import measure, notices
from gradatim.grading.preflight import Refusal, check, inspect_model, newer_keras_hint
from gradatim.grading.preflight.model_file import ModelFile
from gradatim.grading.refuse import empty_result, refused_result, runs_lambda_layers
from gradatim.grading.result import Finding, GradeResult, Notice, Outcome, Timings
from gradatim.sandbox.failure import ConfinementRefused, ModelFailure, SandboxUnavailable
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.session import ModelSession, open_model

CONFINEMENT_REFUSED = "confinement-refused"
"""Code of the notice when this machine may not run models at all under its settings; another try is no use."""

Predictions = npt.NDArray[np.float32]


@dataclass(frozen=True)
class ScoredModel:
    """A model that was scored and may still be asked.

    Args:
        task: The exam task.
        hidden: The hidden examples. Their targets stay on this side.
        read_training: Returns the candidate's own examples, in the form of the hidden ones; waits until they are read.
        predictions: What the model answered to them, `(rows, …)`.
        session: The loaded model.
        file: The submitted file.
        declared: What the file says about itself.
    """

    task: ExamTask
    hidden: Examples
    read_training: Callable[[], Examples]
    predictions: Predictions
    session: ModelSession
    file: Path
    declared: ModelFile


class Coach(Protocol):
    """The shape of `gradatim.coach.coach`: why did this model lose points? It raises nothing."""

    def __call__(self, scored: ScoredModel) -> list[Finding]:
        """Return what was established about a scored model, which is still loaded."""


@dataclass(frozen=True)
class Graded:
    """A result, and the predictions it came from (None unless scored), so that a new rubric needs no new run."""

    result: GradeResult
    predictions: Predictions | None


def grade(
    task: ExamTask,
    split: Split,
    model: Path,
    *,
    model_sha256: str,
    start_seconds: float = 120.0,
    on_phase: Callable[[str], None] = lambda _: None,
    coach: Coach | None = None,
) -> Graded:
    """Grade a model file on the hidden part of a task's data.

    Args:
        task: The exam task.
        split: Decides which part is hidden.
        model: The file, which nobody changes any more: `.keras`, `.h5` or a zipped SavedModel; recognised by content.
        model_sha256: SHA-256 of the file.
        start_seconds: Time allowed for the grading process to start. Defaults to 120.
        on_phase: Called with `preflight`, `loading`, `predicting`, `scoring` and `coaching` as they begin.
        coach: Asks the loaded model further questions once it is scored. Defaults to None: nobody does.

    Returns:
        The result. Its outcome is `unscored` when the sandbox could not be started, which is our fault.
    """
    started = time.perf_counter()
    empty = empty_result(task, split, model_sha256)
    on_phase("preflight")
    try:
        model_file = inspect_model(model, max_bytes=task.limits.file_bytes, watch_seconds=0)
    except Refusal as refusal:
        return Graded(refused_result(task, split, model_sha256, [refusal.notice]), None)
    allow_lambda = runs_lambda_layers(model_file, task)
    if refused := check(model_file, task, allow_lambda=allow_lambda):
        return Graded(refused_result(task, split, model_sha256, refused), None)
    hidden = hidden_set(task, split)
    read_training = training_set_in_background(task, split) if coach is not None else None
    limits = RunLimits(memory_mb=task.limits.memory_mb, seconds=task.limits.seconds, start_seconds=start_seconds)
    run = _Run(limits, allow_lambda=allow_lambda)

    def conclude(session: ModelSession, predictions: Predictions) -> dict[str, object]:
        on_phase("scoring")
        scoring = time.perf_counter()
        metric = measure(task.rubric.metric, predictions, hidden, task.output)
        scored: dict[str, object] = {
            "outcome": Outcome.SCORED,
            "score": score_for(metric.value, task.rubric),
            "metric": metric,
            "preflight": notices(predictions, task.output),
            "sandbox": run.mode,
        }
        coaching = time.perf_counter()
        # The experiments ask the model too, so its own time is read before them.
        timings = run.timings(started, score_ms=(coaching - scoring) * 1000)
        if coach is not None and read_training is not None:
            on_phase("coaching")
            asked = ScoredModel(task, hidden, read_training, predictions, session, model, model_file)
            scored["findings"] = coach(asked)
            coach_ms = (time.perf_counter() - coaching) * 1000
            total = round((time.perf_counter() - started) * 1000, 1)
            timings = timings.model_copy(update={"coach": round(coach_ms, 1), "total": total})
        return scored | {"timings_ms": timings}

    try:
        predictions, scored = run.converse(model, model_file.format, task, hidden, on_phase=on_phase, conclude=conclude)
    except ModelFailure as failure:
        outcome, notice = explain(failure, task, hint=newer_keras_hint(model_file))
        ended = {"outcome": outcome, "preflight": [notice], "timings_ms": run.timings(started)}
        return Graded(empty.model_copy(update=ended | {"sandbox": run.mode}), None)
    except SandboxUnavailable as error:
        return Graded(empty.model_copy(update={"preflight": [_our_fault(error)]}), None)
    return Graded(empty.model_copy(update=scored), predictions)


class _Run:
    """One model in the sandbox, and what is known of it afterwards, however it ended."""

    def __init__(self, limits: RunLimits, *, allow_lambda: bool) -> None:
        self._limits = limits
        self._allow_lambda = allow_lambda
        self.mode = SandboxMode.NONE
        self._session: ModelSession | None = None

    def converse(
        self,
        model: Path,
        model_format: ModelFormat,
        task: ExamTask,
        hidden: Examples,
        *,
        on_phase: Callable[[str], None],
        conclude: Callable[[ModelSession, Predictions], dict[str, object]],
    ) -> tuple[Predictions, dict[str, object]]:
        """Predict the hidden rows and conclude while the model may still be asked.

        A model whose first batch breaks the contract is stopped there.
        """
        on_phase("loading")
        with open_model(model, model_format, self._limits, allow_lambda=self._allow_lambda) as session:
            self._session, self.mode = session, session.mode
            session.load()
            on_phase("predicting")
            predictions = session.predict(hidden.inputs, output_shape=task.output.shape)
            return predictions, conclude(session, predictions)

    def timings(self, started: float, *, score_ms: float = 0.0) -> Timings:
        """Return the phases in milliseconds, rounded to a tenth."""
        session = self._session
        return Timings(
            start=round(session.start_ms, 1) if session else 0.0,
            load=round(session.load_ms, 1) if session else 0.0,
            predict=round(session.predict_ms, 1) if session else 0.0,
            score=round(score_ms, 1),
            total=round((time.perf_counter() - started) * 1000, 1),
        )


def _our_fault(error: SandboxUnavailable) -> Notice:
    return Notice(
        code=CONFINEMENT_REFUSED if isinstance(error, ConfinementRefused) else "sandbox-unavailable",
        expected="a grading process",
        received=str(error),
        message=f"The grader could not run: {error}. This is not your model's fault; it is tried again.",
    )
