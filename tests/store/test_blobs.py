"""A file that is in the store is whole, and one that could not be stored leaves nothing behind."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gradatim.errors import UserError
from gradatim.store.blobs import CHUNK_BYTES, Blob, BlobStore
from tests.store.small_disk import run_on_small_disk

MAX_BYTES = 10 * CHUNK_BYTES


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def a_model(folder: Path, content: bytes = b"weights" * 1000, name: str = "model.keras") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_stored_file_is_found_by_its_hash_and_is_its_owners_alone(blobs: BlobStore, tmp_path: Path) -> None:
    content = os.urandom(3 * CHUNK_BYTES + 17)
    blob = blobs.put(a_model(tmp_path, content), max_bytes=MAX_BYTES)
    assert blob == Blob(hashlib.sha256(content).hexdigest(), len(content), blobs.get(blob.sha256))
    assert blob.path.read_bytes() == content
    assert stat.S_IMODE(blob.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(blobs.folder.stat().st_mode) == 0o700


def test_storing_the_same_content_twice_keeps_one_file(blobs: BlobStore, tmp_path: Path) -> None:
    first = blobs.put(a_model(tmp_path, name="a.keras"), max_bytes=MAX_BYTES)
    second = blobs.put(a_model(tmp_path, name="b.keras"), max_bytes=MAX_BYTES)
    assert first == second == blobs.put_bytes(first.path.read_bytes())
    assert files_in(blobs.folder) == [first.path]


def test_storing_again_heals_a_copy_that_was_damaged_on_the_disk(blobs: BlobStore, tmp_path: Path) -> None:
    model = a_model(tmp_path)
    blob = blobs.put(model, max_bytes=MAX_BYTES)
    blob.path.write_bytes(b"damaged")
    blobs.put(model, max_bytes=MAX_BYTES)
    assert blob.path.read_bytes() == model.read_bytes()


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(blobs: BlobStore, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="at most 6,999 bytes"):
        blobs.put(a_model(tmp_path), max_bytes=6999)
    assert files_in(tmp_path / "blobs") == []


@pytest.mark.parametrize("kind", ["folder", "pipe", "missing", "link to itself"])
def test_what_is_not_a_file_is_refused_at_once(blobs: BlobStore, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "model.keras"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link to itself":
            path.symlink_to(path)
    with pytest.raises(UserError, match="Expected a file that can be read"):
        blobs.put(path, max_bytes=MAX_BYTES)


def test_a_file_that_is_being_written_slowly_is_refused(
    blobs: BlobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Long enough for the writer to get its turn on a busy machine.
    monkeypatch.setattr("gradatim.store.blobs.SETTLE_SECONDS", 2.0)
    model = a_model(tmp_path)
    done = threading.Event()

    def write_slowly() -> None:
        with model.open("ab") as file:
            while not done.wait(0.1):
                file.write(b"more weights")
                file.flush()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    try:
        with pytest.raises(UserError, match="still being written"):
            blobs.put(model, max_bytes=MAX_BYTES)
    finally:
        done.set()
        writer.join()
    assert files_in(blobs.folder) == []
    assert blobs.put(model, max_bytes=MAX_BYTES).bytes == model.stat().st_size


def test_a_file_that_is_replaced_while_it_is_read_is_refused(
    blobs: BlobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = a_model(tmp_path)
    other = a_model(tmp_path, name="other.keras")
    monkeypatch.setattr("gradatim.store.blobs.SETTLE_SECONDS", 60.0)
    # It is replaced while the store waits for it to settle, whatever the machine is busy with.
    monkeypatch.setattr("time.sleep", lambda _seconds: other.replace(model))
    with pytest.raises(UserError, match="Expected a finished file"):
        blobs.put(model, max_bytes=MAX_BYTES)


def test_a_file_at_rest_is_stored_without_waiting(
    blobs: BlobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gradatim.store.blobs.SETTLE_SECONDS", 30.0)
    model = a_model(tmp_path)
    os.utime(model, (time.time() - 60, time.time() - 60))
    started = time.monotonic()
    blobs.put(model, max_bytes=MAX_BYTES)
    assert time.monotonic() - started < 15


def test_a_hash_that_is_not_in_the_store_is_named(blobs: BlobStore) -> None:
    with pytest.raises(UserError, match="no such file"):
        blobs.get("0" * 64)


def test_what_a_killed_copy_left_behind_is_removed_later_and_a_copy_in_progress_is_not(
    blobs: BlobStore, tmp_path: Path
) -> None:
    model = a_model(tmp_path, os.urandom(200 * CHUNK_BYTES))
    script = f"""
from pathlib import Path
from gradatim.store.blobs import BlobStore
BlobStore(Path({str(blobs.folder)!r})).put(Path({str(model)!r}), max_bytes=10**9)
"""
    copying = subprocess.Popen([sys.executable, "-c", script])
    while not (parts := list(blobs.folder.glob("incoming/*.part"))):
        time.sleep(0.001)
    os.kill(copying.pid, signal.SIGSTOP)
    os.utime(parts[0], (0, 0))
    assert blobs.remove_leftovers() == 0
    copying.kill()
    copying.wait()
    assert files_in(blobs.folder) == parts
    assert blobs.remove_leftovers() == 1
    assert files_in(blobs.folder) == []


def test_a_full_disk_is_named_and_nothing_is_left_on_it(tmp_path: Path) -> None:
    model = a_model(tmp_path, os.urandom(2_000_000))
    printed = run_on_small_disk(
        tmp_path / "disk",
        f"""
from pathlib import Path
from gradatim.errors import UserError
from gradatim.store.blobs import BlobStore
blobs = BlobStore(Path("blobs").absolute())
try:
    blobs.put(Path({str(model)!r}), max_bytes=10**7)
except UserError as error:
    print(error)
print([path.name for path in blobs.folder.rglob("*") if path.is_file()])
print(blobs.put_bytes(b"small").bytes)
""",
    )
    assert "Expected room for the file" in printed
    assert "no space left on device; nothing was recorded" in printed
    assert printed.endswith("[]\n5\n")
