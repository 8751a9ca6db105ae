"""One candidate: a model in a style of its own, with one mistake or with none, and what an examiner would call it."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import ExamTask

Array = npt.NDArray[Any]
Make = Callable[["Part"], Any]


@dataclass(frozen=True)
class Part:
    """What a candidate has of a task.

    Args:
        task: The exam task.
        x: The candidate's examples, as the grader gives them to a model.
        y: What the answers to them should be, as the task's data module gives it.
        folder: The files that the candidate is given.
        history: Where a candidate who logs the training writes its course.
    """

    task: ExamTask
    x: Array
    y: Array
    folder: Path
    history: Path

    def few(self, rows: int, seed: int = 1) -> tuple[Array, Array]:
        """Return some examples drawn at random."""
        chosen = np.random.default_rng(seed).permutation(len(self.x))[:rows]
        return self.x[chosen], self.y[chosen]


@dataclass(frozen=True)
class Candidate:
    """One model of the blind test.

    Args:
        task: Id of the exam task.
        causes: Findings of which a fair examiner would accept any as the first; empty for a good model.
        make: Trains the model. Its name is the candidate's, its docstring says the mistake.
        why: Why more than one finding is accepted.
        logged: Whether the course of the training is handed in too.
    """

    task: str
    causes: tuple[str, ...]
    make: Make
    why: str = ""
    logged: bool = False

    @property
    def name(self) -> str:
        """The name of the function; no other candidate has it."""
        return self.make.__name__

    @property
    def family(self) -> str:
        """The module that it is written in."""
        return self.make.__module__.rpartition(".")[2]

    @property
    def mistake(self) -> str:
        """What went wrong, in a sentence or two."""
        return " ".join((inspect.getdoc(self.make) or "").split())

    @property
    def is_good(self) -> bool:
        """Whether nothing went wrong."""
        return not self.causes


CANDIDATES: list[Candidate] = []


def candidate(task: str, *causes: str, why: str = "", logged: bool = False) -> Callable[[Make], Make]:
    """Enter a function into the list of candidates.

    Raises:
        ValueError: There is a candidate of that name.
    """

    def enter(make: Make) -> Make:
        if any(one.name == make.__name__ for one in CANDIDATES):
            raise ValueError(f"Expected a name that no other candidate has. Received: {make.__name__}")
        CANDIDATES.append(Candidate(task, causes, make, why, logged))
        return make

    return enter


class OnUse:
    """A module that is imported when something of it is used, so that the list can be read without TensorFlow."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self._name), name)
