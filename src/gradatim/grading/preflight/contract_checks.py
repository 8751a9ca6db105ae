"""What a model's file declares, against the input and the output that the task states."""

from __future__ import annotations

from gradatim.bank.exam_task import BOX_SIDES, ExamTask, InputContract, OutputContract, OutputKind
from gradatim.grading.preflight.model_file import ModelFile, Shape
from gradatim.grading.preflight.refusal import make_notice
from gradatim.grading.preflight.words import compatible, shape_in_words
from gradatim.grading.result import Notice
from gradatim.sandbox.model_format import ModelFormat

_TEXT = "string"


def check_contract(model: ModelFile, task: ExamTask) -> list[Notice]:
    """Compare the declared inputs and outputs with the task; what is not declared cannot be wrong.

    Args:
        model: What the file says.
        task: What is expected.

    Returns:
        The reasons to refuse.
    """
    return _check_input(model, task.input) + _check_output(model, task.output)


def _check_input(model: ModelFile, contract: InputContract) -> list[Notice]:
    if model.input_shapes is not None and len(model.input_shapes) != 1:
        return [
            make_notice(
                "input-count",
                expected=f"one input, {contract.name}: {contract.description}",
                received=f"{len(model.input_shapes)} inputs",
                next_step=f"build the model on one {_input_call(contract)} and save it again",
            )
        ]
    notices = []
    shape = model.input_shapes[0] if model.input_shapes else None
    if shape is not None and not _fits_input(contract.shape, shape, model.format):
        notices.append(
            make_notice(
                "input-shape",
                expected=f"inputs of shape {shape_in_words(contract.shape)}: {contract.description}",
                received=f"a model for inputs of shape {shape_in_words(shape)}",
                next_step=f"build the model on {_input_call(contract)} and save it again",
            )
        )
    dtype = model.input_dtypes[0] if model.input_dtypes else None
    # Keras casts between all kinds of numbers itself; only text and numbers can never stand for each other.
    if dtype is not None and (dtype == _TEXT) != (contract.dtype == _TEXT):
        notices.append(
            make_notice(
                "input-dtype",
                expected=f"a model for {_dtype_in_words(contract.dtype)}: {contract.description}",
                received=f"a model for {_dtype_in_words(dtype)}",
                next_step=f"build the model on {_input_call(contract)} and save it again",
            )
        )
    return notices


def _check_output(model: ModelFile, contract: OutputContract) -> list[Notice]:
    if model.output_shapes is None:
        return []
    if len(model.output_shapes) != 1:
        return [
            make_notice(
                "output-count",
                expected=f"one output: {contract.description}",
                received=f"{len(model.output_shapes)} outputs",
                next_step="keep the output that answers the task, keras.Model(inputs, output), and save it again",
            )
        ]
    shape = model.output_shapes[0]
    if shape is None or compatible(contract.shape, shape):
        return []
    return [
        make_notice(
            "output-shape",
            expected=f"outputs of shape {shape_in_words(contract.shape)}: {contract.description}",
            received=f"a model with outputs of shape {shape_in_words(shape)}",
            next_step=f"end the model with {_output_layer(contract)} and save it again",
        )
    ]


def _fits_input(expected: Shape, declared: Shape, model_format: ModelFormat) -> bool:
    # One value per row is declared as () or as (1,) in equal parts of what people read; Keras feeds either from either.
    if {expected, declared} == {(), (1,)} and model_format is not ModelFormat.SAVED_MODEL:
        return True
    return compatible(expected, declared)


def _dtype_in_words(dtype: str) -> str:
    return "text (string)" if dtype == _TEXT else f"numbers ({dtype})"


def _input_call(contract: InputContract) -> str:
    return f'keras.Input(shape={contract.shape}, dtype="{contract.dtype}")'


def _output_layer(contract: OutputContract) -> str:
    if contract.kind is OutputKind.BOX:
        classes = len(contract.classes)
        return f'Concatenate()([Dense({BOX_SIDES}) for the box, Dense({classes}, activation="softmax") for the class])'
    activation = {
        OutputKind.VALUE: "",
        OutputKind.PROBABILITY: ', activation="sigmoid"',
        OutputKind.PROBABILITIES: ', activation="softmax"',
    }[contract.kind]
    if not contract.shape:
        return f"Dense(1{activation}) and Reshape(())"
    last = f"Dense({contract.shape[-1]}{activation})"
    return last if len(contract.shape) == 1 else f"{last} on a sequence, or Reshape({contract.shape})"
