"""All checks that need the task: the file's size, its layers, its declared input and output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradatim.grading.preflight.layer_checks import check_layers, installed_keras
from gradatim.grading.preflight.model_file import ModelFile
from gradatim.grading.preflight.model_path import too_large
from gradatim.grading.result import Notice

if TYPE_CHECKING:
    from gradatim.bank.exam_task import ExamTask


def check(model: ModelFile, task: ExamTask, *, allow_lambda: bool, grader_keras: str | None = None) -> list[Notice]:
    """Compare what a file declares with what the task expects and the grader can load.

    Args:
        model: What `inspect_model` read.
        task: The task that it is submitted for.
        allow_lambda: Whether the exam runs Lambda layers.
        grader_keras: The grader's Keras version. Defaults to None: that of the installed Keras, and no comparison
            when none is installed.

    Returns:
        The reasons to refuse the file, in a fixed order; empty when nothing speaks against running it.
    """
    # Imported here: it brings NumPy, which reading a file does not need.
    from gradatim.grading.preflight.contract_checks import check_contract

    notices = []
    max_bytes = task.limits.file_mb * 10**6
    if model.bytes > max_bytes:
        notices.append(too_large(model.bytes, max_bytes).notice)
    notices += check_layers(model, allow_lambda=allow_lambda, grader_keras=grader_keras or installed_keras())
    return notices + check_contract(model, task)
