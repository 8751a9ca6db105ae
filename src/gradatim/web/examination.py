"""The examination of this machine, which takes from two seconds to half a minute: no page waits for it."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from gradatim.workspace.doctor.apart import examine_apart
from gradatim.workspace.doctor.report import DoctorReport

Examine = Callable[[Path, Callable[[str], None]], DoctorReport]


@dataclass(frozen=True)
class Standing:
    """How far the examination has come.

    Args:
        report: The last one that came to its end; None before the first.
        doing: What is looked at now, in words; empty when nothing is.
        failed: Whether the last one broke off by a mistake of ours, which the terminal shows.
    """

    report: DoctorReport | None = None
    doing: str = ""
    failed: bool = False


@dataclass
class Examination:
    """Examines at most once at a time. May be used by any thread.

    Args:
        folder: The folder that the learner's answers lie in; need not be there.
        examine: Examines, telling what it looks at. Defaults to what `gradatim doctor` does.
    """

    folder: Path
    examine: Examine = field(default_factory=lambda: _examine)
    _standing: Standing = field(default_factory=Standing, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def standing(self) -> Standing:
        """Return how far it has come; the first call begins it."""
        with self._lock:
            if self._standing == Standing():
                self._begin()
            return self._standing

    def again(self) -> None:
        """Begin a new examination, unless one is under way."""
        with self._lock:
            if not self._standing.doing:
                self._begin()

    def _begin(self) -> None:
        self._standing = Standing(self._standing.report, "Python")
        threading.Thread(target=self._run, name="examination", daemon=True).start()

    def _run(self) -> None:
        folder = self.folder if self.folder.is_dir() else self.folder.parent
        try:
            ended = Standing(self.examine(folder, self._note))
        except Exception as error:
            traceback.print_exception(error, file=sys.stderr)
            ended = Standing(self._standing.report, failed=True)
        with self._lock:
            self._standing = ended

    def _note(self, doing: str) -> None:
        with self._lock:
            self._standing = Standing(self._standing.report, doing)


_examine: Examine = examine_apart
