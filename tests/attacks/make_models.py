"""Writes the models of which the samples are made, in a process of its own: pytest never imports TensorFlow.

Arguments: a folder to write to, the path of the secret file, the port of the listener.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

Graph = Callable[[], Any]


def honest_models(folder: Path) -> None:
    for suffix in ("keras", "h5"):
        inputs = keras.Input((1,), name="rows")
        outputs = keras.layers.Dense(1, kernel_initializer="ones", bias_initializer="ones", name="dense")(inputs)
        keras.Model(inputs, outputs).save(folder / f"dense.{suffix}")
        layer = keras.layers.Lambda(lambda x: x, output_shape=(1,), name="attack")
        keras.Model(inputs, layer(inputs)).save(folder / f"lambda.{suffix}")
    lookup = keras.layers.StringLookup(vocabulary=["a", "b"], name="attack")
    words = keras.Input((1,), dtype="string")
    keras.Model(words, lookup(words)).save(folder / "lookup.keras")
    inputs = keras.Input((1,))
    two = keras.layers.Dense(1)
    keras.Model(inputs, [two(inputs), keras.layers.Dense(1)(inputs)]).save(folder / "two_outputs.keras")


def reads(secret: str) -> dict[str, Graph]:
    """Graphs that read a file into the answer."""
    return {
        "ReadFile": lambda: tf.strings.length(tf.io.read_file(secret)),
        "MatchingFiles": lambda: tf.size(tf.io.matching_files(secret)),
        "TextLineDataset": lambda: tf.data.TextLineDataset(secret).reduce(0, lambda n, _: n + 1),
        "TFRecordDataset": lambda: tf.data.TFRecordDataset(secret).reduce(0, lambda n, _: n + 1),
        "FixedLengthRecordDataset": lambda: tf.data.FixedLengthRecordDataset(secret, 1).reduce(0, lambda n, _: n + 1),
        "RestoreV2": lambda: tf.size(
            tf.raw_ops.RestoreV2(prefix=secret, tensor_names=["x"], shape_and_slices=[""], dtypes=[tf.float32])[0]
        ),
    }


def writes(folder: str) -> dict[str, Graph]:
    """Graphs that leave a file."""

    def then_one(operation: Any) -> Any:
        with tf.control_dependencies([operation]):
            return tf.constant(1)

    return {
        "WriteFile": lambda: then_one(tf.io.write_file(f"{folder}/written", "was here")),
        "PrintV2": lambda: then_one(tf.print("was here", output_stream=f"file://{folder}/printed")),
        "SaveV2": lambda: then_one(
            tf.raw_ops.SaveV2(
                prefix=f"{folder}/saved", tensor_names=["x"], shape_and_slices=[""], tensors=[tf.constant(1.0)]
            )
        ),
        "MergeV2Checkpoints": lambda: then_one(
            tf.raw_ops.MergeV2Checkpoints(
                checkpoint_prefixes=[f"{folder}/secret"], destination_prefix=f"{folder}/merged", delete_old_dirs=True
            )
        ),
    }


def others(port: int) -> dict[str, Graph]:
    """Graphs that reach for the network, or never end."""
    # `data service` is the one operation of TensorFlow's core that opens a connection.
    service = f"grpc://127.0.0.1:{port}"
    return {
        "data service": lambda: (
            tf.data.Dataset.range(2)
            .apply(tf.data.experimental.service.distribute("parallel_epochs", service))
            .reduce(tf.constant(0, tf.int64), lambda n, _: n + 1)
        ),
        "while_loop": lambda: tf.while_loop(lambda n: n >= 0, lambda n: tf.bitwise.bitwise_xor(n, 1), [tf.constant(0)])[
            0
        ],
        "tensor bomb": lambda: tf.reduce_max(tf.random.uniform(tf.constant([1 << 34], tf.int64), seed=1)),
        "flood": _flood,
    }


def _flood() -> Any:
    text = "flood " * 2000

    def step(n: Any) -> Any:
        with tf.control_dependencies([tf.print(text)]):
            return tf.bitwise.bitwise_xor(n, 1)

    return tf.while_loop(lambda n: n >= 0, step, [tf.constant(0)])[0]


def save_graph(folder: Path, name: str, graph: Graph) -> None:
    module = tf.Module()
    signature = tf.TensorSpec((None, 1), tf.float32, "rows")
    # Whatever the graph finds becomes part of the answer.
    module.run = tf.function(lambda rows: {"y": rows * 0 + 42 + tf.cast(graph(), tf.float32)}, [signature])
    target = folder / "graph"
    tf.saved_model.save(module, str(target), signatures={"serving_default": module.run})
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        for path in sorted(target.rglob("*")):
            archive.write(path, path.relative_to(target))


def main(folder: Path, secret: Path, port: int) -> None:
    honest_models(folder)
    for name, graph in {**reads(str(secret)), **writes(str(secret.parent)), **others(port)}.items():
        save_graph(folder, name, graph)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
