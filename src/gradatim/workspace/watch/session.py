"""The loop of watch mode: one event after the other, one current drill, the newest save counts."""

from __future__ import annotations

import hashlib
import threading
import time
from enum import StrEnum
from typing import Protocol

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drills
from gradatim.drills.cancellable import CancellableLauncher
from gradatim.drills.check_drill import check_drill
from gradatim.drills.verdict import DrillVerdict
from gradatim.errors import UserError
from gradatim.mastery.guide import Guide
from gradatim.sandbox.default_launcher import study_launcher
from gradatim.workspace.practice_folder import PracticeFolder
from gradatim.workspace.watch.events import CheckBroke, Checked, Event, Events, FilesChanged, Key, KeyPressed, Printed

_LOOKS_AT_AN_EMPTY_FILE = 5
_BETWEEN_LOOKS_SECONDS = 0.02


class WatchEnd(StrEnum):
    """Why watch mode ended."""

    QUIT = "quit"
    ALL_DONE = "all done"
    """Every drill passes, and none is due again."""


class Screen(Protocol):
    """What the learner sees."""

    def opened(self, drill: Drill, reason: str) -> None:
        """A drill has become the current one."""

    def checking(self, drill: Drill) -> None:
        """A check begins."""

    def printed(self, line: str) -> None:
        """The learner's code has printed a line."""

    def checked(self, drill: Drill, verdict: DrillVerdict) -> None:
        """A check has ended."""

    def broke(self, error: Exception) -> None:
        """A check could not be made."""

    def missing(self, drill: Drill) -> None:
        """The learner's file is gone."""

    def hint(self, drill: Drill, number: int) -> None:
        """A hint was asked for."""

    def listing(self) -> None:
        """The list was asked for."""

    def all_done(self) -> None:
        """There is nothing left to do."""


class WatchSession:
    """Checks the current drill whenever its file has changed.

    Args:
        practice: The practice folder.
        guide: Knows the progress, and what comes next.
        events: What happens is read here.
        screen: What the learner sees.
        manual: Whether a check is made only when the learner asks for it.
    """

    def __init__(
        self, practice: PracticeFolder, guide: Guide, events: Events, screen: Screen, *, manual: bool = False
    ) -> None:
        self._practice = practice
        self._guide = guide
        self._events = events
        self._screen = screen
        self._manual = manual
        self._drill: Drill | None = None
        self._seen = b""
        self._missing = False
        self._run = 0
        self._running: CancellableLauncher | None = None
        self._skipped: set[str] = set()

    def run(self) -> WatchEnd:
        """Handle events until the learner quits or nothing is left to do.

        Raises:
            UserError: The practice folder or its progress cannot be used.
        """
        try:
            if not self._open_next(resume=True):
                return WatchEnd.ALL_DONE
            while True:
                end = self._handle(self._events.get())
                if end is not None:
                    return end
        finally:
            self._give_up()

    def _handle(self, event: Event) -> WatchEnd | None:
        match event:
            case KeyPressed(Key.QUIT):
                return WatchEnd.QUIT
            case KeyPressed(Key.NEXT):
                return None if self._open_next(resume=False) else WatchEnd.ALL_DONE
            case KeyPressed(key):
                self._asked(key)
            case FilesChanged() if not self._manual:
                self._look()
            case Printed(run, line) if run == self._run:
                self._screen.printed(line)
            case Checked(run, answer, verdict) if run == self._run:
                self._finished(answer, verdict)
            case CheckBroke(run, error) if run == self._run:
                self._running = None
                self._screen.broke(error)
            case _:
                pass  # it belongs to a check that a newer save has overtaken
        return None

    def _asked(self, key: Key) -> None:
        drill = self._drill
        if drill is None:
            return
        if key is Key.HINT:
            self._screen.hint(drill, self._guide.progress.show_hint(drill.id, len(drill.hints)))
        elif key is Key.LIST:
            self._screen.listing()
        elif key is Key.RUN:
            self._seen = b""
            self._look()

    def _open_next(self, *, resume: bool) -> bool:
        """Make the drill where the learner stopped, or the next best one, the current one."""
        current = self._guide.progress.current
        drill, reason = load_drills().get(current or ""), "You stopped here."
        if not resume or drill is None:
            if self._drill is not None:
                self._skipped.add(self._drill.id)
            suggestion = self._guide.suggest(frozenset(self._skipped))
            if suggestion is None:
                self._screen.all_done()
                return False
            drill, reason = suggestion.drill, suggestion.reason
        self._practice.lay_out(drill)
        self._guide.progress.current = drill.id
        self._drill, self._missing = drill, False
        self._give_up()
        self._screen.opened(drill, reason)
        self._seen = b""
        if not self._manual:
            self._look()
        return True

    def _look(self) -> None:
        """Check the answer if it is not the one that was seen last."""
        drill = self._drill
        if drill is None:
            return
        try:
            answer = self._read_whole(drill)
        except UserError:
            if not self._missing:
                self._missing, self._seen = True, b""
                self._give_up()
                self._screen.missing(drill)
            return
        self._missing = False
        seen = hashlib.sha256(answer.encode("utf-8", "replace")).digest()
        if seen != self._seen:
            self._seen = seen
            self._check(drill, answer)

    def _read_whole(self, drill: Drill) -> str:
        """Return the answer; an empty file is looked at again for a moment, since who saves empties it first."""
        for _ in range(_LOOKS_AT_AN_EMPTY_FILE):
            answer = self._practice.read_answer(drill)
            if answer:
                return answer
            time.sleep(_BETWEEN_LOOKS_SECONDS)
        return self._practice.read_answer(drill)

    def _check(self, drill: Drill, answer: str) -> None:
        self._give_up()
        self._screen.checking(drill)
        launcher = CancellableLauncher(study_launcher())
        self._running = launcher
        run = self._run

        def work() -> None:
            try:
                verdict = check_drill(
                    drill, answer, launcher=launcher, on_line=lambda line: self._events.put(Printed(run, line))
                )
            except Exception as error:  # whatever it is, the learner must hear of it, and the loop goes on
                self._events.put(CheckBroke(run, error))
            else:
                self._events.put(Checked(run, answer, verdict))

        threading.Thread(target=work, name="check", daemon=True).start()

    def _finished(self, answer: str, verdict: DrillVerdict) -> None:
        self._running = None
        if self._drill is not None:
            self._guide.progress.record(verdict, answer)
            self._screen.checked(self._drill, verdict)

    def _give_up(self) -> None:
        """End the check that runs; whatever it still posts has an old number."""
        self._run += 1
        if self._running is not None:
            self._running.cancel()
            self._running = None
