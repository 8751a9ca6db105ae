"""What can be said of a model file without running it: before it is handed in, and as the first step of grading.

Neither NumPy nor the metrics are imported here, because every hand-in waits for this.
"""

from __future__ import annotations

from pathlib import Path

from gradatim.bank.exam_task import ExamTask
from gradatim.data.split import Split
from gradatim.grading.preflight import ModelFile, Refusal, check, inspect_model
from gradatim.grading.result import GRADER_VERSION, GradeResult, Notice, Outcome
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.probe import probe


def preflight(task: ExamTask, model: Path) -> list[Notice]:
    """Return the reasons to refuse a file, found without TensorFlow and in milliseconds. Empty: it may be graded."""
    try:
        model_file = inspect_model(model, max_bytes=task.limits.file_bytes)
    except Refusal as refusal:
        return [refusal.notice]
    return check(model_file, task, allow_lambda=runs_lambda_layers(model_file, task))


def runs_lambda_layers(model: ModelFile, task: ExamTask) -> bool:
    """Whether this file's Python code may run: the task allows it, and the sandbox confines it fully.

    False for a file that names no such layer, so that one which hides them from the pre-flight does not load.
    """
    names_lambda = any(layer.class_name == "Lambda" for layer in model.layers)
    return names_lambda and task.limits.lambda_layers and probe().mode is SandboxMode.FULL


def refused_result(task: ExamTask, split: Split, model_sha256: str, notices: list[Notice]) -> GradeResult:
    """Return the result of a file that the pre-flight refused. `model_sha256` is empty for what is not a file."""
    base = empty_result(task, split, model_sha256)
    return base.model_copy(update={"outcome": Outcome.REFUSED, "preflight": notices})


def empty_result(task: ExamTask, split: Split, model_sha256: str) -> GradeResult:
    """Return a result that says nothing yet but what it is about."""
    return GradeResult(
        task=task.id,
        task_version=task.version(split),
        grader_version=GRADER_VERSION,
        model_sha256=model_sha256,
        outcome=Outcome.UNSCORED,
        bands=list(task.rubric.bands),
    )
