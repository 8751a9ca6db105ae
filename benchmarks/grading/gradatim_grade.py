"""Ours: `gradatim grade`, through the queue and in the full sandbox."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType

from benchmarks.commands import CommandFailedError
from benchmarks.grading.contender import Graded
from benchmarks.grading.workload import MadeCase
from benchmarks.ours import Installation
from benchmarks.process_tree import settled_cpu_seconds
from benchmarks.timing import Timing

COMMAND = "`gradatim grade`"
GRADER = "Gradatim's grader"


class GradatimGrade:
    """Grades with a warm worker.

    The CPU of the command is that of the command line, the worker, the fork server and the confined process together,
    until all of them rest again: the next confined process, which the server prepares in the meantime, is counted. The
    grader is the same without the command line. Its wall clock ends when the result is stored.

    Args:
        home: Home folder of the installation.
        content: The bank with the benchmark's tasks.
    """

    name = COMMAND
    is_slow = False

    def __init__(self, home: Path, content: Path) -> None:
        self._installation = Installation(home, content)
        self.start_cpu: float | None = None
        """CPU seconds of starting the worker and its fork server, with the first submission."""

    def __enter__(self) -> GradatimGrade:
        self._installation.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._installation.__exit__(kind, error, trace)

    def grade(self, made: MadeCase, model: Path) -> Graded:
        """Grade a model. The first of all starts the worker, so it is no measurement."""
        before = 0.0 if self.start_cpu is None else settled_cpu_seconds(self._installation.worker)
        done = self._installation.gradatim("grade", made.case.id, model, "--json")
        grader_cpu = settled_cpu_seconds(self._installation.worker) - before
        if self.start_cpu is None:
            self.start_cpu = grader_cpu
        result = json.loads(done.stdout)
        if result["sandbox"] != "full":
            raise CommandFailedError(f"Expected the sandbox in mode full. Received: {result['sandbox']}")
        spent = result["timings_ms"]
        return Graded(
            result["metric"]["value"],
            {
                GRADER: Timing((spent["total"] - spent["queue"]) / 1000, grader_cpu),
                COMMAND: Timing(done.timing.wall, done.timing.cpu + grader_cpu),
            },
        )
