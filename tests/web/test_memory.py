"""What is kept until somebody writes: nobody is shown what was true before."""

from __future__ import annotations

import sqlite3
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


def _write(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
