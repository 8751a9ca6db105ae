"""A drill: its text, the last verdict, the hints that were read, and where the learner's file lies."""

from __future__ import annotations

from pydantic import Field

from gradatim.bank.drill import Drill, DrillKind
from gradatim.bank.drill_reader import load_drill
from gradatim.drills.verdict import AnswerError, CheckState, DrillOutcome, DrillVerdict
from gradatim.mastery.progress import DrillRecord
from gradatim.web.problems import found
from gradatim.web.server import Server
from gradatim.web.views.drill_line import LEVELS, DrillState, drill_state
from gradatim.web.views.learner import learner
from gradatim.web.views.skill_map import NextStep, next_step
from gradatim.web.views.view import View


class ErrorPart(View):
    """What the learner's code raised."""

    message: str
    trace: str


class CheckPart(View):
    """One check of the verdict."""

    title: str = Field(description="What holds when it passes.")
    state: CheckState
    expected: str
    received: str
    look: str = Field(description="The next thing to look at.")
    error: ErrorPart | None


class VerdictPart(View):
    """What came of the answer that was checked last."""

    outcome: DrillOutcome
    seconds: float
    passed: int = Field(description="How many checks pass.")
    checks: list[CheckPart]
    error: ErrorPart | None = Field(description="What the file itself raised, if it does not run to its end.")
    message: str
    line: int | None = Field(description="Line of the answer to look at.")


class DrillView(View):
    """The page of a drill."""

    id: str
    title: str
    skill: str
    skill_title: str
    kind: DrillKind
    level: str
    minutes: int
    trains: bool
    text: str = Field(description="What to do, as Markdown.")
    state: DrillState
    current: bool = Field(description="Whether gradatim watch opens this drill.")
    laid_out: bool = Field(description="Whether its files lie in the practice folder.")
    answer: str = Field(description="Path of the learner's file.")
    practice_folder: str
    attempts: int
    verdict: VerdictPart | None
    hints: list[str] = Field(description="The hints that were read, as Markdown.")
    hints_in_all: int
    next_step: NextStep | None


def drill_view(server: Server, drill_id: str) -> DrillView:
    """Return a drill as it stands now.

    Raises:
        PageError: There is no such drill.
        UserError: The progress or the database cannot be used.
    """
    with found():
        drill = load_drill(drill_id)
    now = learner(server)
    record = now.records.get(drill.id, DrillRecord())
    verdict = server.memory.get(("verdict", drill.id), lambda: _last_verdict(server, drill), of=server.progress_mark)
    answer = server.folder.answer_of(drill)
    return DrillView(
        id=drill.id,
        title=drill.title,
        skill=drill.skill,
        skill_title=now.skills[drill.skill].skill.title,
        kind=drill.kind,
        level=LEVELS[drill.level],
        minutes=drill.minutes,
        trains=drill.trains,
        text=drill.readme.read_text(encoding="utf-8"),
        state=drill_state(record, due=any(review.drill == drill.id for review in now.due)),
        current=now.current == drill.id,
        laid_out=answer.is_file(),
        answer=str(answer),
        practice_folder=str(server.place),
        attempts=record.attempts,
        verdict=_part(verdict) if verdict else None,
        hints=list(drill.hints[: record.hints]),
        hints_in_all=len(drill.hints),
        next_step=next_step(now.suggestion) if now.suggestion and now.suggestion.drill.id != drill.id else None,
    )


def _last_verdict(server: Server, drill: Drill) -> DrillVerdict | None:
    progress = server.progress
    return progress.last_verdict(drill.id) if progress else None


def _part(verdict: DrillVerdict) -> VerdictPart:
    return VerdictPart(
        outcome=verdict.outcome,
        seconds=verdict.seconds,
        passed=sum(check.state is CheckState.PASSED for check in verdict.checks),
        checks=[
            CheckPart(
                title=check.title,
                state=check.state,
                expected=check.expected,
                received=check.received,
                look=check.look,
                error=_error(check.error),
            )
            for check in verdict.checks
        ],
        error=_error(verdict.error),
        message=verdict.message,
        line=verdict.line,
    )


def _error(error: AnswerError | None) -> ErrorPart | None:
    return ErrorPart(message=error.message, trace=error.trace) if error else None
