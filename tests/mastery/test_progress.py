"""Progress: nothing that happened is lost, and a file that cannot be used is named."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gradatim.drills.verdict import AnswerError, CheckResult, CheckState, DrillOutcome, DrillVerdict
from gradatim.errors import UserError
from gradatim.mastery.exchange import export_progress, import_progress
from gradatim.mastery.progress import DrillRecord, Progress


class Time:
    """A clock that the test moves."""

    now = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def verdict(drill: str, outcome: DrillOutcome = DrillOutcome.PASSED) -> DrillVerdict:
    check = CheckResult("check_it", "It is", CheckState.FAILED, "a", "b", "c", 3, AnswerError("E", "E: x", 3, "trace"))
    return DrillVerdict(drill, outcome, (check,), None, "", 0.25)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def progress(tmp_path: Path, time: Time) -> Iterator[Progress]:
    opened = Progress(tmp_path / "state" / "progress.sqlite", now=time)
    yield opened
    opened.close()


def test_attempts_passes_and_hints_are_remembered(progress: Progress, time: Time) -> None:
    progress.record(verdict("a", DrillOutcome.FAILED), "x")
    time.now = 2000.0
    assert progress.show_hint("a", of=2) == 1
    time.now = 3000.0
    progress.record(verdict("a"), "y")
    time.now = 4000.0
    progress.record(verdict("a"), "y")
    progress.record(verdict("b", DrillOutcome.ERROR), "z")
    assert progress.records() == {"a": DrillRecord(3, 3000.0, 4000.0, 1, False), "b": DrillRecord(1)}
    assert progress.passes() == [("a", 3000.0, True), ("a", 4000.0, True)]


def test_the_last_verdict_comes_back_whole(progress: Progress) -> None:
    assert progress.last_verdict("a") is None
    progress.record(verdict("a"), "x")
    progress.record(verdict("a", DrillOutcome.FAILED), "y")
    assert progress.last_verdict("a") == verdict("a", DrillOutcome.FAILED)


def test_hints_come_one_by_one_and_the_last_one_again(progress: Progress) -> None:
    assert [progress.show_hint("a", of=2) for _ in range(4)] == [1, 2, 2, 2]
    assert progress.records()["a"].hints == 2


def test_a_solution_counts_as_help_only_if_it_was_shown_before_the_pass(progress: Progress, time: Time) -> None:
    progress.show_solution("peeked")
    time.now += 1
    progress.record(verdict("peeked"), "x")
    progress.record(verdict("own"), "x")
    time.now += 1
    progress.show_solution("own")
    progress.show_solution("peeked")
    records = progress.records()
    assert (records["peeked"].solution_shown, records["own"].solution_shown) == (True, False)
    assert sorted(progress.passes()) == [("own", 1001.0, False), ("peeked", 1001.0, True)]


def test_the_current_drill_is_kept_for_the_next_process(progress: Progress, tmp_path: Path) -> None:
    assert progress.current is None
    progress.current = "a"
    progress.current = "b"
    assert Progress(tmp_path / "state" / "progress.sqlite").current == "b"


def test_two_processes_lose_no_attempt(progress: Progress, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.mastery.test_progress import verdict;"
        "from gradatim.mastery.progress import Progress; p = Progress(Path(sys.argv[1]));"
        "[p.record(verdict('a'), 'x') for _ in range(40)]; [p.show_hint('a', of=1000) for _ in range(20)]"
    )
    path = str(tmp_path / "state" / "progress.sqlite")
    running = [subprocess.Popen([sys.executable, "-c", program, path]) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert progress.records()["a"].attempts == 80
    assert progress.records()["a"].hints == 40


def test_what_cannot_be_used_is_named(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"not a database" * 100)
    with pytest.raises(UserError, match="file is not a database"):
        Progress(damaged)
    newer = tmp_path / "newer.sqlite"
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UserError, match="format 99; this one knows 1"):
        Progress(newer)
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="File exists"):
        Progress(tmp_path / "file" / "progress.sqlite")


def test_a_file_that_another_program_holds_is_named(progress: Progress, tmp_path: Path) -> None:
    holder = sqlite3.connect(tmp_path / "state" / "progress.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError, match="database is locked"):
        progress.record(verdict("a"), "x")
    holder.close()
    progress.record(verdict("a"), "x")
    assert progress.records()["a"].attempts == 1


def test_progress_travels_as_json_and_twice_changes_nothing(progress: Progress, tmp_path: Path, time: Time) -> None:
    progress.record(verdict("a", DrillOutcome.FAILED), "x")
    time.now += 1
    progress.record(verdict("a"), "y")
    progress.show_hint("a", of=2)
    progress.show_solution("b")
    progress.current = "a"
    file = tmp_path / "progress.json"
    file.write_text(export_progress(progress), encoding="utf-8")
    other = Progress(tmp_path / "other.sqlite")
    assert import_progress(other, file) == 2
    assert import_progress(other, file) == 0
    assert other.records() == progress.records()
    assert other.current == "a"
    assert export_progress(other) == export_progress(progress)


@pytest.mark.parametrize(
    ("text", "received"),
    [
        ("{", "Invalid JSON"),
        ("{}", "format: Field required"),
        ('{"format": "other"}', "format: Input should be 'gradatim progress 1'"),
        (
            '{"format": "gradatim progress 1", "current": null, "attempts": [{"drill": 1}]}',
            "attempts.0.drill: Input should be a valid string",
        ),
    ],
)
def test_a_file_that_is_something_else_is_named(progress: Progress, tmp_path: Path, text: str, received: str) -> None:
    file = tmp_path / "progress.json"
    file.write_text(text)
    with pytest.raises(UserError) as caught:
        import_progress(progress, file)
    assert received in caught.value.received


def test_a_missing_file_is_named(progress: Progress, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No such file"):
        import_progress(progress, tmp_path / "none.json")
