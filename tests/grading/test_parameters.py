"""Weights are counted from a file alone, as Keras counts them, and a hostile file costs no more than its limits."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import h5py
import pytest

from gradatim.grading.preflight import count_parameters, hdf5, inspect_model

MOST = 50_000_000
AROUND_OTHERS = {"Sequential", "Functional", "Bidirectional", "TimeDistributed"}


def test_the_counts_are_those_of_keras(models: Path, facts: dict[str, Any]) -> None:
    # One of each kind, because every count is a process: nested models, wrappers, cells, no weights at all.
    names = ("images", "sequence", "two_by_two", "nested_lambda", "wrapped_lambda", "operations", "last_bidirectional")
    for name in (*(f"{name}.keras" for name in names), "sequence.h5", "nested_lambda.h5", "wrapped_lambda.h5"):
        counted = count_parameters(models / name, max_bytes=MOST)
        assert counted is not None, name
        assert counted.total == facts["models"][name]["parameters"], name
        layers = inspect_model(models / name, max_bytes=MOST, watch_seconds=0).layers
        found = counted.by_layer({layer.name for layer in layers})
        assert sum(found.values()) == counted.total, name
        for layer in layers:
            if layer.class_name not in AROUND_OTHERS and layer.name in facts["models"][name]["of_layers"]:
                assert found[layer.name] == facts["models"][name]["of_layers"][layer.name], (name, layer.name)


def test_an_optimizer_is_not_counted(models: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(models / "sequence.keras") as archive:
        (tmp_path / "weights.h5").write_bytes(archive.read("model.weights.h5"))
    with h5py.File(tmp_path / "weights.h5") as weights:
        assert "optimizer" in weights


def test_a_saved_model_and_what_is_no_model_tell_nothing(models: Path, tmp_path: Path) -> None:
    assert count_parameters(models / "exported_root.zip", max_bytes=MOST) is None
    for content in (b"", b"hello", b"\x89HDF\r\n\x1a\n", b"\x89HDF\r\n\x1a\n" + bytes(3000), b"PK\x03\x04" + bytes(99)):
        (tmp_path / "file").write_bytes(content)
        assert count_parameters(tmp_path / "file", max_bytes=MOST) is None
    assert count_parameters(models / "images.keras", max_bytes=10) is None


def hostile(path: Path, kind: str) -> Path:
    """Write an HDF5 file that goes round in circles, points elsewhere, or claims more than it holds."""
    with h5py.File(path, "w") as file:
        file["layers/dense/vars/0"] = [1.0, 2.0, 3.0]
        if kind == "circle":
            file["layers/dense/again"] = file["layers"]
        if kind == "soft":
            file["layers/round"] = h5py.SoftLink("/layers/round")
        if kind == "external":
            file["layers/elsewhere"] = h5py.ExternalLink("/etc/passwd", "/")
        if kind == "claims":
            file.create_dataset("layers/huge/vars/0", shape=(2**40, 2**20), chunks=(64, 64), dtype="f4")
        if kind == "crowd":
            group = file.create_group("layers/many")
            for number in range(21_000):
                group.create_group(str(number))
        if kind == "deep":
            file.create_group("/".join("a" * 60))["0"] = [1.0]
    return path


@pytest.mark.parametrize(
    ("kind", "total"), [("soft", 3), ("external", None), ("circle", None), ("crowd", None), ("deep", None)]
)
def test_links_are_not_followed_and_a_walk_without_end_ends(tmp_path: Path, kind: str, total: int | None) -> None:
    counted = count_parameters(hostile(tmp_path / "model.h5", kind), max_bytes=MOST)
    assert (counted and counted.total) == total


def test_a_claim_beyond_all_bounds_stays_a_number(tmp_path: Path) -> None:
    counted = count_parameters(hostile(tmp_path / "model.h5", "claims"), max_bytes=MOST)
    assert counted is not None
    assert counted.total == 10**15 + 3


def test_reading_takes_no_longer_than_its_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hdf5, "_SECONDS", 0.01)
    assert count_parameters(hostile(tmp_path / "model.h5", "soft"), max_bytes=MOST) is None
