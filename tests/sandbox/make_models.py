"""Writes the models of these tests into a folder, in a process of its own: pytest never imports TensorFlow."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
import tensorflow as tf


def dense() -> Any:
    """A model whose answers can be told beforehand: the sum of a row, plus 1."""
    layer = keras.layers.Dense(1, kernel_initializer="ones", bias_initializer="ones")
    return keras.Sequential([keras.Input((3,)), layer])


def convolution() -> Any:
    return keras.Sequential(
        [
            keras.Input((12, 12, 1)),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(4, activation="softmax"),
        ]
    )


def with_lambda(function: Any) -> Any:
    """A model whose code is stored in its file."""
    inputs = keras.Input((1,))
    return keras.Model(inputs, keras.layers.Lambda(function, output_shape=(1,))(inputs))


def two_outputs() -> Any:
    inputs = keras.Input((3,))
    return keras.Model(inputs, [keras.layers.Dense(1)(inputs), keras.layers.Dense(2)(inputs)])


def noisy() -> Any:
    """Dropout that stays on, and a recurrent state that moves on: both must be the same each time."""
    inputs = keras.Input((4, 1), batch_size=8)
    hidden = keras.layers.LSTM(4, stateful=True)(inputs)
    return keras.Model(inputs, keras.layers.Dropout(0.5)(hidden, training=True))


class Unregistered(keras.layers.Layer):  # type: ignore[misc]
    def call(self, x: Any) -> Any:
        return x


def as_keras_2(path: Path) -> None:
    """Give an .h5 file the loss that Keras 3 cannot restore, as Keras 2 wrote it."""
    with h5py.File(path, "r+") as file:
        config = json.loads(file.attrs["training_config"])
        config["loss"] = "mse"
        file.attrs["training_config"] = json.dumps(config)
        file.attrs["keras_version"] = "2.15.0"


def zip_folder(folder: Path, target: Path, *, inside: str = "") -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, Path(inside) / path.relative_to(folder))


def main(folder: Path) -> None:
    keras.utils.set_random_seed(1)
    dense().save(folder / "dense.keras")
    convolution().save(folder / "convolution.keras")
    noisy().save(folder / "noisy.keras")
    two_outputs().save(folder / "two_outputs.keras")
    with_lambda(lambda x: [x, __import__("time").sleep(1000)][0]).save(folder / "sleeps.h5")
    with_lambda(lambda x: x * len([bytearray(1 << 24) for _ in range(1 << 12)])).save(folder / "python_memory.keras")
    with_lambda(lambda x: x * len([__import__("mmap").mmap(-1, 1 << 20, flags=0x22) for _ in range(1 << 10)])).save(
        folder / "mapped_memory.keras"
    )
    with_lambda(lambda x: x + keras.ops.sum(keras.random.normal((1 << 16, 1 << 16)))).save(folder / "tf_memory.keras")
    with_lambda(lambda x: x + tf.random.normal((1,))).save(folder / "tf_noise.keras")
    with_lambda(lambda x: x + float(keras.ops.max(x))).save(folder / "only_eager.keras")
    with_lambda(
        lambda x: x if tf.executing_eagerly() else tf.gather(tf.constant([1.0, 2.0, 4.0]), tf.cast(x, tf.int32))
    ).save(folder / "looks_up.keras")
    with_lambda(lambda x: __import__("sys").exit(0)).save(folder / "exits.keras")
    keras.Sequential([keras.Input((1,)), Unregistered()]).save(folder / "unregistered.keras")
    text = keras.layers.TextVectorization(vocabulary=["cat", "dog"], output_sequence_length=2)
    inputs = keras.Input((1,), dtype="string")
    keras.Model(inputs, text(inputs)).save(folder / "text.keras")
    lookup = keras.layers.StringLookup(vocabulary=["cat", "dog"], invert=True)
    keras.Sequential([keras.Input((1,), dtype="int64"), lookup]).save(folder / "string_output.keras")
    compiled = dense()
    compiled.compile("adam", "mse")
    compiled.fit(np.zeros((1, 3)), np.ones((1, 1)), verbose=0)
    compiled.set_weights([np.ones((3, 1)), np.ones(1)])
    compiled.save(folder / "keras_2.h5")
    as_keras_2(folder / "keras_2.h5")
    dense().export(folder / "exported", verbose=False)
    zip_folder(folder / "exported", folder / "exported.zip", inside="my_model")
    module = tf.Module()
    module.weight = tf.Variable(2.0)
    module.double = tf.function(lambda x: {"y": x * module.weight}, [tf.TensorSpec((None, 3), tf.float32, "x")])
    tf.saved_model.save(module, str(folder / "plain"), signatures={"serving_default": module.double})
    zip_folder(folder / "plain", folder / "plain.zip")
    noise = tf.Module()
    body = tf.function(lambda x: {"y": x + tf.random.normal((3,))})
    noise.add = body.get_concrete_function(tf.TensorSpec((None, 3), tf.float32, "x"))
    tf.saved_model.save(noise, str(folder / "tf_noise"), signatures={"serving_default": noise.add})
    zip_folder(folder / "tf_noise", folder / "tf_noise.zip")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
