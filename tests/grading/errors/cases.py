"""Which mistake each file holds, what it is fed, and what the candidate must read."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

FOUR = np.ones((3, 4), np.float32)
WORDS = np.array([[b"cat"], [b"dog"], [b"mouse"]])
A_SERIES = np.ones((3, 9, 1), np.float32)


@dataclass(frozen=True)
class Case:
    """A file of `make_models.py`.

    Args:
        file: Its name.
        error: Id of the error that it provokes.
        expected: How the message's "Expected" goes on.
        received: How its "Received:" goes on.
        fed: The rows that it is asked for.
    """

    file: str
    error: str
    expected: str
    received: str
    fed: npt.NDArray[np.generic] = field(default_factory=lambda: FOUR)


CASES = (
    Case("add.keras", "different-shapes", "two tensors of equal shape", "(rows, 7, 2) and (rows, 8, 2)", A_SERIES),
    Case(
        "assets_missing.zip",
        "file-missing",
        "the whole folder of the SavedModel",
        "one without assets/words.txt",
        WORDS,
    ),
    Case(
        "attribute.keras",
        "missing-attribute",
        "names that TensorFlow 2.21 and Keras 3.15 have",
        "tensorflow.missing, which does not exist",
    ),
    Case(
        "concatenate.keras",
        "concatenate-shapes",
        "branches of equal shape, apart from the axis that they are joined along",
        "(rows, 7, 2) and (rows, 8, 2)",
        A_SERIES,
    ),
    Case(
        "convolution.keras",
        "too-small",
        "inputs at least 5 long at this layer (the task sends (rows, 28, 28, 1) float32)",
        "3",
        np.ones((3, 3, 1), np.float32),
    ),
    Case("custom_class.h5", "custom-class", "only layers and models of Keras itself", "the class Doubled"),
    Case("custom_class.keras", "custom-class", "only layers and models of Keras itself", "the class Doubled"),
    Case("custom_function.h5", "custom-function", "only functions of Keras itself", "the function my_activation"),
    Case("custom_function.keras", "custom-function", "only functions of Keras itself", "the function my_activation"),
    Case(
        "dense.keras",
        "input-shape",
        "4 values in the last axis for the layer first (the task sends (rows, 28, 28, 1) float32)",
        "(rows, 3) at that layer",
        FOUR[:, :3],
    ),
    Case(
        "dense.keras",
        "input-type",
        "a text layer first, since the task sends text: (rows, 28, 28, 1) float32",
        "a model that takes it for numbers (float)",
        WORDS,
    ),
    Case(
        "embedding.keras",
        "embedding-range",
        "word numbers below 10, since the Embedding has 10 rows",
        "the word number 12001",
        np.full((3, 5), 12001, np.int32),
    ),
    Case("endpoint_of_two.zip", "endpoint", "an endpoint with one input", "one with 2 inputs"),
    Case(
        "exported.zip",
        "matrix-sizes",
        "4 values in a row (the task sends (rows, 28, 28, 1) float32)",
        "(rows, 3)",
        FOUR[:, :3],
    ),
    Case(
        "exported.zip",
        "input-type",
        "a text layer first, since the task sends text: (rows, 28, 28, 1) float32",
        "a model that takes it for numbers (float)",
        WORDS,
    ),
    Case(
        "exported.zip",
        "input-shape",
        "inputs with one axis beside the rows, as the model has them (the task sends (rows, 28, 28, 1) float32)",
        "inputs with more axes",
        np.ones((3, 4, 4), np.float32),
    ),
    Case(
        "images.keras",
        "input-shape",
        "1352 values in the last axis for the layer last (the task sends (rows, 28, 28, 1) float32)",
        "(rows, 288) at that layer",
        np.ones((3, 14, 14, 1), np.float32),
    ),
    Case("keras_2_argument.h5", "unknown-argument", "arguments that LSTM of Keras 3.15 has", "the argument time_major"),
    Case(
        "keras_2_operation.h5", "keras-2-operation", "layers that Keras 3 can load", "the layer TFOpLambda of Keras 2"
    ),
    Case("lambda.keras", "lambda-forbidden", "a model without Python code in its file", "a Lambda layer"),
    Case(
        "lambda_name.keras",
        "lambda-name",
        "a function that uses only its argument, tf, np and keras",
        "the name HELPER, which is defined in your program only",
    ),
    Case(
        "lambda_other_python.keras",
        "lambda-other-python",
        "byte code of the Python that grades",
        "a Lambda layer whose byte code another Python wrote",
    ),
    Case(
        "lambda_shape.keras",
        "lambda-shape",
        "a Lambda layer whose output has a known shape",
        "one that does not say it, and whose function fails on its own",
    ),
    Case(
        "matrix.keras",
        "matrix-sizes",
        "12 values in a row (the task sends (rows, 28, 28, 1) float32)",
        "(rows, 10)",
        np.ones((3, 10), np.float32),
    ),
    Case(
        "memory.keras", "tensor-memory", "at most 2,048 MB of memory", "a tensor of shape (65536, 65536) and type float"
    ),
    Case("mixed_number.keras", "mixed-types", "the same type on both sides of an operation: int32", "the number 0.5"),
    Case("mixed_tensors.keras", "mixed-types", "the same type on both sides of Mul: int32", "float"),
    Case(
        "newer_argument.keras", "unknown-argument", "arguments that Dense of Keras 3.15 has", "the argument quantize_to"
    ),
    Case(
        "newer_layer.keras",
        "newer-keras-layer",
        "layers of Keras 3.15, which grades",
        "keras.layers.Doubled, which it does not have",
    ),
    Case("no_endpoint.zip", "endpoint", "an endpoint serving_default or serve", "endpoints: none"),
    Case(
        "of_text.zip",
        "input-type",
        "a layer for numbers first, since the task sends (rows, 28, 28, 1) float32",
        "a model that takes them for text",
        FOUR[:, :1],
    ),
    Case(
        "opens_file.keras", "outside-file", "a model that needs nothing but its own file", "one that opens another file"
    ),
    Case(
        "out_of_vocabulary.keras",
        "out-of-vocabulary",
        "a lookup layer that accepts unknown words or numbers",
        "one with num_oov_indices=0, and an input that it does not know",
        WORDS,
    ),
    Case(
        "pooling.keras",
        "too-small",
        "inputs at least as long as the pooling window or kernel (the task sends (rows, 28, 28, 1) float32)",
        "shorter ones at this layer",
        np.ones((3, 4, 1), np.float32),
    ),
    Case(
        "python_function.zip",
        "python-function",
        "a graph of TensorFlow's own operations",
        "a call of a Python function that is not in the file",
    ),
    Case(
        "reshape.keras",
        "reshape-size",
        "values for the shape (5, 4) (the task sends (rows, 28, 28, 1) float32)",
        "(24,)",
        np.ones((3, 24), np.float32),
    ),
    Case(
        "sequence.keras",
        "input-shape",
        "(rows, any, 4), for which the model was built (the task sends (rows, 28, 28, 1) float32)",
        "(rows, 4)",
    ),
    Case(
        "sequence.keras",
        "matrix-sizes",
        "4 values in a row (the task sends (rows, 28, 28, 1) float32)",
        "(rows, 2)",
        np.ones((3, 7, 2), np.float32),
    ),
    Case(
        "to_number.keras",
        "text-not-a-number",
        "text made of digits, where the model reads a number",
        "text with other characters in it",
    ),
    Case("two_inputs.keras", "input-count", "one input: grey images, 0 to 255", "a model with 2 inputs"),
    Case("unknown_operation.zip", "unknown-operation", "operations that TensorFlow 2.21 has", "the operation Erfinw"),
    Case(
        "variables_missing.zip", "file-missing", "the whole folder of the SavedModel", "one without variables/variables"
    ),
    Case("vocabulary_missing.keras", "vocabulary-missing", "a vocabulary in the text layer", "an empty table", WORDS),
    Case("weights_count.h5", "weights-missing", "weights of 2 layers", "weights of 1"),
    Case("weights_cut.keras", "weights-damaged", "12540 bytes of weights", "6270 bytes"),
    Case(
        "weights_damaged.keras",
        "weights-damaged",
        "the weights of every layer in the file",
        "a part of the file that cannot be opened",
    ),
    Case("weights_missing.keras", "weights-missing", "2 weights for the layer first", "0 in the file"),
    Case("weights_only.h5", "weights-only", "a whole model: its layers and their weights", "weights alone"),
    Case(
        "weights_shape.h5", "weights-shape", "weights of shape (5, 3), as the layer has them", "weights of shape (4, 3)"
    ),
    Case(
        "weights_shape.keras",
        "weights-shape",
        "weights of shape (4, 3), as the layer has them",
        "weights of shape (5, 3)",
    ),
    Case(
        "words.keras",
        "input-type",
        "a layer for numbers first, since the task sends (rows, 28, 28, 1) float32",
        "a model that takes them for text",
        FOUR[:, :1],
    ),
)

# What `messages.json` holds, by what was done.
MESSAGES = {
    "rank": (
        "input-shape",
        "3 axes for the layer convolve (the task sends (rows, 28, 28, 1) float32)",
        "2 axes at that layer",
    ),
    "exact shape": (
        "input-shape",
        "(rows, 9, 1) for the layer fixed (the task sends (rows, 28, 28, 1) float32)",
        "(rows, 5) at that layer",
    ),
    "no such argument": ("unknown-argument", "arguments that ReLU of Keras 3.15 has", "the argument leak"),
    "missing argument": ("input-count", "one input: grey images, 0 to 255", "a model that also wants scale"),
    "graph sizes": ("matrix-sizes", "12 values in a row (the task sends (rows, 28, 28, 1) float32)", "10"),
    "concatenate": (
        "concatenate-shapes",
        "branches of equal shape, apart from the axis that they are joined along",
        "branches of different shapes",
    ),
    "broadcast": ("different-shapes", "two tensors of equal shape", "(rows, 7) and (rows, 8)"),
    "keras add": ("different-shapes", "two tensors of equal shape", "(7,) and (8,)"),
    "reshape": ("reshape-size", "20 values, or a multiple (the task sends (rows, 28, 28, 1) float32)", "30"),
    "tensor types": ("mixed-types", "the same type on both sides of an operation: int32", "float32"),
    "negative size": (
        "too-small",
        "inputs at least 5 long at this layer (the task sends (rows, 28, 28, 1) float32)",
        "3",
    ),
    "object attribute": (
        "missing-attribute",
        "names that TensorFlow 2.21 and Keras 3.15 have",
        "tensorflow.python.framework.ops.EagerTensor.shapes, which does not exist",
    ),
}
