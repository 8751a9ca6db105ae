"""Grades every trained model in the real sandbox with the coach, and keeps what came out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.coach.plan import Planned
from benchmarks.coach.subjects import SPLIT
from benchmarks.coach_version import coach_version
from gradatim.bank.reader import load_task
from gradatim.coach import coach
from gradatim.grading.grade import Coach, grade
from gradatim.grading.kept_examples import forget_examples
from gradatim.grading.result import GradeResult
from gradatim.queue.worker_process import start_sandbox


@dataclass(frozen=True)
class Examined:
    """What grading and coach said of one model.

    Args:
        key: Of the plan.
        task: Id of the exam task.
        cause: The finding that names its mistake, or `none`.
        name: What was done, in words.
        score: 0 to 5; -1 when it was not scored.
        findings: Ids, the first one first.
        summary: Of the first finding.
        plain_ms: Grading without the coach, with the hidden examples read from their files.
        coached_ms: Grading with the coach, with the candidate's own examples read from theirs as well.
        digest: Of the model and of the code that looked at it.
    """

    key: str
    task: str
    cause: str
    name: str
    score: int
    findings: tuple[str, ...]
    summary: str
    plain_ms: float
    coached_ms: float
    digest: str

    @property
    def first(self) -> str:
        """The first finding, or `none`."""
        return self.findings[0] if self.findings else "none"

    @property
    def times(self) -> float:
        """How many times as long grading takes with the coach."""
        return self.coached_ms / self.plain_ms


def examine_all(
    planned: Iterable[Planned], folder: Path, on_model: Callable[[Examined], None] = lambda _: None
) -> list[Examined]:
    """Return what is known of each model, examining those that changed or that older code looked at.

    Args:
        planned: The models; those that are not trained are left out.
        folder: Where models and results are kept.
        on_model: Called after each.
    """
    code = coach_version()
    start_sandbox()
    found = []
    for one in planned:
        file = one.file(folder)
        if file.is_file():
            found.append(_examined(one, file, folder, code))
            on_model(found[-1])
    return found


def _examined(one: Planned, file: Path, folder: Path, code: str) -> Examined:
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    digest = hashlib.sha256(f"{code} {sha256} {one.key}".encode()).hexdigest()
    kept = folder / "results" / f"{one.key}.json"
    if kept.is_file():
        known = json.loads(kept.read_text(encoding="utf-8"))
        if known["digest"] == digest:
            return Examined(**known | {"findings": tuple(known["findings"])})
    plain, result = (_graded(one, file, sha256, asking) for asking in (None, coach))
    examined = Examined(
        key=one.key,
        task=one.subject.task,
        cause=one.cause,
        name=one.name,
        score=-1 if result.score is None else result.score,
        findings=tuple(finding.id for finding in result.findings),
        summary=result.findings[0].summary if result.findings else "",
        plain_ms=plain.timings_ms.total,
        coached_ms=result.timings_ms.total,
        digest=digest,
    )
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(asdict(examined), indent=1), encoding="utf-8")
    return examined


def _graded(one: Planned, file: Path, sha256: str, asking: Coach | None) -> GradeResult:
    # As the first model of a task is graded: later ones find the examples in memory.
    forget_examples()
    return grade(load_task(one.subject.task), SPLIT, file, model_sha256=sha256, coach=asking).result
