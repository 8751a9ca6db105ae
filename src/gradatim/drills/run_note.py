"""Runs the programs of a note and holds them against what the note promises."""

from __future__ import annotations

from dataclasses import dataclass

from gradatim.bank.note import Note, Program, Promise
from gradatim.sandbox.code_verdict import CodeOutcome, CodeVerdict
from gradatim.sandbox.default_launcher import study_launcher
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.run_code import run_code

SECONDS = 20
"""What a learner waits for an example."""


@dataclass(frozen=True)
class ProgramRun:
    """One program of a note, and whether it kept its promise.

    Args:
        program: The program.
        kept: Whether it did what the note says.
        message: What was expected and what came; empty if it was kept.
        seconds: Wall-clock seconds.
    """

    program: Program
    kept: bool
    message: str
    seconds: float


def run_note(note: Note) -> list[ProgramRun]:
    """Run all programs of a note, each in a process of its own.

    Raises:
        SandboxUnavailable: No process could be started.
    """
    return [_run(program) for program in note.programs()]


def _run(program: Program) -> ProgramRun:
    printed: list[str] = []
    ran = run_code(program.source, {}, RunLimits(seconds=SECONDS), on_line=printed.append, launcher=study_launcher())
    message = _complaint(program, ran, "\n".join(line.rstrip() for line in printed).rstrip())
    return ProgramRun(program, not message, message, ran.seconds)


def _complaint(program: Program, ran: CodeVerdict, printed: str) -> str:
    if program.promise is Promise.ERROR:
        missing = [line.strip() for line in program.text.splitlines() if line.strip() not in ran.message]
        if ran.outcome is CodeOutcome.RAISED and not missing:
            return ""
        return f"Expected an error with the text {missing or program.text!r}. Received: {ran.message or ran.outcome}"
    if ran.outcome is not CodeOutcome.FINISHED:
        return f"Expected a program that runs. Received: {ran.message or ran.outcome}"
    wanted = "\n".join(line.rstrip() for line in program.text.splitlines())
    if program.promise is Promise.OUTPUT and printed != wanted:
        return f"Expected the output\n{wanted}\nReceived:\n{printed}"
    return ""
