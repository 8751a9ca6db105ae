"""Has a candidate's model graded in the sandbox, with the coach, and keeps what came out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.coach_blind.candidate import Candidate
from benchmarks.coach_blind.making import KEPT, SPLIT, Made, made
from benchmarks.coach_version import coach_version
from gradatim.bank.reader import load_task
from gradatim.coach import coach
from gradatim.coach.training_report import joined, report_on
from gradatim.grading.grade import grade


@dataclass(frozen=True)
class Seen:
    """What the grader and the coach said of a model.

    Args:
        outcome: The grading's outcome, such as `scored`.
        score: 0 to 5; None unless scored.
        metric: The metric's value; None unless scored.
        findings: Ids in the coach's order.
        summaries: What the coach said, in the same order.
        evidence: The figures, in the same order.
        message: What was wrong with the file, unless scored.
        grading_ms: Time of loading, predicting and scoring.
        coach_ms: Time of the coach.
    """

    outcome: str
    score: int | None
    metric: float | None
    findings: list[str]
    summaries: list[str]
    evidence: list[dict[str, Any]]
    message: str
    grading_ms: float
    coach_ms: float


def seen(candidate: Candidate) -> Seen:
    """Return what is said of the candidate's model by the coach as it is now."""
    model = made(candidate)
    digest = hashlib.sha256(model.model.read_bytes()).hexdigest()
    origin = {"model": digest, "coach": coach_version()}
    kept = KEPT / candidate.task / candidate.name / "seen.json"
    if kept.is_file():
        record = json.loads(kept.read_text())
        if record.pop("origin") == origin:
            return Seen(**record)
    result = _examined(candidate, model, digest)
    kept.write_text(json.dumps(asdict(result) | {"origin": origin}, indent=1))
    return result


def _examined(candidate: Candidate, model: Made, digest: str) -> Seen:
    graded = grade(load_task(candidate.task), SPLIT, model.model, model_sha256=digest, coach=coach).result
    if model.history is not None:
        graded = joined(graded, report_on(model.history.read_bytes()))
    timings = graded.timings_ms
    return Seen(
        outcome=graded.outcome.value,
        score=graded.score,
        metric=graded.metric.value if graded.metric else None,
        findings=[finding.id for finding in graded.findings],
        summaries=[finding.summary for finding in graded.findings],
        evidence=[dict(finding.evidence) for finding in graded.findings],
        message="; ".join(f"{notice.code}: {notice.message}" for notice in graded.preflight),
        grading_ms=timings.load + timings.predict + timings.score,
        coach_ms=timings.coach,
    )
