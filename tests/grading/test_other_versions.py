"""Files that another Keras wrote, as Keras 2 itself wrote them (`files/make_keras_2_archives.py`)."""

from __future__ import annotations

import shutil
from pathlib import Path

import h5py
import pytest

from gradatim.grading.preflight import inspect_model
from gradatim.grading.preflight.layer_checks import check_layers
from gradatim.grading.result import Notice

FILES = Path(__file__).with_name("files")
LSTM_OF_KERAS_2 = Path(__file__).parent.parent / "sandbox" / "files" / "lstm.h5"


def notices(model: Path) -> list[Notice]:
    found = inspect_model(model, max_bytes=10**6, watch_seconds=0)
    return check_layers(found, allow_lambda=True, grader_keras="3.15.1")


@pytest.mark.parametrize(("name", "named"), [("functional", "(Functional)"), ("operations", "(TFOpLambda)")])
def test_a_keras_file_of_keras_2_says_which_version_wrote_it(name: str, named: str) -> None:
    (notice,) = notices(FILES / f"{name}.keras")
    assert notice.code == "keras2-layer"
    assert named in notice.received
    assert notice.received.endswith("which only Keras 2 knows; the file is of Keras 2.21.0")


@pytest.mark.parametrize(("version", "refused"), [("2.15.0", True), ("3.15.1", False)])
def test_an_activation_that_means_another_function_is_refused(tmp_path: Path, version: str, refused: bool) -> None:
    model = Path(shutil.copy(LSTM_OF_KERAS_2, tmp_path / "model.h5"))
    with h5py.File(model, "r+") as file:
        config = str(file.attrs["model_config"])
        file.attrs["model_config"] = config.replace('"sigmoid"', '"hard_sigmoid"')
        file.attrs["keras_version"] = version
    found = notices(model)
    assert [notice.code for notice in found] == (["keras2-activation"] if refused else [])
    if refused:
        assert "lstm (LSTM)" in found[0].received
        assert found[0].received.endswith("with hard_sigmoid, another function in Keras 3; the file is of Keras 2.15.0")
