"""Failures as lines `path:line: severity: message`, which editors read into their list of problems (`--problems`)."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from rich.text import Text

from gradatim.bank.exam_task import Rubric
from gradatim.cli.drill_words import place
from gradatim.cli.terminal import out
from gradatim.drills.verdict import DrillVerdict
from gradatim.exams.blueprint import Feedback
from gradatim.exams.feedback import distance, visible
from gradatim.grading.bands import HIGHEST_SCORE
from gradatim.grading.result import GradeResult, Notice, Outcome
from gradatim.sandbox.hostile_text import clean

_ENTRY = "solution_model"
_NOTEBOOK = ".ipynb"


class Severity(StrEnum):
    """How an editor marks a line."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def drill_problems(verdict: DrillVerdict, answer: Path) -> list[str]:
    """Return what fails in an answer to a drill: one line, or none."""
    return [] if verdict.passed else [_line(answer, verdict.line or 1, Severity.ERROR, verdict.as_text())]


def refusal_problems(notices: Iterable[Notice], answer: Path) -> list[str]:
    """Return why a model was refused or failed, a line for each reason, at the function that makes the model."""
    line = entry_line(answer)
    return [_line(answer, line, Severity.ERROR, notice.message) for notice in notices]


def result_problems(result: GradeResult, rubric: Rubric, feedback: Feedback, answer: Path) -> list[str]:
    """Return what there is to mend in a graded model, as far as the exam shows it now.

    Args:
        result: The result.
        rubric: The task's metric and bands.
        feedback: What the exam shows at this moment.
        answer: The candidate's file.

    Returns:
        Reasons for a model without a score; findings, or else the distance to the next band; nothing for a full score.
    """
    if result.outcome is not Outcome.SCORED or result.score is None:
        return refusal_problems(result.preflight, answer)
    line = entry_line(answer)
    findings = visible(result, feedback).findings
    if findings:
        return [_line(answer, line, Severity.WARNING, f"{found.summary} {found.advice}") for found in findings]
    if result.score == HIGHEST_SCORE:
        return []
    words = f"{result.score} of {HIGHEST_SCORE}: {distance(result, rubric, feedback)}"
    return [_line(answer, line, Severity.INFO, words)]


def entry_line(answer: Path) -> int:
    """Return the line on which `solution_model` is defined; 1 if there is none or the file cannot be read."""
    try:
        body = ast.parse(answer.read_bytes()).body
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return 1
    return next((node.lineno for node in body if isinstance(node, ast.FunctionDef) and node.name == _ENTRY), 1)


def print_problems(lines: Iterable[str]) -> None:
    """Print the lines, none of them broken."""
    for line in lines:
        out().print(line, markup=False, soft_wrap=True)


def print_place(answer: Path) -> None:
    """Print where the candidate's model is made, as a line that editors make clickable."""
    if answer.is_file():
        out().print(Text(place(answer, entry_line(answer)), style="cyan"), soft_wrap=True)


def _line(path: Path, line: int, severity: Severity, message: str) -> str:
    at = 1 if path.suffix == _NOTEBOOK else line
    return f"{os.path.relpath(path)}:{at}: {severity}: {' '.join(clean(message).split())}"
