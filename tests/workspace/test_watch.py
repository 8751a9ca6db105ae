"""Watch mode as a loop: real files, a real sandbox, a screen that remembers what it was told."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drill
from gradatim.drills.verdict import DrillOutcome, DrillVerdict
from gradatim.mastery.guide import Guide
from gradatim.workspace.practice_folder import PracticeFolder, create_practice
from gradatim.workspace.watch.events import Events, Key, KeyPressed
from gradatim.workspace.watch.file_source import FileSource
from gradatim.workspace.watch.session import WatchEnd, WatchSession

DRILL = "stop-at-accuracy"


@dataclass
class RecordingScreen:
    """Remembers, in order, what the learner would have seen."""

    seen: list[tuple[str, object]] = field(default_factory=list)
    told: threading.Condition = field(default_factory=threading.Condition)

    def opened(self, drill: Drill, reason: str) -> None:
        """Remember the drill."""
        self._add("opened", drill.id)

    def checking(self, drill: Drill) -> None:
        """Remember the begin of a check."""
        self._add("checking", drill.id)

    def printed(self, line: str) -> None:
        """Remember a line."""
        self._add("printed", line)

    def checked(self, drill: Drill, verdict: DrillVerdict) -> None:
        """Remember a verdict."""
        self._add("checked", verdict)

    def broke(self, error: Exception) -> None:
        """Remember an error."""
        self._add("broke", error)

    def missing(self, drill: Drill) -> None:
        """Remember a missing file."""
        self._add("missing", drill.id)

    def hint(self, drill: Drill, number: int) -> None:
        """Remember a hint."""
        self._add("hint", number)

    def listing(self) -> None:
        """Remember a list."""
        self._add("listing", None)

    def all_done(self) -> None:
        """Remember the end."""
        self._add("all done", None)

    def _add(self, what: str, value: object) -> None:
        with self.told:
            self.seen.append((what, value))
            self.told.notify_all()

    def wait_for(self, holds: Callable[[list[tuple[str, object]]], bool], seconds: float = 60) -> None:
        """Wait until what was seen satisfies the test."""
        with self.told:
            assert self.told.wait_for(lambda: holds(self.seen), seconds), self.seen

    def verdicts(self) -> list[DrillVerdict]:
        """Return the verdicts that were shown."""
        return [value for what, value in self.seen if isinstance(value, DrillVerdict)]


@dataclass
class Watch:
    """A running watch mode."""

    practice: PracticeFolder
    guide: Guide
    events: Events
    screen: RecordingScreen
    thread: threading.Thread
    ends: list[WatchEnd]

    @property
    def answer(self) -> Path:
        """The learner's file."""
        return self.practice.answer_of(load_drill(DRILL))

    def press(self, key: Key) -> None:
        """Press a key."""
        self.events.put(KeyPressed(key))

    def save(self, text: str) -> None:
        """Save the learner's file and wait for the next verdict."""
        number = len(self.screen.verdicts())
        self.answer.write_text(text)
        self.screen.wait_for(lambda seen: len(self.screen.verdicts()) > number)

    def count(self, what: str) -> int:
        """Return how often something was seen."""
        return [name for name, _ in self.screen.seen].count(what)


@pytest.fixture(params=["told by the system", "polling"])
def watch(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watch]:
    yield from running(tmp_path, poll=request.param == "polling")


@pytest.fixture
def told_watch(tmp_path: Path) -> Iterator[Watch]:
    yield from running(tmp_path, poll=False)


def running(folder: Path, *, poll: bool, manual: bool = False) -> Iterator[Watch]:
    practice = create_practice(folder / "practice")
    guide = Guide(practice.open_progress())
    guide.progress.current = DRILL
    events, screen, ends = Events(), RecordingScreen(), []
    session = WatchSession(practice, guide, events, screen, manual=manual)
    thread = threading.Thread(target=lambda: ends.append(session.run()))
    files = FileSource(practice.path, events, poll=poll)
    thread.start()
    files.start()
    screen.wait_for(lambda seen: any(what == ("opened" if manual else "checked") for what, _ in seen))
    yield Watch(practice, guide, events, screen, thread, ends)
    events.put(KeyPressed(Key.QUIT))
    thread.join(30)
    files.stop()
    assert not thread.is_alive()


def solution() -> str:
    return load_drill(DRILL).solution.read_text()


def test_a_save_is_checked_and_remembered(watch: Watch) -> None:
    assert watch.screen.verdicts()[0].outcome is DrillOutcome.FAILED, "the starter is checked at the start"
    watch.save(solution())
    assert watch.screen.verdicts()[-1].passed
    assert watch.guide.progress.records()[DRILL].passed
    assert watch.guide.progress.last_verdict(DRILL) == watch.screen.verdicts()[-1]


