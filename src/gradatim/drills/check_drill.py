"""Checks one answer to a drill: in the sandbox, within the drill's time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from gradatim.bank.drill import ANSWER_FILE, Drill
from gradatim.bank.drill_reader import drill_files
from gradatim.drills.verdict import AnswerError, CheckResult, CheckState, DrillOutcome, DrillVerdict
from gradatim.sandbox.code_verdict import CodeOutcome, CodeVerdict
from gradatim.sandbox.default_launcher import study_launcher
from gradatim.sandbox.hostile_text import clean
from gradatim.sandbox.launcher import Launcher
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.run_code import run_code

_INSIDE = Path(__file__).parent / "inside"
_MEMORY_MB = 2048
_TEXT_CHARACTERS = 4000
_OUTCOMES = {
    CodeOutcome.TIMEOUT: DrillOutcome.TIMEOUT,
    CodeOutcome.MEMORY: DrillOutcome.MEMORY,
    CodeOutcome.RAISED: DrillOutcome.CRASHED,
    CodeOutcome.CRASHED: DrillOutcome.CRASHED,
}

# Whatever the learner's process says is cleaned where it enters.
_Text = Annotated[
    str, Field(max_length=_TEXT_CHARACTERS), AfterValidator(lambda text: clean(text, limit=_TEXT_CHARACTERS))
]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Error(_Entry):
    type: _Text
    message: _Text
    line: int | None
    trace: _Text


class _Check(_Entry):
    name: _Text
    title: _Text
    state: Literal["passed", "failed", "raised", "not run"]
    expected: _Text = ""
    received: _Text = ""
    look: _Text = ""
    line: int | None = None
    error: _Error | None = None


class _Verdict(_Entry):
    error: _Error | None
    checks: Annotated[list[_Check], Field(min_length=1, max_length=50)]


def check_drill(
    drill: Drill,
    answer: str,
    *,
    on_line: Callable[[str], None] = lambda _: None,
    launcher: Launcher | None = None,
) -> DrillVerdict:
    """Run an answer and the checks of its drill.

    Args:
        drill: The drill.
        answer: Text of the learner's file.
        on_line: Called with each line that it prints, while it runs. Defaults to nothing.
        launcher: How the process comes to life. Defaults to what `study_launcher` chooses.

    Returns:
        The verdict. Whatever the answer does, this returns within the drill's seconds and what a process costs.

    Raises:
        SandboxUnavailable: No process could be started.
        UserError: A data file of the drill is missing or damaged.
    """
    files = drill_files(drill) | _ours(drill) | {ANSWER_FILE: answer.encode("utf-8", "replace")}
    ran = run_code(
        _inside("main.py"),
        files,
        RunLimits(memory_mb=_MEMORY_MB, seconds=drill.seconds),
        on_line=on_line,
        launcher=launcher or study_launcher(),
    )
    if ran.outcome is not CodeOutcome.FINISHED:
        message = f"{ran.error_type}: {ran.message}" if ran.outcome is CodeOutcome.RAISED else ran.message
        return DrillVerdict(drill.id, _OUTCOMES[ran.outcome], (), None, message or ran.error_type, ran.seconds)
    return _verdict(drill, ran)


def _ours(drill: Drill) -> dict[str, bytes]:
    files = {"checking.py": _inside("checking.py").encode(), "checks.py": drill.checks.read_bytes()}
    prelude = drill.folder / "prelude.py"
    return files | ({"prelude.py": prelude.read_bytes()} if prelude.is_file() else {})


@cache
def _inside(name: str) -> str:
    return (_INSIDE / name).read_text(encoding="utf-8")


def _verdict(drill: Drill, ran: CodeVerdict) -> DrillVerdict:
    try:
        told = _Verdict.model_validate(ran.verdict)
    except ValidationError:
        # The checks ran in the same process as the answer, which may have changed anything there.
        message = "Expected an answer that leaves the checks alone. Received: a verdict that they did not write"
        return DrillVerdict(drill.id, DrillOutcome.CRASHED, (), None, message, ran.seconds)
    checks = tuple(map(_check, told.checks))
    error = _error(told.error) if told.error else None
    passed = all(check.state is CheckState.PASSED for check in checks)
    outcome = DrillOutcome.ERROR if error else DrillOutcome.PASSED if passed else DrillOutcome.FAILED
    return DrillVerdict(drill.id, outcome, checks, error, "", ran.seconds)


def _check(told: _Check) -> CheckResult:
    values = told.model_dump(exclude={"state", "error"})
    return CheckResult(**values, state=CheckState(told.state), error=_error(told.error) if told.error else None)


def _error(told: _Error) -> AnswerError:
    return AnswerError(**told.model_dump())
