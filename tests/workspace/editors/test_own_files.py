"""What we wrote follows this version; what the user wrote, changed or removed stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.errors import UserError
from gradatim.workspace.editors.editor import Editor
from gradatim.workspace.editors.own_files import MEMORY, Written, remembered_editors, write_own_files

NAME = ".idea/a.xml"
HERE = [Path(NAME)]


def write(folder: Path, content: bytes, *, restore: bool = False) -> Written:
    return write_own_files(folder, [Editor.PYCHARM], {NAME: content}, restore=restore)


def test_our_own_file_follows_a_newer_text(tmp_path: Path) -> None:
    assert write(tmp_path, b"one").new == HERE
    again = write(tmp_path, b"one")
    assert (again.new, again.updated, again.kept) == ([], [], [])
    assert write(tmp_path, b"two").updated == HERE
    assert (tmp_path / NAME).read_bytes() == b"two"


def test_a_changed_file_stays_and_a_newer_text_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, b"one")
    (tmp_path / NAME).write_bytes(b"mine")
    assert write(tmp_path, b"one").kept == []
    assert write(tmp_path, b"two", restore=True).kept == HERE
    assert write(tmp_path, b"two").kept == []
    assert (tmp_path / NAME).read_bytes() == b"mine"


def test_a_file_that_was_there_before_us_stays_and_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).parent.mkdir()
    (tmp_path / NAME).write_bytes(b"mine")
    assert write(tmp_path, b"one").kept == HERE
    assert (tmp_path / NAME).read_bytes() == b"mine"


def test_a_removed_file_stays_away_until_it_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, b"one")
    (tmp_path / NAME).unlink()
    assert write(tmp_path, b"two").new == []
    assert not (tmp_path / NAME).exists()
    assert write(tmp_path, b"two", restore=True).new == HERE


def test_a_link_is_never_written_through_nor_replaced(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"one")
    folder = tmp_path / "folder"
    (folder / ".idea").mkdir(parents=True)
    (folder / NAME).symlink_to(elsewhere)
    write(folder, b"one")
    assert write(folder, b"two").kept == HERE
    assert elsewhere.read_bytes() == b"one"
    elsewhere.unlink()
    assert write(folder, b"three", restore=True).kept == HERE
    assert not elsewhere.exists()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"files": [1]}', b'{"editors": ["emacs"]}', b"\xff" * 9])
def test_with_a_damaged_memory_every_file_counts_as_the_user_s(tmp_path: Path, damage: bytes) -> None:
    write(tmp_path, b"one")
    (tmp_path / MEMORY).write_bytes(damage)
    assert remembered_editors(tmp_path) is None
    assert write(tmp_path, b"two").kept == HERE
    assert (tmp_path / NAME).read_bytes() == b"one"
    assert remembered_editors(tmp_path) == (Editor.PYCHARM,)


def test_a_folder_that_cannot_be_written_is_told_with_the_next_command(tmp_path: Path) -> None:
    (tmp_path / ".idea").write_bytes(b"a file where the folder should be")
    with pytest.raises(UserError, match="--editor none"):
        write(tmp_path, b"one")
