from __future__ import annotations

import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gradatim.grading.preflight import ModelFile, Refusal, inspect_model
from gradatim.grading.preflight.keras_config import TRAINING_BY_DEFAULT, describe
from gradatim.grading.preflight.output_shape import output_shape
from gradatim.grading.preflight.words import compatible
from gradatim.sandbox.model_format import ModelFormat


def inspect(path: Path) -> ModelFile:
    return inspect_model(path, max_bytes=50_000_000, watch_seconds=0)


def code_of(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        inspect(path)
    return caught.value.notice.code


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
def test_a_sequential_model_is_read(models: Path, suffix: str) -> None:
    model = inspect(models / f"images{suffix}")
    assert model.format is (ModelFormat.KERAS if suffix == ".keras" else ModelFormat.HDF5)
    assert model.bytes == (models / f"images{suffix}").stat().st_size
    assert model.keras_version is not None
    assert model.keras_version.startswith("3.")
    names = [layer.class_name for layer in model.layers]
    assert names == ["Sequential", "InputLayer", "Rescaling", "Conv2D", "Flatten", "Dense"]
    assert model.input_shapes == ((28, 28, 1),)
    assert model.input_dtypes == ("float32",)
    assert model.output_shapes == ((10,),)


def test_declared_shapes_are_those_that_keras_computes(models: Path, facts: dict[str, Any]) -> None:
    derived = 0
    for name, true in facts["models"].items():
        # The configurations of .h5 files are read by the script: a process for each would take long.
        model = describe(true["config"]) if "config" in true else inspect(models / name)
        for declared, shapes in ((model.input_shapes, true["inputs"]), (model.output_shapes, true["outputs"])):
            true_shapes = shapes if isinstance(shapes[0], list) else [shapes]
            assert declared is not None
            assert len(declared) == len(true_shapes), name
            for shape, true_shape in zip(declared, true_shapes, strict=True):
                derived += shape is not None
                assert shape is None or compatible(tuple(true_shape[1:]), shape), name
    assert derived > 60


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
@pytest.mark.parametrize("name", ["images", "two_by_two", "nested_lambda"])
def test_all_layers_are_found_nested_ones_included(models: Path, facts: dict[str, Any], name: str, suffix: str) -> None:
    found = [layer.name for layer in inspect(models / f"{name}{suffix}").layers]
    assert sorted(found) == sorted(facts["models"][f"{name}{suffix}"]["layers"])


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
def test_a_layer_inside_a_wrapper_is_found(models: Path, suffix: str) -> None:
    layers = inspect(models / f"wrapped_lambda{suffix}").layers
    assert [layer.name for layer in layers if layer.class_name == "Lambda"] == ["in_time"]
    assert [layer.name.split("_")[0] for layer in layers if layer.class_name == "LSTM"] == ["forward", "backward"]


@pytest.mark.parametrize("key", ["layer", "backward_layer", "cell", "cells", "layers"])
def test_a_wrapped_class_of_ones_own_is_found_whatever_it_wrote_about_itself(key: str) -> None:
    own = {"module": None, "class_name": "Own", "config": {"units": 3}, "registered_name": "Mine>Own"}
    wrapped = [own] if key in ("cells", "layers") else own
    outer = {"module": "keras.layers", "class_name": "RNN", "config": {"name": "rnn", "trainable": True, key: wrapped}}
    root = {"module": "keras", "class_name": "Sequential", "config": {"name": "s", "layers": [outer]}}
    assert [layer.class_name for layer in describe(root).layers] == ["Sequential", "RNN", "Own"]


@pytest.mark.parametrize(
    ("calls", "told"),
    [
        ([{"args": [], "kwargs": {"training": True}}], True),
        ([{"args": [], "kwargs": {"training": False}}], False),
        ([{"args": [], "kwargs": {"training": None, "mask": True}}], False),
        ([[["input_1", 0, 0, {"training": True}]]], True),
        ([[["input_1", 0, 0, {}]]], False),
        ([{"args": [], "kwargs": {"training": "True"}}], False),
        ("training", False),
        (None, False),
    ],
)
def test_training_written_into_a_call_is_read_as_keras_3_and_keras_2_write_it(calls: object, told: bool) -> None:
    dropout = {"class_name": "Dropout", "config": {"name": "drop", "trainable": True}, "inbound_nodes": calls}
    root = {"class_name": "Functional", "config": {"layers": [dropout]}}
    assert [layer.called_in_training for layer in describe(root).layers] == [False, told]


def test_a_class_of_ones_own_with_a_name_of_keras_declares_no_shape() -> None:
    dense: dict[str, Any] = {"class_name": "Dense", "config": {"units": 3}}
    assert output_shape(dense, (7,)) == (3,)
    assert output_shape(dense | {"module": "keras.layers", "registered_name": None}, (7,)) == (3,)
    assert output_shape(dense | {"module": None, "registered_name": "Mine>Dense"}, (7,)) is None
    assert output_shape(dense | {"module": "elsewhere"}, (7,)) is None


def test_several_inputs_and_outputs_are_counted(models: Path) -> None:
    both = inspect(models / "two_by_two.keras")
    assert both.input_shapes == ((4,), (2,))
    assert both.output_shapes == ((1,), (2,))
    assert inspect(models / "two_outputs.keras").output_shapes == ((1,), (1,))


def test_text_input_is_read(models: Path) -> None:
    model = inspect(models / "text.keras")
    assert (model.input_shapes, model.input_dtypes) == (((),), ("string",))


def test_a_subclassed_model_declares_no_shapes(models: Path) -> None:
    model = inspect(models / "subclassed.keras")
    assert (model.input_shapes, model.output_shapes) == (None, None)
    assert [layer.registered_name for layer in model.layers] == ["Subclassed"]


def test_the_layout_of_keras_2_is_read(models: Path) -> None:
    model = inspect(models / "keras_2.h5")
    assert model.keras_version == "2.4.0"
    assert [layer.class_name for layer in model.layers] == ["Sequential", "Dense"]
    assert (model.input_shapes, model.output_shapes) == (((4,),), ((3,),))
    assert model.input_dtypes is None


@pytest.mark.parametrize("variant", ["latest", "ordered", "fixed"])
def test_other_ways_to_store_an_attribute_in_hdf5_are_read(models: Path, variant: str) -> None:
    assert inspect(models / f"variant_{variant}.h5").layers == inspect(models / "images.h5").layers


@pytest.mark.parametrize("name", ["exported_root.zip", "exported_folder.zip"])
def test_a_zipped_saved_model_is_read(models: Path, name: str) -> None:
    model = inspect(models / name)
    assert model.format is ModelFormat.SAVED_MODEL
    assert (model.input_shapes, model.output_shapes) == (((28, 28, 1),), ((10,),))
    assert model.input_dtypes == ("float32",)


def test_a_saved_model_with_two_inputs_is_read(models: Path) -> None:
    model = inspect(models / "exported_two.zip")
    assert model.input_shapes is not None
    assert sorted(model.input_shapes, key=str) == [(2,), (4,)]
    assert model.output_shapes is not None
    assert len(model.output_shapes) == 2


def test_a_saved_model_without_a_serving_signature_is_refused(models: Path, tmp_path: Path) -> None:
    graph = (models / "exported" / "saved_model.pb").read_bytes()
    path = tmp_path / "model.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("saved_model.pb", graph.replace(b"serving_default", b"serving_another"))
    assert code_of(path) == "no-signature"


def test_the_content_decides_and_not_the_name(models: Path, tmp_path: Path) -> None:
    path = tmp_path / "model.keras"
    path.write_bytes((models / "images.h5").read_bytes())
    assert inspect(path).format is ModelFormat.HDF5


def test_weights_alone_are_refused(models: Path) -> None:
    assert code_of(models / "only.weights.h5") == "weights-only"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"print('hello')\n", "text file"),
        ("größer\n".encode() * 80, "text file"),
        (pickle.dumps([1]), "pickle"),
        (b"\x1c\0\0\0TFL3" + b"\0" * 40, "TensorFlow Lite"),
        (b"\x1f\x8b\x08" + b"\0" * 40, "compressed archive"),
        (b"PK\x05\x06" + b"\0" * 18, "empty zip"),
        (bytes(range(256)), "unknown kind"),
    ],
)
def test_other_files_are_called_what_they_are(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "model.keras"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=kind) as caught:
        inspect(path)
    assert caught.value.notice.code == "not-a-model"


