"""The limit: load, predict and score in one warm process, with the settings that cost least for each model."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from benchmarks.commands import CommandFailedError
from benchmarks.grading.contender import Graded
from benchmarks.grading.workload import MadeCase
from benchmarks.ours import ROOT
from benchmarks.process_tree import end_tree
from benchmarks.timing import Timing

COLUMN = "limit"


class Limit:
    """Keeps one process with TensorFlow and all hidden rows in memory; no queue, no isolation, nothing stored.

    Args:
        log: Where the process writes its messages.
    """

    name = COLUMN
    is_slow = False

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Limit:
        with self._log.open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.grading.limit_process"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            end_tree(self._process.pid)
            self._process.communicate()

    def grade(self, made: MadeCase, model: Path) -> Graded:
        """Grade a model in the warm process. The first of each case tries several settings and is no measurement."""
        order = {
            "case": made.case.id,
            "rows": str(made.rows),
            "dtype": made.case.dtype,
            "metric": made.case.metric,
            "model": str(model),
        }
        answer = self._ask(json.dumps(order))
        return Graded(answer["metric"], {COLUMN: Timing(answer["wall"], answer["cpu"])})

    def _ask(self, line: str) -> dict[str, float]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise RuntimeError("Expected a started process. Received: none. Next: enter the context")
        print(line, file=process.stdin, flush=True)
        answer = process.stdout.readline()
        if not answer:
            words = self._log.read_text(encoding="utf-8")[-2000:]
            raise CommandFailedError(f"Expected an answer of the warm process. Received: its end\n{words}")
        received: dict[str, float] = json.loads(answer)
        return received
