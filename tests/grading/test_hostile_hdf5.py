from __future__ import annotations

import struct
import time
from collections.abc import Callable
from pathlib import Path

import h5py
import pytest

from gradatim.grading.preflight import Refusal, hdf5, inspect_model

SIGNATURE = b"\x89HDF\r\n\x1a\n"


@pytest.fixture
def code_of(tmp_path: Path) -> Callable[[bytes], str]:
    def code(content: bytes) -> str:
        path = tmp_path / "model.h5"
        path.write_bytes(content)
        began = time.monotonic()
        with pytest.raises(Refusal) as caught:
            inspect_model(path, max_bytes=50_000_000, watch_seconds=0)
        # The limit is ten seconds; the others are for a busy machine.
        assert time.monotonic() - began < 60
        return caught.value.notice.code

    return code


def superblock(root: int) -> bytes:
    """A version 2 superblock whose root group lies at `root`."""
    return SIGNATURE + struct.pack("<BBBB", 2, 8, 8, 0) + struct.pack("<QQQQI", 0, 2**64 - 1, 10_000, root, 0)


def test_the_signature_alone_is_damaged(code_of: Callable[[bytes], str]) -> None:
    assert code_of(SIGNATURE) == "damaged-file"
    assert code_of(SIGNATURE + bytes(2_000)) == "damaged-file"


def test_a_header_that_continues_in_itself_ends_by_the_clock(
    code_of: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read without a limit, this file of a hundred bytes never ends."""
    monkeypatch.setattr(hdf5, "_SECONDS", 2.0)
    root = len(superblock(0))
    # An object header whose only message says that it continues at the next block, and that block says the same.
    header = b"OHDR" + struct.pack("<BBB", 2, 0, 24)
    block = root + len(header) + 24
    again = struct.pack("<BHB", 0x10, 16, 0) + struct.pack("<QQ", block, 32)
    content = superblock(root) + header + again + bytes(4) + b"OCHK" + again + bytes(8)
    assert code_of(content) == "too-complex"


def test_an_attribute_of_a_gigabyte_ends_by_the_memory_limit(
    tmp_path: Path, code_of: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hdf5, "_SECONDS", 60.0)
    with h5py.File(tmp_path / "model.h5", "w") as file:
        file.attrs.create("model_config", ["x"] * 37, dtype=h5py.string_dtype())
    content = (tmp_path / "model.h5").read_bytes()
    count = content.index(struct.pack("<Q", 37), content.index(b"model_config"))
    forged = content[:count] + struct.pack("<Q", 2**27) + content[count + 8 :]
    assert code_of(forged) == "too-complex"


def test_an_hdf5_file_of_something_else_is_not_a_model(tmp_path: Path, code_of: Callable[[bytes], str]) -> None:
    with h5py.File(tmp_path / "data.h5", "w") as file:
        file["table"] = [1, 2, 3]
    assert code_of((tmp_path / "data.h5").read_bytes()) == "not-a-model"


def test_a_huge_configuration_is_refused(tmp_path: Path, code_of: Callable[[bytes], str]) -> None:
    with h5py.File(tmp_path / "large.h5", "w") as file:
        file.attrs["model_config"] = " " * 9_000_000
    assert code_of((tmp_path / "large.h5").read_bytes()) == "too-complex"


def test_data_in_other_files_is_not_looked_for(models: Path, tmp_path: Path) -> None:
    path = tmp_path / "model.h5"
    with h5py.File(models / "images.h5") as original, h5py.File(path, "w") as file:
        file.attrs["model_config"] = original.attrs["model_config"]
        group = file.create_group("model_weights")
        group["link"] = h5py.ExternalLink(str(tmp_path / "missing.h5"), "/x")
        group.create_dataset("data", (4,), "u1", external=[(str(tmp_path / "missing.raw"), 0, 4)])
    assert inspect_model(path, max_bytes=50_000_000, watch_seconds=0).output_shapes == ((10,),)
    assert [entry.name for entry in tmp_path.iterdir()] == ["model.h5"]


def test_a_link_to_another_file_at_the_root_is_refused(tmp_path: Path, code_of: Callable[[bytes], str]) -> None:
    with h5py.File(tmp_path / "linked.h5", "w") as file:
        file["link"] = h5py.ExternalLink("other.h5", "/x")
    assert code_of((tmp_path / "linked.h5").read_bytes()) == "damaged-file"
