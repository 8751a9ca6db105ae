from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import pytest

from gradatim.grading.preflight import Refusal, inspect_model, model_path
from gradatim.grading.preflight.model_path import open_model_path
from gradatim.grading.result import Notice

MAX_BYTES = 10_000_000


def refused(path: Path, *, max_bytes: int = MAX_BYTES, watch_seconds: float = 0.2) -> Notice:
    with pytest.raises(Refusal) as caught:
        inspect_model(path, max_bytes=max_bytes, watch_seconds=watch_seconds)
    notice = caught.value.notice
    assert notice.message.startswith("Expected ")
    assert ". Received: " in notice.message
    assert ". Next: " in notice.message
    return notice


def age(path: Path, seconds: float = 60) -> None:
    os.utime(path, (time.time() - seconds, time.time() - seconds))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    notice = refused(tmp_path / "model.keras")
    assert notice.code == "missing-file"
    assert "model.keras" in notice.received
    assert refused(tmp_path / "no folder" / "model.keras").code == "missing-file"


def test_a_path_that_cannot_be_a_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / ("x" * 5000)).code == "unreadable-file"
    assert refused(tmp_path / "null\0byte").code == "unreadable-file"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "directory"


def test_a_saved_model_folder_is_told_how_to_become_a_zip(models: Path) -> None:
    notice = refused(models / "exported")
    assert notice.code == "saved-model-folder"
    assert "python -m zipfile -c exported.zip exported" in notice.message


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    path.touch()
    age(path)
    assert refused(path).code == "empty-file"


def test_a_link_is_not_followed(models: Path, tmp_path: Path) -> None:
    link = tmp_path / "model.keras"
    link.symlink_to(models / "images.keras")
    assert refused(link).code == "symbolic-link"


def test_a_pipe_a_socket_and_a_device_are_refused_without_waiting(tmp_path: Path) -> None:
    long = 60.0
    os.mkfifo(tmp_path / "pipe")
    began = time.monotonic()
    assert "named pipe" in refused(tmp_path / "pipe", watch_seconds=long).received
    # Bound by a relative name: the path of a socket may have 107 bytes at most.
    folder = os.open(tmp_path, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{folder}/socket")
        assert "socket" in refused(tmp_path / "socket", watch_seconds=long).received
    os.close(folder)
    assert "device" in refused(Path("/dev/zero"), watch_seconds=long).received
    assert time.monotonic() - began < long / 2


def test_a_file_without_read_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    path.write_bytes(b"PK\x03\x04")
    path.chmod(0)
    # Root may read everything, so root becomes nobody for a moment.
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        assert refused(path).code == "permission-denied"
    finally:
        os.seteuid(user)


def test_a_three_gigabyte_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    age(path)
    began = time.thread_time()
    notice = refused(path, max_bytes=50_000_000)
    assert (notice.code, notice.received) == ("file-too-large", "3,000.0 MB")
    assert time.thread_time() - began < 0.5


def test_the_size_limit_itself_is_allowed(models: Path) -> None:
    path = models / "images.keras"
    size = path.stat().st_size
    assert inspect_model(path, max_bytes=size).bytes == size
    assert refused(path, max_bytes=size - 1).code == "file-too-large"


@pytest.fixture
def slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call a file young for longer than a busy machine may hold up a test."""
    monkeypatch.setattr(model_path, "YOUNG_SECONDS", 600.0)


@pytest.mark.usefixtures("slow_machine")
def test_a_file_that_grows_meanwhile_is_still_being_written(models: Path, tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    path.write_bytes((models / "images.keras").read_bytes())
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not stop.wait(0.01):
                file.write(b"\0")
                file.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        assert refused(path, watch_seconds=1.0).code == "still-being-written"
    finally:
        stop.set()
        writer.join()


@pytest.mark.usefixtures("slow_machine")
def test_a_file_that_was_only_just_opened_for_writing_is_not_called_empty(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.keras"
    path.touch()
    content = (models / "images.keras").read_bytes()
    # The file is written while the pre-flight waits, whatever the machine is busy with.
    monkeypatch.setattr("time.sleep", lambda seconds: path.write_bytes(content))
    assert refused(path).code == "still-being-written"


def test_a_file_that_is_replaced_while_it_is_read_is_still_being_written(models: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "model.keras", tmp_path / "other"
    content = (models / "images.keras").read_bytes()
    for file in (path, other):
        file.write_bytes(content)
        age(file)
    with pytest.raises(Refusal) as caught, open_model_path(path, max_bytes=MAX_BYTES, watch_seconds=0.01):
        other.replace(path)
    assert caught.value.notice.code == "still-being-written"


@pytest.mark.usefixtures("slow_machine")
@pytest.mark.parametrize("name", ["images.keras", "images.h5", "exported_root.zip"])
def test_a_missing_end_is_damage_only_when_the_file_is_no_longer_young(models: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = (models / name).read_bytes()
    path.write_bytes(content[: len(content) // 2] if name != "images.h5" else content[:400])
    assert refused(path).code == "still-being-written"
    age(path, 3_600)
    assert refused(path).code == "damaged-file"


def test_a_young_but_finished_file_is_accepted(models: Path, tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    path.write_bytes((models / "images.keras").read_bytes())
    assert inspect_model(path, max_bytes=MAX_BYTES).keras_version is not None


def test_names_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    notice = refused(tmp_path / "\x1b[2J\nmodel.keras")
    assert "\x1b" not in notice.message
    assert "\n" not in notice.message
