from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gradatim.bank.exam_task import ExamTask, OutputKind
from gradatim.grading.preflight import Layer, ModelFile, check, inspect_model
from gradatim.grading.preflight.keras_names import FUNCTIONS, LAYERS
from gradatim.grading.preflight.layer_checks import newer_keras_hint
from gradatim.grading.result import Notice
from gradatim.sandbox.model_format import ModelFormat
from tests.grading.tasks import a_task


def checked(
    path: Path, task: ExamTask, *, allow_lambda: bool = False, grader_keras: str | None = None
) -> dict[str, Notice]:
    model = inspect_model(path, max_bytes=50_000_000, watch_seconds=0)
    notices = check(model, task, allow_lambda=allow_lambda, grader_keras=grader_keras)
    return {notice.code: notice for notice in notices}


def declared(**changes: Any) -> ModelFile:
    """A file that suits `a_task()`, changed in what a test is about."""
    fitting = ModelFile(
        format=ModelFormat.KERAS,
        bytes=1_000,
        keras_version="3.15.1",
        layers=(Layer("Dense", "dense", "keras.layers"),),
        input_shapes=((28, 28, 1),),
        output_shapes=((10,),),
        input_dtypes=("float32",),
    )
    return replace(fitting, **changes)


def codes(model: ModelFile, task: ExamTask | None = None, *, grader_keras: str = "3.15.1") -> list[str]:
    notices = check(model, task or a_task(), allow_lambda=False, grader_keras=grader_keras)
    return [notice.code for notice in notices]


@pytest.mark.parametrize("name", ["images.keras", "images.h5", "exported_root.zip"])
def test_a_fitting_model_passes(models: Path, name: str) -> None:
    assert checked(models / name, a_task()) == {}


def test_a_missing_channel_axis_is_said_with_both_shapes(models: Path) -> None:
    notice = checked(models / "flat_images.keras", a_task())["input-shape"]
    assert "(28, 28, 1) (3 axes beside the batch axis)" in notice.expected
    assert "(28, 28) (2 axes beside the batch axis)" in notice.received
    assert 'keras.Input(shape=(28, 28, 1), dtype="float32")' in notice.message


def test_an_axis_of_any_length_fits_every_length() -> None:
    assert codes(declared(input_shapes=((None, None, 1),))) == []
    assert codes(declared(), a_task(input_shape=(None, None, 1))) == []
    assert codes(declared(input_shapes=((None, None, 3),))) == ["input-shape"]
    assert codes(declared(output_shapes=((None,),))) == []


def test_what_is_not_declared_is_not_wrong() -> None:
    assert codes(declared(input_shapes=None, output_shapes=None, input_dtypes=None)) == []
    assert codes(declared(input_shapes=(None,), output_shapes=(None,), input_dtypes=(None,))) == []


def test_two_inputs_and_two_outputs_are_refused(models: Path) -> None:
    found = checked(models / "two_by_two.keras", a_task(input_shape=(4,), output_shape=(1,)))
    assert found["input-count"].received == "2 inputs"
    assert found["output-count"].received == "2 outputs"


@pytest.mark.parametrize(
    ("kind", "shape", "layer"),
    [
        (OutputKind.PROBABILITIES, (10,), 'Dense(10, activation="softmax")'),
        (OutputKind.PROBABILITY, (1,), 'Dense(1, activation="sigmoid")'),
        (OutputKind.VALUE, (1,), "Dense(1)"),
        (OutputKind.VALUE, (24, 1), "Reshape((24, 1))"),
        (OutputKind.VALUE, (), "Reshape(())"),
    ],
)
def test_a_wrong_number_of_outputs_names_the_last_layer(kind: OutputKind, shape: tuple[int, ...], layer: str) -> None:
    task = a_task(kind=kind, output_shape=shape)
    (notice,) = check(declared(output_shapes=((7,),)), task, allow_lambda=False)
    assert notice.code == "output-shape"
    assert "(7,) (1 axis beside the batch axis)" in notice.received
    assert layer in notice.message


def test_text_and_numbers_cannot_stand_for_each_other(models: Path) -> None:
    found = checked(models / "text.keras", a_task(input_shape=(), output_shape=(1,)))
    assert found["input-dtype"].received == "a model for text (string)"
    assert codes(declared(), a_task(input_dtype="string")) == ["input-dtype"]


def test_numbers_of_another_type_are_left_to_keras() -> None:
    assert codes(declared(), a_task(input_dtype="uint8")) == []


def test_one_value_per_row_may_have_an_axis_or_not() -> None:
    task = a_task(input_shape=(), input_dtype="string")
    text = declared(input_shapes=((1,),), input_dtypes=("string",))
    assert codes(text, task) == []
    assert codes(replace(text, format=ModelFormat.SAVED_MODEL), task) == ["input-shape"]
    assert codes(replace(text, input_shapes=((2,),)), task) == ["input-shape"]


