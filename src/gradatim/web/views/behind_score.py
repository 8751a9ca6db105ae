"""What lies behind a score, computed when a page first shows it and kept in memory: the model is not asked again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from gradatim.bank.exam_task import ExamTask
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.grading.evidence.parts import Evidence
from gradatim.grading.result import GradeResult
from gradatim.store.database import reading
from gradatim.store.schema import ResultRow
from gradatim.web.server import Server

if TYPE_CHECKING:
    from gradatim.data.examples import Examples

_KEPT = 64
"""Results whose evidence is kept; each takes some ten thousand bytes."""


@dataclass(frozen=True)
class Found:
    """The evidence, or in words why there is none."""

    evidence: Evidence | None
    missing: str = ""


def evidence_of(server: Server, task: ExamTask, result: GradeResult) -> Found:
    """Return what lies behind a scored result.

    Args:
        server: The running dashboard.
        task: The task as the bank has it now.
        result: The stored result.

    Raises:
        UserError: The database cannot be used.
    """
    split = server.installation.split
    if version_now(task, split) != result.task_version:
        return Found(None, "The task has been changed since this model was graded, so its hidden rows are others now.")
    digest = _predictions_digest(server, result)
    if digest is None:
        return Found(None, "The predictions of this model were not kept.")
    return _CACHE.get(server, task, digest)


def hidden_png(task: ExamTask, split: Split, row: int) -> bytes:
    """Return one hidden picture of a task as a PNG file."""
    from gradatim.grading.evidence.pixels import as_png

    with _READING:
        hidden, found = _hidden_set(task, split), _levels(task, split)
    return as_png(hidden.inputs, row, found)


@lru_cache(maxsize=256)
def version_now(task: ExamTask, split: Split) -> str:
    """Return the task's version; read once, as the bank is (a change of the bank shows after a restart)."""
    return task.version(split)


class _Cache:
    """Evidence by task and predictions. What is there is read at once, whatever is being computed beside it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._computing = threading.Lock()
        self._found: OrderedDict[tuple[ExamTask, Split, str], Found] = OrderedDict()

    def get(self, server: Server, task: ExamTask, digest: str) -> Found:
        key = (task, server.installation.split, digest)
        if (found := self._look(key)) is not None:
            return found
        # One at a time: hidden sets are large, and whoever waits for the same one finds it here afterwards.
        with self._computing:
            if (found := self._look(key)) is not None:
                return found
            found = _compute(server, task, digest)
            with self._lock:
                self._found[key] = found
                if len(self._found) > _KEPT:
                    self._found.popitem(last=False)
            return found

    def _look(self, key: tuple[ExamTask, Split, str]) -> Found | None:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)


_CACHE = _Cache()
_READING = threading.Lock()


def _compute(server: Server, task: ExamTask, digest: str) -> Found:
    # NumPy is imported by the first page that needs it, not by the start of the dashboard.
    import numpy as np

    from gradatim.grading.evidence.gather import gather

    split = server.installation.split
    try:
        with server.installation.blobs.get(digest).open("rb") as file:
            predictions = np.load(file, allow_pickle=False)
        with _READING:
            hidden = _hidden_set(task, split)
        return Found(gather(task, hidden, predictions, lambda inputs: task.readable(split, inputs)))
    except (UserError, OSError, ValueError):
        # The page says everything else about the result; a lost or damaged file must not take that away.
        return Found(None, "The predictions of this model cannot be read any more.")


@lru_cache(maxsize=4)
def _hidden_set(task: ExamTask, split: Split) -> Examples:
    return task.hidden_set(split)


@lru_cache(maxsize=4)
def _levels(task: ExamTask, split: Split) -> tuple[float, float]:
    from gradatim.grading.evidence.pixels import levels

    return levels(_hidden_set(task, split).inputs)


def _predictions_digest(server: Server, result: GradeResult) -> str | None:
    query = select(ResultRow.predictions_sha256).where(
        ResultRow.model_sha256 == result.model_sha256,
        ResultRow.task_id == result.task,
        ResultRow.task_version == result.task_version,
        ResultRow.grader_version == result.grader_version,
    )
    with reading(server.installation.engine) as session:
        return session.scalars(query).one_or_none()
