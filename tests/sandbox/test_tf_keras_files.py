"""Files that Keras 2 wrote (tf-keras 2.21, `files/make_tf_keras.py`) give the answers that they gave there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import h5py
import numpy as np
import pytest

from gradatim.grading.preflight import inspect_model
from gradatim.grading.preflight.layer_checks import check_layers, installed_keras
from gradatim.sandbox.child.keras_2_config import translate_keras_2
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.session import open_model

FILES = Path(__file__).with_name("files")
ANSWERS = json.loads((FILES / "answers.json").read_text())
DTYPES = {"lstm": np.int32}


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_a_model_of_keras_2_answers_as_it_did(name: str) -> None:
    model = FILES / f"{name}.h5"
    with h5py.File(model) as file:
        assert str(file.attrs["keras_version"]).startswith("2.")
        assert "optimizer_weights" in file
    rows = np.array(ANSWERS[name]["rows"], DTYPES.get(name, np.float32))
    expected = np.array(ANSWERS[name]["answers"], np.float32)
    with open_model(model, ModelFormat.HDF5, RunLimits(memory_mb=512), allow_lambda=False) as session:
        session.load()
        answered = session.predict(rows, output_shape=expected.shape[1:])
    np.testing.assert_allclose(answered, expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_the_pre_flight_reads_its_shapes_and_has_nothing_against_it(name: str) -> None:
    found = inspect_model(FILES / f"{name}.h5", max_bytes=1 << 20)
    assert found.input_shapes == (np.shape(ANSWERS[name]["rows"])[1:],)
    declared = found.output_shapes and found.output_shapes[0]
    assert declared in (None, np.shape(ANSWERS[name]["answers"])[1:])
    assert check_layers(found, allow_lambda=False, grader_keras=installed_keras()) == []


def config_after(tmp_path: Path, version: str, change: tuple[str, str]) -> str:
    """Translate a copy of the LSTM's file whose version and configuration were changed; return the configuration."""
    copy = tmp_path / "model.h5"
    shutil.copy(FILES / "lstm.h5", copy)
    with h5py.File(copy, "r+") as file:
        file.attrs["keras_version"] = version
        file.attrs["model_config"] = str(file.attrs["model_config"]).replace(*change)
    translate_keras_2(str(copy))
    with h5py.File(copy) as file:
        return str(file.attrs["model_config"])


@pytest.mark.parametrize(
    ("version", "change", "stays"),
    [
        ("2.21.0", ("", ""), False),
        ("3.15.1", ("", ""), True),
        ("2.21.0", ('"time_major": false', '"time_major": true'), True),
        ("2.21.0", ('"recurrent_activation": "sigmoid"', '"recurrent_activation": "hard_sigmoid"'), True),
    ],
)
def test_only_what_changes_no_answer_is_translated(
    tmp_path: Path, version: str, change: tuple[str, str], stays: bool
) -> None:
    assert ("time_major" in config_after(tmp_path, version, change)) is stays


def test_a_file_that_is_none_is_left_to_keras(tmp_path: Path) -> None:
    broken = tmp_path / "model.h5"
    broken.write_bytes(b"no HDF5")
    translate_keras_2(str(broken))
    assert broken.read_bytes() == b"no HDF5"
