from __future__ import annotations

import io
import json
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gradatim.grading.preflight import ModelFile, Refusal, inspect_model

MAX_BYTES = 5_000_000
SMALL = {
    "metadata.json": b'{"keras_version": "3.15.1"}',
    "config.json": b'{"class_name": "Sequential", "config": {"layers": []}}',
    "model.weights.h5": b"\x89HDF",
}


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return content.getvalue()


@contextmanager
def bounded() -> Iterator[None]:
    """Whatever the file, at most a hundred megabytes and a few seconds of this process."""
    tracemalloc.start()
    began = time.process_time()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 100e6
    assert time.process_time() - began < 15


def inspect(path: Path) -> ModelFile:
    with bounded():
        return inspect_model(path, max_bytes=MAX_BYTES, watch_seconds=0)


@pytest.fixture
def code_of(tmp_path: Path) -> Callable[[bytes], str]:
    def code(content: bytes) -> str:
        path = tmp_path / "model.keras"
        path.write_bytes(content)
        with bounded(), pytest.raises(Refusal) as caught:
            inspect_model(path, max_bytes=MAX_BYTES, watch_seconds=0)
        return caught.value.notice.code

    return code


def test_the_smallest_archive_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    path.write_bytes(archive(SMALL))
    assert inspect(path).keras_version == "3.15.1"


@pytest.mark.parametrize("missing", ["metadata.json", "model.weights.h5"])
def test_an_archive_without_a_part_is_damaged(code_of: Callable[[bytes], str], missing: str) -> None:
    assert code_of(archive({name: data for name, data in SMALL.items() if name != missing})) == "damaged-file"


def test_changed_weights_are_damaged(code_of: Callable[[bytes], str]) -> None:
    content = archive(SMALL | {"model.weights.h5": b"weights" * 1000}, zipfile.ZIP_STORED)
    assert code_of(content.replace(b"weightsweights", b"weightsweighty", 1)) == "damaged-file"


def test_a_bomb_is_refused_by_what_it_declares(code_of: Callable[[bytes], str]) -> None:
    assert code_of(archive(SMALL | {"model.weights.h5": bytes(200_000_000)})) == "unpacked-too-large"


def test_a_bomb_that_declares_little_is_not_unpacked(code_of: Callable[[bytes], str]) -> None:
    bomb = archive(SMALL | {"config.json": bytes(100_000_000)})
    assert code_of(bomb.replace(struct.pack("<I", 100_000_000), struct.pack("<I", 60))) == "damaged-file"


def test_a_huge_configuration_is_refused(code_of: Callable[[bytes], str]) -> None:
    assert code_of(archive(SMALL | {"config.json": b" " * 9_000_000})) == "too-complex"


def test_a_deep_configuration_is_refused(code_of: Callable[[bytes], str]) -> None:
    for depth in (150, 100_000):
        deep = b'{"a":' * depth + b"1" + b"}" * depth
        assert code_of(archive(SMALL | {"config.json": deep})) == "too-complex"


def test_a_configuration_of_many_parts_is_refused_before_it_is_parsed(code_of: Callable[[bytes], str]) -> None:
    many = b'{"a":[' + b"[]," * 2_000_000 + b"[]]}"
    assert code_of(archive(SMALL | {"config.json": many})) == "too-complex"


def test_a_very_wide_model_is_read_in_time(tmp_path: Path) -> None:
    layer = {"class_name": "Dense", "config": {"name": "d", "units": 1}}
    path = tmp_path / "model.keras"
    config = json.dumps({"class_name": "Sequential", "config": {"layers": [layer] * 50_000}}).encode()
    path.write_bytes(archive(SMALL | {"config.json": config}))
    assert len(inspect(path).layers) == 50_001


@pytest.mark.parametrize("config", [b"", b"{", b"[]", b"1", b"\xff\xfe", b'{"a": 1' + b"1" * 10_000 + b"}"])
def test_a_configuration_that_is_not_an_object_is_damaged(code_of: Callable[[bytes], str], config: bytes) -> None:
    assert code_of(archive(SMALL | {"config.json": config})) == "damaged-file"


def test_many_members_are_refused(code_of: Callable[[bytes], str]) -> None:
    assert code_of(archive(SMALL | {f"assets/{n}": b"" for n in range(3_000)})) == "too-complex"


def test_a_huge_table_of_contents_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    path.write_bytes(archive({f"{n:050}": b"" for n in range(20_000)}))
    with pytest.raises(Refusal, match="a table of contents of 1,920,000 bytes"):
        inspect(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(code_of: Callable[[bytes], str]) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, data in [*SMALL.items(), ("config.json", b'{"class_name": "Other"}')]:
            made.writestr(name, data)
    assert code_of(content.getvalue()) == "damaged-file"


def test_encryption_and_unusual_packing_are_refused(code_of: Callable[[bytes], str]) -> None:
    assert code_of(archive(SMALL, zipfile.ZIP_LZMA)) == "damaged-file"
    content = bytearray(archive(SMALL))
    flags = content.index(b"PK\x01\x02") + 8
    content[flags] |= 1
    assert code_of(bytes(content)) == "damaged-file"


def test_nothing_is_written_for_a_member_that_climbs_out(tmp_path: Path) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    path = folder / "model.keras"
    path.write_bytes(archive(SMALL | {"../climbed": b"x", "/climbed": b"x"}))
    inspect(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["inside"]
    assert not Path("/climbed").exists()


def test_a_graph_that_is_not_protocol_buffers_is_damaged(code_of: Callable[[bytes], str]) -> None:
    assert code_of(archive({"saved_model.pb": b"\xff" * 50})) == "damaged-file"
    assert code_of(archive({"saved_model.pb": b""})) == "no-signature"
