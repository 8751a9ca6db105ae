"""What Keras and TensorFlow mean: their most frequent errors in plain words, with expected and received.

The table is `errors.toml`; docs/errors.md is made from it. The messages come from a model's process and may be hostile:
they are short and free of control characters (`ModelFailure` sees to that), patterns are searched and nothing in them
is ever formatted or run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from gradatim.bank.exam_task import ExamTask
from gradatim.grading.preflight.refusal import shown
from gradatim.sandbox.failure import ModelFailure
from gradatim.toml_file import read_toml

_TABLE = Path(__file__).with_name("errors.toml")
_ORIGINAL_CHARACTERS = 400
# What stands before and after an error's own words: which node of the graph, which arguments the layer had.
_WRAPPING = (
    re.compile(r"Graph execution error:\s+Detected at node \S+ defined at \(most recent call last\):"),
    re.compile(r"<stack traces unavailable>"),
    re.compile(r"\[?\[?\{\{[^{}]*\}\}\]?\]?"),
    re.compile(r"\[Op:\w+\](?: name: ?\w*)?"),
    re.compile(r"\s*Arguments received by \w+\.call\(\):.*", re.DOTALL),
    re.compile(r"\s*You may be trying to load on a different device.*", re.DOTALL),
)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiles(pattern: str) -> str:
    re.compile(pattern)
    return pattern


class Form(_Model):
    """One way in which an error is worded."""

    pattern: Annotated[str, AfterValidator(_compiles)]
    says: str = Field(description="The part of the original message that was found, as it really was.")
    expected: str
    received: str
    types: tuple[str, ...] = Field(default=(), description="Names of exceptions; empty for any.")


class KnownError(_Model):
    """One error, in plain words."""

    id: str
    title: str
    why: str
    next_step: str
    skill: str
    form: tuple[Form, ...] = Field(min_length=1)


class _Table(_Model):
    error: tuple[KnownError, ...]


@dataclass(frozen=True)
class Explanation:
    """What an error means for the candidate. The words continue "Expected", "Received:" and "Next:"."""

    error: KnownError
    form: Form
    expected: str
    received: str

    @property
    def next_step(self) -> str:
        """What to do, and the note to read."""
        return f"{self.error.next_step}; the note: gradatim note {self.error.skill}"


@cache
def known_errors() -> tuple[KnownError, ...]:
    """Return the table, in the order in which its patterns are tried.

    Raises:
        UserError: The table breaks its format (a mistake of ours).
    """
    return read_toml(_TABLE, _Table, what="the table of errors", next_step="pytest tests/grading/errors").error


def explain_error(failure: ModelFailure, task: ExamTask) -> Explanation | None:
    """Return what an error of Keras or TensorFlow means; None for one that is not known.

    Args:
        failure: What the sandbox saw; its `message` holds the error's own words.
        task: The task, whose input is named.
    """
    ours = {
        "task_input": f"{_task_shape(task)} {task.input.dtype}",
        "task_describes": task.input.description,
        "memory_mb": f"{task.limits.memory_mb:,}",
    }
    for error in known_errors():
        for form in error.form:
            if form.types and failure.error_type not in form.types:
                continue
            if found := re.search(form.pattern, failure.message):
                words = {name: _word(name, value or "") for name, value in found.groupdict().items()} | ours
                return Explanation(error, form, form.expected.format_map(words), form.received.format_map(words))
    return None


def own_words(failure: ModelFailure) -> str:
    """Return an error's type and own words in one line, without what Keras and TensorFlow wrap round them."""
    text = failure.message
    for wrapping in _WRAPPING:
        text = wrapping.sub("", text)
    words = f"{failure.error_type}: {' '.join(text.split())}"
    return words if len(words) <= _ORIGINAL_CHARACTERS else f"{words[:_ORIGINAL_CHARACTERS]}…"


def _task_shape(task: ExamTask) -> str:
    return _shape(["rows", *("any" if axis is None else str(axis) for axis in task.input.shape)])


def _shape(axes: list[str]) -> str:
    return f"({', '.join(axes)}{',' if len(axes) == 1 else ''})"


def _word(name: str, value: str) -> str:
    """Return what a group found as it is shown; a batch's size is the grader's business, so it becomes `rows`."""
    if not name.startswith(("rows_", "shape_")):
        return shown(value)
    axes = [axis.strip() for axis in value.split(",") if axis.strip()]
    axes = ["any" if axis == "None" else axis for axis in axes]
    if name.startswith("rows_"):
        axes[:1] = ["rows"]
    return shown(_shape(axes))
