"""Writes models that do not load or do not run, each with a mistake of its own.

Run once, in a process of its own: pytest never imports TensorFlow. `messages.json` holds what Keras and TensorFlow say
to mistakes that no saved model can bring to the grader in the same words.
"""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import keras
import tensorflow as tf
from keras import layers

FOLDER = Path(sys.argv[1])
# What `marshal.dumps((lambda x: x * 2).__code__)` gives in Python 3.10.
OTHER_PYTHON = (
    "4wEAAAAAAAAAAAAAAAEAAAACAAAAQwAAAHMIAAAAfABkARQAUwApAk7pAgAAAKkAKQHaAXhyAgAAAHICAAAA2gg8c3RyaW5nPtoIPGxhbWJkYT4C"
    "AAAAcwIAAAAIAA=="
)
HELPER = 3.0


class Doubled(layers.Layer):  # type: ignore[misc]
    def call(self, x: Any) -> Any:
        return x * 2


class TwoArguments(layers.Layer):  # type: ignore[misc]
    def call(self, x: Any, scale: Any) -> Any:
        return x * scale


def my_activation(x: Any) -> Any:
    return x * 2


def model(*stack: Any, shape: tuple[int | None, ...] = (4,), dtype: str = "float32") -> Any:
    return keras.Sequential([keras.Input(shape, dtype=dtype), *stack])


def dense(width: int = 4) -> Any:
    return model(layers.Dense(3, name="first"), layers.Dense(1, name="second"), shape=(width,))


def step(function: Callable[[Any], Any], shape: tuple[int | None, ...] = (4,), **options: Any) -> Any:
    """A functional model of one Lambda layer."""
    inputs = keras.Input(shape)
    return keras.Model(inputs, layers.Lambda(function, **options)(inputs))


def save(saved: Any, *names: str) -> None:
    for name in names:
        saved.save(FOLDER / name)


def rewrite(name: str, changes: dict[str, Callable[[bytes], bytes] | None]) -> None:
    """Write a zip again with members changed by functions; None leaves one out."""
    with zipfile.ZipFile(FOLDER / name) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    with zipfile.ZipFile(FOLDER / name, "w") as archive:
        for member, data in members.items():
            change = changes.get(member, bytes)
            if change is not None:
                archive.writestr(member, change(data))


def in_config(name: str, before: str, after: str) -> None:
    """Change the configuration as another version would have written it."""
    if name.endswith(".h5"):
        with h5py.File(FOLDER / name, "r+") as file:
            config = str(file.attrs["model_config"])
            assert before in config, config
            file.attrs["model_config"] = config.replace(before, after)
        return

    def change(data: bytes) -> bytes:
        assert before.encode() in data, data
        return data.replace(before.encode(), after.encode())

    rewrite(name, {"config.json": change})


def weights_of(other: Any) -> Callable[[bytes], bytes]:
    """Return a change that puts another model's weights in place."""
    save(other, "other.keras")
    with zipfile.ZipFile(FOLDER / "other.keras") as archive:
        data = archive.read("model.weights.h5")
    return lambda _: data


def zipped(name: str, leave_out: str = "") -> None:
    """Zip a SavedModel folder, without the files under one name."""
    if leave_out:
        shutil.rmtree(FOLDER / name / leave_out)
    shutil.make_archive(str(FOLDER / name), "zip", FOLDER / name)


def module(function: Callable[..., Any], name: str, *specs: Any, **members: Any) -> None:
    """Save a function of TensorFlow alone."""
    holder = tf.Module()
    for member, value in members.items():
        setattr(holder, member, value)
    holder.call = tf.function(function, specs)
    tf.saved_model.save(holder, str(FOLDER / name), signatures={"serving_default": holder.call})


