"""A zip cannot write outside its folder, nor more than it may."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from gradatim.sandbox.child import unpack as module
from gradatim.sandbox.child.unpack import unpack


def zipped(*names: str | zipfile.ZipInfo, content: bytes = b"x") -> io.BytesIO:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, content)
    return archive


@pytest.mark.parametrize("folder", ["", "my model/"])
def test_the_folder_with_the_model_is_found(folder: str, tmp_path: Path) -> None:
    found = unpack(zipped(f"{folder}saved_model.pb", f"{folder}variables/variables.index"), tmp_path / "out")
    assert found == tmp_path / "out" / folder


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize("member", ["../x", "a/../../x", "/etc/x", "..\\x", link("a")])
def test_a_member_outside_the_folder_is_refused(member: str | zipfile.ZipInfo, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="inside the zip's own folder"):
        unpack(zipped("saved_model.pb", member), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_bomb_is_refused_by_what_it_declares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_UNPACKED_BYTES", 1 << 20)
    with pytest.raises(ValueError, match="at most 2000 files of 1 MB"):
        unpack(zipped("saved_model.pb", content=bytes(2 << 20)), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at most 2000 files"):
        unpack(zipped(*map(str, range(2001))), tmp_path / "out")


def test_a_zip_without_a_saved_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"saved_model\.pb in the zip"):
        unpack(zipped("model.keras"), tmp_path / "out")