def test_a_file_above_the_limit_of_the_task_is_refused() -> None:
    task = a_task(file_mb=2)
    assert codes(declared(bytes=2_000_000), task) == []
    assert codes(declared(bytes=2_000_001), task) == ["file-too-large"]


@pytest.mark.parametrize("name", ["nested_lambda.keras", "nested_lambda.h5"])
def test_a_lambda_is_named_unless_it_is_allowed(models: Path, name: str) -> None:
    task = a_task(input_shape=(7,), output_shape=(2,))
    notice = checked(models / name, task)["lambda-layer"]
    assert "twice (Lambda)" in notice.received
    assert "Rescaling" in notice.message
    assert checked(models / name, task, allow_lambda=True) == {}


@pytest.mark.parametrize("name", ["wrapped_lambda.keras", "wrapped_lambda.h5"])
def test_a_lambda_inside_a_wrapper_is_found(models: Path, name: str) -> None:
    assert "in_time (Lambda)" in checked(models / name, a_task())["lambda-layer"].received


@pytest.mark.parametrize(
    ("name", "shown"),
    [("custom.keras", "(Doubled)"), ("custom.h5", "(Mine>Doubled)"), ("subclassed.keras", "Subclassed")],
)
def test_a_class_of_ones_own_is_named(models: Path, name: str, shown: str) -> None:
    notice = checked(models / name, a_task(input_shape=(4,), output_shape=(1,)))["custom-layer"]
    assert shown in notice.received
    assert "keras.layers" in notice.message


def test_keras_operations_pass_in_keras_files_and_not_in_h5(models: Path) -> None:
    task = a_task(input_shape=(4,), output_shape=(1,))
    assert checked(models / "operations.keras", task) == {}
    notice = checked(models / "operations.h5", task)["custom-layer"]
    assert "(Multiply)" not in notice.received
    assert "(Sum)" in notice.received
    assert 'model.save("model.keras")' in notice.message


def test_a_function_of_ones_own_is_named(models: Path) -> None:
    found = checked(models / "own_function.keras", a_task(input_shape=(4,), output_shape=(2,)))
    assert found["custom-function"].received == "my_activation"


def test_functions_of_keras_pass() -> None:
    assert codes(declared(functions=("relu", "softmax"))) == []


def test_what_only_keras_2_knows_is_said_so() -> None:
    operation = Layer("TFOpLambda", "tf.math.multiply")
    nested = Layer("Functional", "model", "tf_keras.src.engine.functional")
    for layer in (operation, nested):
        assert codes(declared(layers=(layer,))) == ["keras2-layer"]
    assert codes(declared(format=ModelFormat.HDF5, layers=(operation,))) == ["keras2-layer"]


@pytest.mark.parametrize(
    ("theirs", "ours", "refused"),
    [
        ("3.15.1", "3.15.1", False),
        ("3.15.9", "3.15.1", False),
        ("3.16.0", "3.15.1", False),
        ("4.0.0", "3.15.1", True),
        ("3.9.2", "3.15.1", False),
        ("2.21.0", "3.15.1", False),
        ("4.0.0.dev2026", "3.15.1", True),
        ("nightly", "3.15.1", False),
        (None, "3.15.1", False),
        ("9" * 9 + ".1", "3.15.1", False),
    ],
)
def test_only_a_newer_major_version_of_keras_is_refused(theirs: str | None, ours: str, refused: bool) -> None:
    assert codes(declared(keras_version=theirs), grader_keras=ours) == (["newer-keras"] if refused else [])


def test_a_newer_minor_version_is_named_when_the_file_does_not_load() -> None:
    assert "Keras 3.99.0" in newer_keras_hint(declared(keras_version="3.99.0"))
    assert newer_keras_hint(declared(keras_version="3.1.0")) == ""
    assert newer_keras_hint(declared(keras_version=None)) == ""


def test_the_installed_keras_is_compared_when_none_is_given() -> None:
    notices = check(declared(keras_version="99.0.0"), a_task(), allow_lambda=False)
    assert [notice.code for notice in notices] == ["newer-keras"]


def test_many_layers_and_long_names_make_a_short_message() -> None:
    layers = tuple(Layer("Lambda", f"{number}" + "x" * 500 + "\x1b[2J", "keras.layers") for number in range(50))
    (notice,) = check(declared(layers=layers), a_task(), allow_lambda=False)
    assert len(notice.message) < 1_000
    assert "and 47 more" in notice.received
    assert "\x1b" not in notice.message


def test_the_known_names_are_those_of_the_installed_keras(facts: dict[str, Any]) -> None:
    assert set(facts["layer_names"]) == LAYERS
    assert set(facts["function_names"]) - {"get", "serialize", "deserialize"} == FUNCTIONS
