"""Runs a command, measures it with all its children, and leaves nothing of it behind."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process_tree import end_tree
from benchmarks.timing import Timing, timed

_SHOWN = 2000


@dataclass(frozen=True)
class Finished:
    """A command that ended well, and what it took."""

    timing: Timing
    stdout: str
    stderr: str


class CommandFailedError(RuntimeError):
    """A command that the benchmark needs did not end well."""


def run_command(
    command: Iterable[object], *, cwd: Path, environment: Mapping[str, str], seconds: float = 600.0
) -> Finished:
    """Run a command to its end.

    Args:
        command: Program and arguments; anything that is not text is written as such.
        cwd: Its working folder.
        environment: Its whole environment.
        seconds: How long it may take. Defaults to 600.

    Raises:
        CommandFailedError: It ended with another exit code than 0, or did not end; its last words are in the message.
    """
    words = [str(word) for word in command]
    process = subprocess.Popen(
        words, cwd=cwd, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    output = ["", ""]

    def communicate() -> None:
        output[:] = process.communicate(timeout=seconds)

    try:
        timing = timed(communicate)
    except subprocess.TimeoutExpired as error:
        raise CommandFailedError(f"Expected the end of {' '.join(words)} within {seconds:g} s") from error
    finally:
        if process.poll() is None:
            end_tree(process.pid)
            process.communicate()
    if process.returncode != 0:
        printed = "\n".join(part.strip()[-_SHOWN:] for part in output)
        raise CommandFailedError(f"Expected {' '.join(words)} to end well. Received: {process.returncode}\n{printed}")
    return Finished(timing, *output)