def test_a_zip_around_a_model_is_told_to_submit_the_model(models: Path, tmp_path: Path) -> None:
    path = tmp_path / "category2.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(models / "images.keras", "category2/model.keras")
    with pytest.raises(Refusal, match=r"category2/model\.keras: submit that file itself"):
        inspect(path)


def test_importing_the_preflight_brings_no_heavy_package() -> None:
    code = (
        "import sys, gradatim.grading.preflight\n"
        "print([m for m in ('numpy', 'pyfive', 'google.protobuf', 'h5py', 'keras', 'tensorflow') if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"


def test_layers_that_train_unless_they_are_told_otherwise_say_nothing_about_their_author() -> None:
    """Keras writes `training=True` into the call of each augmentation by itself; `predict()` overrules it."""
    calls = [{"args": [], "kwargs": {"training": True}}]
    flip = {"class_name": "RandomFlip", "config": {"name": "flip", "trainable": True}, "inbound_nodes": calls}
    root = {"class_name": "Functional", "config": {"layers": [flip]}}
    assert not any(layer.called_in_training for layer in describe(root).layers)


def test_all_layers_of_keras_that_train_by_default_are_known() -> None:
    listed = subprocess.run(
        [sys.executable, "-c", _TRAINING_BY_DEFAULT], capture_output=True, text=True, check=True, env=os.environ
    )
    assert set(listed.stdout.split()) == TRAINING_BY_DEFAULT


_TRAINING_BY_DEFAULT = """
import inspect, keras
for name, layer in vars(keras.layers).items():
    call = inspect.isclass(layer) and getattr(layer, "call", None)
    training = inspect.signature(call).parameters.get("training") if call else None
    if training is not None and training.default is True:
        print(name)
"""
