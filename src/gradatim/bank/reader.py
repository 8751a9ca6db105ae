"""Reads a task's folder into an `ExamTask`. A bad `task.toml` is refused with file, line, expected and received."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gradatim.bank.exam_task import (
    BOX_SIDES,
    ExamTask,
    Guard,
    GuardMethod,
    InputContract,
    Limits,
    MetricName,
    OutputContract,
    OutputKind,
    Rubric,
    WeakAnswer,
)
from gradatim.bank.skills import require_skills
from gradatim.errors import UserError
from gradatim.settings import settings
from gradatim.toml_file import read_toml

Score = Annotated[int, Field(ge=0, le=5)]
Axis = Annotated[int, Field(ge=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Input(_Entry):
    name: str
    shape: list[Axis | Literal["any"]]
    dtype: Literal["float32", "int32", "uint8", "string"]
    description: str


class _Output(_Entry):
    shape: list[Axis]
    kind: Literal["value", "probability", "probabilities", "box"]
    description: str
    classes: list[str] = []
    plausible: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None

    @model_validator(mode="after")
    def _classes_fit(self) -> _Output:
        last = self.shape[-1] if self.shape else 0
        wanted = {"value": 0, "probability": 2, "probabilities": last, "box": last - BOX_SIDES}[self.kind]
        if len(self.classes) != wanted:
            raise ValueError(
                f"Expected {wanted} class names for kind {self.kind!r} and shape {self.shape}. "
                f"Received: {len(self.classes)}"
            )
        return self


class _Score(_Entry):
    metric: Literal[
        "accuracy",
        "macro F1",
        "log loss",
        "bits per character",
        "mean average precision",
        "mean absolute error",
        "mean absolute scaled error",
    ]
    unit: str = ""
    bands: Annotated[list[float], Field(min_length=5, max_length=5)]

    @model_validator(mode="after")
    def _bands_climb(self) -> _Score:
        rising = MetricName(self.metric).higher_is_better
        if self.bands != sorted(set(self.bands), reverse=not rising):
            raise ValueError(
                f"Expected five different bands, {'rising' if rising else 'falling'} for {self.metric}. "
                f"Received: {self.bands}"
            )
        return self


class _Limits(_Entry):
    file_mb: Annotated[int, Field(ge=1)] = 50
    memory_mb: Annotated[int, Field(ge=64)] = 2048
    seconds: Annotated[int, Field(ge=1)] = 60
    lambda_layers: bool = True


class _Guard(_Entry):
    method: Literal["rows", "pictures", "shingles", "windows", "ids"]
    length: Annotated[int, Field(ge=2)] = 12


class _Weak(_Entry):
    file: str
    mistake: str
    scores: Annotated[list[Score], Field(min_length=1)]
    finding: str = ""


class _Task(_Entry):
    title: str
    revision: Annotated[int, Field(ge=1)]
    category: Annotated[int, Field(ge=1, le=5)]
    area: Literal["nn", "image", "text", "series"]
    skills: Annotated[list[str], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1)]
    dataset: str
    also: list[str] = []
    input: _Input
    output: _Output
    score: _Score
    limits: _Limits = _Limits()
    guard: _Guard = _Guard(method="rows")
    weak: list[_Weak] = []

    @model_validator(mode="after")
    def _skills_exist(self) -> _Task:
        require_skills(self.skills)
        return self


def read_task(folder: Path) -> ExamTask:
    """Read one task's folder.

    Raises:
        UserError: `task.toml` is missing, is not TOML, or breaks the format; the message names file and line.
    """
    entry = read_toml(folder / "task.toml", _Task, what="a task", next_step="gradatim task lint")
    return ExamTask(
        id=folder.name,
        folder=folder,
        title=entry.title,
        revision=entry.revision,
        category=entry.category,
        area=entry.area,
        skills=tuple(entry.skills),
        minutes=entry.minutes,
        dataset_id=entry.dataset,
        input=InputContract(
            name=entry.input.name,
            shape=tuple(None if axis == "any" else axis for axis in entry.input.shape),
            dtype=entry.input.dtype,
            description=entry.input.description,
        ),
        output=OutputContract(
            shape=tuple(entry.output.shape),
            kind=OutputKind(entry.output.kind),
            description=entry.output.description,
            classes=tuple(entry.output.classes),
            plausible=(entry.output.plausible[0], entry.output.plausible[1]) if entry.output.plausible else None,
        ),
        rubric=Rubric(
            metric=MetricName(entry.score.metric),
            bands=(*entry.score.bands,),  # type: ignore[arg-type]  # the length is validated above
            unit=entry.score.unit,
        ),
        limits=Limits(**entry.limits.model_dump()),
        guard=Guard(method=GuardMethod(entry.guard.method), length=entry.guard.length),
        also=tuple(entry.also),
        weak=tuple(
            WeakAnswer(file=weak.file, mistake=weak.mistake, scores=tuple(weak.scores), finding=weak.finding)
            for weak in entry.weak
        ),
    )


def task_folders(content: Path | None = None) -> list[Path]:
    """Return the folders of all exam tasks of the bank, in the order of category and id."""
    return sorted(path.parent for path in ((content or settings().content) / "exam").glob("*/*/task.toml"))


def load_tasks() -> list[ExamTask]:
    """Read all exam tasks of the bank, by category and id."""
    return sorted((read_task(folder) for folder in task_folders()), key=lambda task: (task.category, task.id))


def is_task(name: str) -> bool:
    """Return whether the bank has an exam task with this id."""
    return any(folder.name == name for folder in task_folders())


def load_task(task_id: str) -> ExamTask:
    """Read the task with this id.

    Raises:
        UserError: There is no such task; the message names the nearest.
    """
    folders = {folder.name: folder for folder in task_folders()}
    if task_id not in folders:
        near = difflib.get_close_matches(task_id, folders, n=1)
        raise UserError(
            f"Expected the id of an exam task: {', '.join(folders)}",
            received=task_id,
            next_step=f"gradatim grade {near[0]} MODEL" if near else "gradatim task list",
        )
    return read_task(folders[task_id])