def load_errors() -> None:
    save(model(Doubled(), layers.Dense(1)), "custom_class.keras", "custom_class.h5", "newer_layer.keras")
    in_config("newer_layer.keras", '"module": null, "class_name": "D', '"module": "keras.layers", "class_name": "D')
    save(model(layers.Dense(1, activation=my_activation)), "custom_function.keras", "custom_function.h5")
    save(step(lambda x: x * 2, output_shape=(4,)), "lambda.keras", "lambda_other_python.keras")
    config = json.loads(_config("lambda_other_python.keras"))
    code = next(one for one in config["config"]["layers"] if one["class_name"] == "Lambda")["config"]["function"]
    in_config("lambda_other_python.keras", json.dumps(code["config"]["code"]), json.dumps(OTHER_PYTHON))
    save(step(lambda x: x * HELPER), "lambda_shape.keras")
    save(dense(), "newer_argument.keras", "weights_missing.keras", "weights_shape.keras")
    save(dense(), "weights_cut.keras", "weights_damaged.keras")
    in_config("newer_argument.keras", '"units": 3', '"units": 3, "quantize_to": "int4"')
    rewrite("weights_missing.keras", {"model.weights.h5": weights_of(model(layers.ReLU()))})
    rewrite("weights_shape.keras", {"model.weights.h5": weights_of(dense(5))})
    rewrite("weights_damaged.keras", {"model.weights.h5": lambda data: bytes(len(data))})
    rewrite("weights_cut.keras", {"model.weights.h5": lambda data: data[: len(data) // 2]})
    save(dense(), "weights_shape.h5", "weights_count.h5", "keras_2_operation.h5")
    in_config("weights_shape.h5", '"batch_shape": [null, 4]', '"batch_shape": [null, 5]')
    with h5py.File(FOLDER / "weights_count.h5", "r+") as file:
        names = file["model_weights"].attrs["layer_names"]
        file["model_weights"].attrs["layer_names"] = names[:1]
    in_config("keras_2_operation.h5", '"class_name": "Dense"', '"class_name": "TFOpLambda"')
    save(model(layers.LSTM(2), shape=(4, 1)), "keras_2_argument.h5")
    in_config("keras_2_argument.h5", '"unroll": false', '"unroll": false, "time_major": true')
    dense().save_weights(FOLDER / "only.weights.h5")
    shutil.move(FOLDER / "only.weights.h5", FOLDER / "weights_only.h5")


def _config(name: str) -> bytes:
    with zipfile.ZipFile(FOLDER / name) as archive:
        return archive.read("config.json")


def saved_model_errors() -> None:
    row = tf.TensorSpec((None, 4), tf.float32, "x")
    holder = tf.Module()
    holder.weight = tf.Variable(2.0)
    tf.saved_model.save(holder, str(FOLDER / "no_endpoint"))
    zipped("no_endpoint")
    module(lambda x, y: {"y": x + y}, "endpoint_of_two", row, tf.TensorSpec((None, 4), tf.float32, "z"))
    zipped("endpoint_of_two")
    module(lambda x: {"y": tf.math.erfinv(x)}, "unknown_operation", row)
    graph = FOLDER / "unknown_operation" / "saved_model.pb"
    graph.write_bytes(graph.read_bytes().replace(b"Erfinv", b"Erfinw"))
    zipped("unknown_operation")
    (FOLDER / "words.txt").write_text("cat\ndog\n")
    index = tf.lookup.TextFileIndex
    words = tf.lookup.TextFileInitializer(
        str(FOLDER / "words.txt"), tf.string, index.WHOLE_LINE, tf.int64, index.LINE_NUMBER
    )
    table = tf.lookup.StaticHashTable(words, -1)
    module(lambda x: {"y": table.lookup(x)}, "assets_missing", tf.TensorSpec((None, 1), tf.string, "x"), table=table)
    zipped("assets_missing", "assets")
    dense().export(FOLDER / "variables_missing", verbose=False)
    zipped("variables_missing", "variables")
    dense().export(FOLDER / "exported", verbose=False)
    zipped("exported")
    module(lambda x: {"y": tf.py_function(lambda value: value, [x], tf.float32)}, "python_function", row)
    zipped("python_function")
    module(lambda x: {"y": tf.strings.length(x)}, "of_text", tf.TensorSpec((None, 1), tf.string, "x"))
    zipped("of_text")


def run_errors() -> None:
    save(dense(), "dense.keras")
    save(model(layers.Conv2D(2, 3), layers.Flatten(), layers.Dense(1, name="last"), shape=(28, 28, 1)), "images.keras")
    save(model(layers.LSTM(2), layers.Dense(1), shape=(None, 4)), "sequence.keras")
    save(model(layers.Embedding(10, 2), layers.GlobalMaxPooling1D(), layers.Dense(1), shape=(None,)), "embedding.keras")
    languages = (layers.GlobalMaxPooling1D(), layers.Dense(16, activation="softmax"))
    save(model(layers.Embedding(10, 2), *languages, shape=(40,), dtype="int32"), "languages.keras")
    save(model(layers.Conv1D(2, 5), layers.GlobalMaxPooling1D(), layers.Dense(1), shape=(None, 1)), "convolution.keras")
    save(model(layers.MaxPooling1D(8), layers.GlobalMaxPooling1D(), layers.Dense(1), shape=(None, 1)), "pooling.keras")
    save(model(layers.Reshape((5, 4)), layers.Flatten(), layers.Dense(1), shape=(None,)), "reshape.keras")
    series = keras.Input((None, 1))
    branches = [layers.Conv1D(2, 3)(series), layers.Conv1D(2, 2)(series)]
    save(keras.Model(series, layers.GlobalMaxPooling1D()(layers.Concatenate()(branches))), "concatenate.keras")
    save(keras.Model(series, layers.GlobalMaxPooling1D()(layers.Add()(branches))), "add.keras")
    first, second = keras.Input((4,)), keras.Input((4,))
    save(keras.Model([first, second], layers.Dense(1)(layers.Add()([first, second]))), "two_inputs.keras")
    save(step(lambda x: tf.matmul(x, tf.ones((12, 1))), (None,), output_shape=(1,)), "matrix.keras")
    save(step(lambda x: x * len(open("words.json").read()), output_shape=(4,)), "opens_file.keras")  # noqa: PTH123, SIM115
    save(step(lambda x: x * HELPER, output_shape=(4,)), "lambda_name.keras")
    save(step(lambda x: tf.missing(x) * 2, output_shape=(4,)), "attribute.keras")
    save(step(lambda x: tf.cast(x, tf.int32) * 0.5, output_shape=(4,)), "mixed_number.keras")
    save(step(lambda x: tf.cast(x, tf.int32) * tf.ones((4,)), output_shape=(4,)), "mixed_tensors.keras")
    to_number = step(lambda x: tf.strings.to_number(tf.strings.as_string(x) + "g"), output_shape=(4,))
    save(to_number, "to_number.keras")
    save(step(lambda x: x + keras.ops.sum(keras.random.normal((1 << 16, 1 << 16))), output_shape=(4,)), "memory.keras")
    text = layers.TextVectorization(output_sequence_length=2)
    text.adapt(["cat dog"])
    ends = (layers.Flatten(), layers.Dense(1))
    save(
        model(text, layers.Embedding(4, 2), *ends, shape=(1,), dtype="string"),
        "words.keras",
        "vocabulary_missing.keras",
    )
    with zipfile.ZipFile(FOLDER / "words.keras") as archive:
        assets = [name for name in archive.namelist() if name.startswith("assets")]
    rewrite("vocabulary_missing.keras", dict.fromkeys(assets))
    known = layers.StringLookup(vocabulary=["cat", "dog"], num_oov_indices=0)
    save(
        model(known, layers.Embedding(2, 2), layers.Flatten(), layers.Dense(1), shape=(1,), dtype="string"),
        "out_of_vocabulary.keras",
    )


def messages() -> dict[str, list[str]]:
    """Return type and text of errors, by what was done."""
    layer = layers.Conv1D(2, 3, name="convolve")
    layer.build((None, 9, 1))
    attempts: dict[str, Callable[[], object]] = {
        "rank": lambda: layer(tf.ones((3, 9))),
        "exact shape": lambda: keras.Model(*_fixed(), name="fixed")(tf.ones((3, 5, 1))),
        "no such argument": lambda: layers.ReLU.from_config({"leak": 1}),
        "missing argument": lambda: TwoArguments()(tf.ones((3, 4))),
        "graph sizes": lambda: tf.function(lambda x: tf.matmul(x, tf.ones((12, 1))))(tf.ones((3, 10))),
        "concatenate": lambda: layers.Concatenate()([tf.ones((3, 7, 2)), tf.ones((3, 8, 2))]),
        "broadcast": lambda: tf.ones((3, 7)) + tf.ones((3, 8)),
        "keras add": lambda: layers.Add()([keras.Input((7,)), keras.Input((8,))]),
        "reshape": lambda: tf.reshape(tf.ones((3, 10)), (5, 4)),
        "tensor types": lambda: tf.convert_to_tensor(tf.ones(3), dtype=tf.int32),
        "negative size": lambda: tf.function(lambda x: tf.nn.conv2d(x, tf.ones((5, 5, 1, 1)), 1, "VALID"))(
            tf.ones((1, 3, 3, 1))
        ),
        "object attribute": lambda: tf.ones(3).shapes,
    }
    said = {}
    for name, attempt in attempts.items():
        try:
            attempt()
        except Exception as error:
            said[name] = [type(error).__name__, str(error)]
    return said


def _fixed() -> tuple[Any, Any]:
    inputs = keras.Input((9, 1))
    return inputs, layers.Flatten()(inputs)


if __name__ == "__main__":
    load_errors()
    saved_model_errors()
    run_errors()
    (FOLDER / "messages.json").write_text(json.dumps(messages()))
