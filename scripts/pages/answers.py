"""All answers to an exam task that were measured, from the naive one to the strongest, in one form."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gradatim.bank.exam_task import ExamTask


class Kind(StrEnum):
    """What kind of answer it is; the picture gives each a mark of its own."""

    NAIVE = "naive"
    SIMPLE = "simple method"
    STARTER = "starter"
    WEAK = "mistake"
    REFERENCE = "reference"
    STRONGER = "stronger"


@dataclass(frozen=True)
class Answer:
    """One answer and its runs.

    Args:
        kind: What kind it is.
        name: What it does, in a few words.
        metrics: The metric of each run that was scored.
        scores: The score of each run; None where it was refused.
        cpu_seconds: CPU seconds of each training, all cores together; empty for methods without training.
        seconds: Wall-clock seconds of each training.
        file_kb: Size of the model file; 0 for methods without one.
        finding: What the coach has to find; empty for all but mistakes.
    """

    kind: Kind
    name: str
    metrics: tuple[float, ...]
    scores: tuple[int | None, ...]
    cpu_seconds: tuple[float, ...] = ()
    seconds: tuple[float, ...] = ()
    file_kb: int = 0
    finding: str = ""

    @property
    def median_metric(self) -> float | None:
        """The middle metric; None when nothing was scored."""
        return statistics.median(self.metrics) if self.metrics else None

    @property
    def shown_scores(self) -> str:
        """All different scores, the lowest first."""
        shown = {"refused" if score is None else f"{score}/5" for score in self.scores}
        return " or ".join(sorted(shown))


def measured(task: ExamTask) -> dict[str, Any]:
    """Return what `task verify --write` measured."""
    content: dict[str, Any] = json.loads((task.folder / "measured.json").read_text(encoding="utf-8"))
    return content


def answers(task: ExamTask) -> list[Answer]:
    """Return all answers to a task that were measured, the naive ones first."""
    found = measured(task)
    listed = [
        Answer(
            Kind.NAIVE if name.startswith("naive") else Kind.SIMPLE,
            name.removeprefix("naive: "),
            (run["metric"],),
            (run["score"],),
        )
        for name, run in found["baselines"].items()
    ]
    listed.append(_answer(Kind.STARTER, "the file as it is handed out", [found["starter"]]))
    listed += [
        _answer(Kind.WEAK, weak.mistake.rstrip("."), found["weak"][weak.file], weak.finding) for weak in task.weak
    ]
    listed.append(_answer(Kind.REFERENCE, _first_line(task, "solution.py"), found["reference"]))
    if "stronger" in found:
        listed.append(_answer(Kind.STRONGER, _first_line(task, "stronger.py"), [found["stronger"]]))
    return listed


def _answer(kind: Kind, name: str, runs: list[dict[str, Any]], finding: str = "") -> Answer:
    return Answer(
        kind,
        name,
        tuple(run["metric"] for run in runs if run["metric"] is not None),
        tuple(run["score"] for run in runs),
        tuple(run["train_cpu_seconds"] for run in runs),
        tuple(run["train_seconds"] for run in runs),
        max(run["file_kb"] for run in runs),
        finding,
    )


def _first_line(task: ExamTask, file: str) -> str:
    """Return what the script's docstring says it is, without the kind that it begins with."""
    first = (task.folder / file).read_text(encoding="utf-8").splitlines()[0].strip('"')
    return first.partition(": ")[2].rstrip(".") or first.rstrip(".")