def test_the_last_of_two_quick_saves_counts(watch: Watch) -> None:
    watch.answer.write_text("while True: pass\n")
    time.sleep(0.05)
    watch.answer.write_text(solution())
    watch.screen.wait_for(lambda seen: len(watch.screen.verdicts()) > 1)
    assert [verdict.outcome for verdict in watch.screen.verdicts()[1:]] == [DrillOutcome.PASSED]


def test_a_file_that_a_save_has_only_emptied_yet_is_not_checked(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    # So patient that a busy machine does not take the test for a save that left the file empty.
    monkeypatch.setattr("gradatim.workspace.watch.session._BETWEEN_LOOKS_SECONDS", 1.0)
    checks = watch.count("checking")
    with watch.answer.open("w") as file:
        time.sleep(0.2)
        file.write(solution())
    watch.screen.wait_for(lambda seen: len(watch.screen.verdicts()) > 1)
    assert watch.screen.verdicts()[-1].passed
    assert watch.count("checking") == checks + 1


def test_an_endless_loop_is_given_up_at_the_next_save(told_watch: Watch) -> None:
    checks = told_watch.count("checking")
    told_watch.answer.write_text("while True: pass\n")
    told_watch.screen.wait_for(lambda seen: told_watch.count("checking") > checks)
    time.sleep(1)
    began = time.monotonic()
    told_watch.save(solution())
    assert told_watch.screen.verdicts()[-1].passed
    assert time.monotonic() - began < load_drill(DRILL).seconds, "it did not wait for the loop's time limit"


def test_a_syntax_error_and_a_file_saved_half_are_told_and_the_watch_goes_on(told_watch: Watch) -> None:
    told_watch.save(solution()[:-30])
    assert not told_watch.screen.verdicts()[-1].passed
    told_watch.save("def f(:\n")
    assert told_watch.screen.verdicts()[-1].outcome is DrillOutcome.ERROR
    told_watch.save(solution())
    assert told_watch.screen.verdicts()[-1].passed


def test_a_deleted_folder_is_told_once_and_found_again_when_it_is_back(watch: Watch) -> None:
    shutil.rmtree(watch.practice.path / "nn.callbacks")
    watch.screen.wait_for(lambda seen: watch.count("missing") == 1)
    time.sleep(1.5)
    assert watch.count("missing") == 1
    watch.answer.parent.mkdir(parents=True)
    watch.save(solution())
    assert watch.screen.verdicts()[-1].passed


def test_an_editor_that_replaces_the_file_is_seen(watch: Watch) -> None:
    number = len(watch.screen.verdicts())
    beside = watch.answer.with_name("answer.py~")
    beside.write_text(solution())
    beside.rename(watch.answer)
    watch.screen.wait_for(lambda seen: len(watch.screen.verdicts()) > number)
    assert watch.screen.verdicts()[-1].passed


def test_saving_the_same_text_again_is_not_checked_again(told_watch: Watch) -> None:
    told_watch.save(solution())
    checks = told_watch.count("checking")
    told_watch.answer.write_text(solution())
    time.sleep(2)
    assert told_watch.count("checking") == checks
    told_watch.press(Key.RUN)
    told_watch.screen.wait_for(lambda seen: told_watch.count("checking") == checks + 1)


def test_keys_show_hints_the_list_and_the_next_drill(told_watch: Watch) -> None:
    for _ in range(3):
        told_watch.press(Key.HINT)
    told_watch.press(Key.LIST)
    told_watch.screen.wait_for(lambda seen: told_watch.count("listing") == 1)
    assert [value for what, value in told_watch.screen.seen if what == "hint"] == [1, 2, 2]
    told_watch.press(Key.NEXT)
    told_watch.screen.wait_for(lambda seen: told_watch.count("opened") == 2)
    opened = [value for what, value in told_watch.screen.seen if what == "opened"]
    assert opened[1] != DRILL, "a drill that is skipped does not come back at once"
    assert told_watch.guide.progress.current == opened[1]


def test_lines_of_the_answer_are_shown_while_it_runs(told_watch: Watch) -> None:
    told_watch.save("print('Epoch 1/2')\n" + solution())
    assert ("printed", "Epoch 1/2") in told_watch.screen.seen


@pytest.fixture
def manual_watch(tmp_path: Path) -> Iterator[Watch]:
    yield from running(tmp_path, poll=False, manual=True)


def test_in_manual_mode_only_the_key_checks(manual_watch: Watch) -> None:
    manual_watch.answer.write_text(solution())
    time.sleep(2)
    assert manual_watch.count("checking") == 0
    manual_watch.press(Key.RUN)
    manual_watch.screen.wait_for(lambda seen: len(manual_watch.screen.verdicts()) == 1)
    assert manual_watch.screen.verdicts()[0].passed
