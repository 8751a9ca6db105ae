"""What is kept until somebody writes: nobody is shown what was true before."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from gradatim.web.memory import FileMark, Memory


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some data.db"
    _write(path, "create table t (x)")
    return path


def test_a_mark_changes_with_every_commit_and_with_nothing_else(file: Path) -> None:
    mark = FileMark(file)
    first = mark.read()
    assert mark.read() == first
    _write(file, "insert into t values (1)")
    second = mark.read()
    assert second != first
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("select * from t").fetchall()
    assert mark.read() == second
    mark.close()


def test_a_file_that_comes_goes_or_is_replaced_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    mark = FileMark(path)
    absent = mark.read()
    assert mark.read() == absent
    _write(path, "create table t (x)")
    there = mark.read()
    assert there != absent
    path.rename(tmp_path / "old.db")
    assert mark.read() == absent
    _write(path, "create table t (x)")
    assert mark.read() not in (absent, there)
    mark.close()


def test_a_value_is_computed_once_for_each_state(file: Path) -> None:
    mark = FileMark(file)
    memory, made = Memory(mark.read), [0]

    def make() -> int:
        made[0] += 1
        return made[0]

    assert [memory.get("a", make), memory.get("a", make), memory.get("b", make)] == [1, 1, 2]
    _write(file, "insert into t values (1)")
    assert memory.get("a", make) == 3
    with pytest.raises(ZeroDivisionError):
        memory.get("c", lambda: 1 // 0)
    assert memory.get("c", make) == 4
    for number in range(1000):
        memory.get(number, make)
    assert len(memory._values) <= 256
    mark.close()


def test_a_value_stays_when_what_it_depends_on_has_not_changed(file: Path) -> None:
    mark = FileMark(file)
    memory, made, asked, part = Memory(mark.read), [0], [0], ["as it was"]

    def make() -> int:
        made[0] += 1
        return made[0]

    def state() -> str:
        asked[0] += 1
        return part[0]

    def get(now: int = 0) -> int:
        return memory.get("a", make, now=now, of=state)

    assert [get(), get()] == [1, 1]
    assert asked == [1]
    _write(file, "insert into t values (1)")
    assert [get(), get()] == [1, 1]
    assert asked == [2]
    part[0] = "changed"
    _write(file, "insert into t values (2)")
    assert [get(), get()] == [2, 2]
    assert [get(now=1), get(now=1), get(now=0)] == [3, 3, 4]
    mark.close()


def test_many_that_want_a_value_at_once_wait_for_one_that_computes_it() -> None:
    memory, computing, most, made = Memory(lambda: 0), [0], [0], [0]

    def slowly() -> int:
        computing[0] += 1
        most[0] = max(most[0], computing[0])
        time.sleep(0.02)
        computing[0] -= 1
        made[0] += 1
        return made[0]

    with ThreadPoolExecutor(16) as threads:
        assert set(threads.map(lambda _: memory.get("a", slowly), range(64))) == {1}
        assert sorted(set(threads.map(lambda number: memory.get(number % 4, slowly), range(64)))) == [2, 3, 4, 5]
    assert (made, memory._turns) == ([5], {})


def test_who_waited_for_one_that_failed_computes_it() -> None:
    memory, tried = Memory(lambda: 0), [0]

    def fails_once() -> str:
        tried[0] += 1
        time.sleep(0.02)
        if tried[0] == 1:
            raise ZeroDivisionError
        return "computed"

    def attempt(_: int) -> str:
        try:
            return memory.get("a", fails_once)
        except ZeroDivisionError:
            return "failed"

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(attempt, range(8))) == ["computed"] * 7 + ["failed"]
    assert tried == [2]


def test_what_was_used_last_is_kept_longest() -> None:
    memory, made = Memory(lambda: 0), [0]

    def make() -> int:
        made[0] += 1
        return made[0]

    assert memory.get("often", make) == 1
    for number in range(1000):
        memory.get(number, make)
        assert memory.get("often", make) == 1
    assert memory.get(0, make) == 1002


def _write(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
