"""TensorFlow Datasets builds and reads every bundled dataset without a network; nothing hidden is in it."""

from __future__ import annotations

import pickle
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gradatim.data import load
from gradatim.data.catalogue import list_datasets, load_dataset, require_examples
from gradatim.data.example_format import PICTURE_COLUMN
from gradatim.data.export import write
from gradatim.data.export_form import ExportForm
from gradatim.data.schema import ColumnType

DATASETS = [dataset.id for dataset in list_datasets() if dataset.examples]
OFFLINE = """
import ctypes, os, socket
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
os.environ.update(TF_CPP_MIN_LOG_LEVEL="3")
# A network namespace of its own has no interface that is up: also code outside Python reaches nothing.
ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)  # where the system allows it
def refuse(*_arguments, **_options):
    raise AssertionError("the network was asked for")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which TensorFlow Datasets keeps its files, shared by the tests of this module."""
    return tmp_path_factory.mktemp("tensorflow_datasets")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Refuse every connection, and fail if one was tried and the refusal was swallowed."""
    asked: list[Any] = []

    def refuse(*arguments: Any, **_options: Any) -> None:
        asked.append(arguments)
        raise OSError("no network here")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    yield asked
    assert not asked


@pytest.mark.parametrize("dataset_id", DATASETS)
@pytest.mark.usefixtures("no_network")
def test_tfds_builds_and_reads_the_candidates_part(dataset_id: str, folder: Path) -> None:
    import tensorflow_datasets as tfds

    from gradatim.data.tfds import tfds_name

    splits, info = tfds.load(tfds_name(dataset_id), data_dir=folder, with_info=True)
    dataset, part = load_dataset(dataset_id), load(dataset_id)
    form = require_examples(dataset)
    assert list(splits) == ["train"]
    assert info.splits["train"].num_examples == len(part)
    assert info.citation
    assert dataset.licence in info.redistribution_info.license
    for column in form.columns:
        feature = info.features[column.name]
        assert tuple(feature.shape) == column.shape
        if column.type is ColumnType.CLASS:
            assert feature.names == list(column.classes)
    # Photographs of an archive are compared by what stands beside them: their decoders differ by a few levels.
    names = [column.name for column in form.columns if not (form.archive and column.name == PICTURE_COLUMN)]
    ours = [_fingerprint([part.stored[name][row] for name in names]) for row in range(len(part))]
    theirs = [_fingerprint([example[name] for name in names]) for example in splits["train"].as_numpy_iterator()]
    assert sorted(ours) == sorted(theirs)
    if form.row_order:
        assert ours == theirs


def _fingerprint(values: list[Any]) -> bytes:
    encoded = [value.encode() if isinstance(value, str) else value for value in values]
    return b"\x1f".join(value if isinstance(value, bytes) else np.asarray(value).tobytes() for value in encoded)


@pytest.mark.usefixtures("no_network")
def test_values_pairs_and_slices_are_those_of_the_rows(folder: Path) -> None:
    import tensorflow_datasets as tfds

    import gradatim.data.tfds  # noqa: F401  # registers the builders

    part = load("fashion-mnist")
    arrays = part.as_numpy()
    row_of = {int(source): row for row, source in enumerate(arrays["source_rows"])}
    data = tfds.load("gradatim_fashion_mnist", split="train", data_dir=folder)
    for example in data.take(200).as_numpy_iterator():
        row = row_of[int(example["source_rows"])]
        np.testing.assert_array_equal(example["images"], arrays["images"][row])
        assert example["labels"] == arrays["labels"][row]
    first, rest = tfds.load(
        "gradatim_fashion_mnist", split=["train[:80%]", "train[80%:]"], as_supervised=True, data_dir=folder
    )
    assert len(first) + len(rest) == len(part)
    image, label = next(iter(first))
    assert image.shape == (28, 28, 1)
    assert label.dtype == "int64"


@pytest.mark.usefixtures("no_network")
def test_there_is_no_hidden_split_to_ask_for(folder: Path) -> None:
    import tensorflow_datasets as tfds

    import gradatim.data.tfds  # noqa: F401

    with pytest.raises(ValueError, match="Unknown split"):
        tfds.load("gradatim_penguins", split="test", data_dir=folder)


def test_the_version_changes_with_the_data_and_with_what_is_hidden() -> None:
    from dataclasses import replace

    from gradatim.data.tfds import version

    dataset = load_dataset("penguins")
    form = require_examples(dataset)
    sha256, size = dataset.checksums["penguins.csv"]
    others = [
        replace(dataset, checksums={"penguins.csv": (sha256[::-1], size)}),
        replace(dataset, examples=replace(form, withheld=())),
    ]
    assert len({str(version(one)) for one in (dataset, *others)}) == 3
    assert version(dataset) == version(replace(dataset, title="Other words"))


def test_a_builder_travels_to_another_process(folder: Path) -> None:
    import tensorflow_datasets as tfds

    import gradatim.data.tfds  # noqa: F401

    builder = tfds.builder("gradatim_penguins", data_dir=folder)
    assert pickle.loads(pickle.dumps(builder)).info.full_name == builder.info.full_name


def test_weights_have_no_builder() -> None:
    from gradatim.data import tfds

    names = {name for name in vars(tfds) if name.startswith("Gradatim")}
    assert len(names) == len(DATASETS)


def test_a_program_of_its_own_loads_a_dataset_in_a_network_of_its_own(tmp_path: Path) -> None:
    program = f"""{OFFLINE}
import tensorflow_datasets as tfds
import gradatim.data.tfds
options = dict(split="train", as_supervised=True, with_info=True, data_dir={str(tmp_path)!r})
train, info = tfds.load("gradatim_earth_tiles", **options)
image, label = next(iter(train))
print(len(train), image.shape[-1], info.features["class"].names[int(label)])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    count, channels, name = done.stdout.splitlines()[-1].split()
    assert (count, channels) == (str(len(load("earth-tiles"))), "3")
    assert name in load("earth-tiles").classes("class")


def test_exported_files_are_read_without_gradatim(tmp_path: Path) -> None:
    advanced: list[int] = []
    write(load("penguins"), ExportForm.TFDS, tmp_path / "out", lambda: advanced.append(1))
    assert len(advanced) == len(load("penguins"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["ATTRIBUTION.txt", "gradatim_penguins"]
    program = f"""{OFFLINE}
import sys
import tensorflow_datasets as tfds
train, info = tfds.load("gradatim_penguins", split="train", with_info=True, data_dir={str(tmp_path / "out")!r})
assert not any(name.startswith("gradatim") for name in sys.modules)
print(len(train), info.features["species"].names[2])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-2:] == [str(len(load("penguins"))), "Gentoo"]
