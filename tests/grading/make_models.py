"""Writes the models of these tests into a folder. Run once, in a process of its own: pytest never imports TensorFlow.

Beside the models it writes `facts.json`: what Keras itself says about them, to compare the pre-flight with.
"""

from __future__ import annotations

import inspect
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
from keras import layers


@keras.saving.register_keras_serializable(package="Mine")
class Doubled(layers.Layer):  # type: ignore[misc]
    def call(self, x: Any) -> Any:
        return x * 2


class Subclassed(keras.Model):  # type: ignore[misc]
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.last = layers.Dense(2)

    def call(self, x: Any) -> Any:
        return self.last(x)


def my_activation(x: Any) -> Any:
    return x * 2


def images() -> Any:
    return keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(4, 3),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )


def sequence() -> Any:
    stack = [layers.Conv1D(4, 3, padding="causal"), layers.GRU(4), layers.Dense(24), layers.Reshape((24, 1))]
    model = keras.Sequential([layers.Input((24, 1)), *stack])
    model.compile("adam", "mse")
    return model


def two_by_two() -> Any:
    first, second = layers.Input((4,), name="a"), layers.Input((2,), name="b")
    joined = layers.Concatenate()([first, second])
    return keras.Model([first, second], [layers.Dense(1)(joined), layers.Dense(2)(joined)])


def two_outputs() -> Any:
    inputs = layers.Input((4,))
    return keras.Model(inputs, {"mean": layers.Dense(1)(inputs), "spread": layers.Dense(1)(inputs)})


def nested_lambda() -> Any:
    inputs = layers.Input((7,))
    inner = keras.Sequential([layers.Input((7,)), layers.Lambda(lambda x: x * 2, name="twice"), layers.Dense(5)])
    return keras.Model(inputs, layers.Dense(2)(inner(inputs)))


def wrapped_lambda() -> Any:
    wrapped = layers.TimeDistributed(layers.Lambda(lambda x: x + 1, name="in_time"))
    return keras.Sequential([layers.Input((4, 5)), wrapped, layers.Bidirectional(layers.LSTM(3))])


def operations() -> Any:
    inputs = layers.Input((4,))
    return keras.Model(inputs, keras.ops.sum(inputs * 2, axis=-1, keepdims=True))


def text() -> Any:
    words = layers.TextVectorization(vocabulary=["cat", "dog"], output_sequence_length=6)
    rest = [layers.Embedding(20, 4), layers.GlobalAveragePooling1D(), layers.Dense(1, activation="sigmoid")]
    return keras.Sequential([layers.Input((), dtype="string"), words, *rest])


def last(layer: Any, shape: tuple[int | None, ...]) -> Any:
    """A model that ends with one given layer, to see whether the shape it declares is the true one."""
    inputs = layers.Input(shape)
    return keras.Model(inputs, layer(inputs))


LAST_LAYERS: dict[str, tuple[Any, tuple[int | None, ...]]] = {
    "dense_on_sequence": (layers.Dense(3), (24, 8)),
    "flatten": (layers.Flatten(), (4, 5)),
    "flatten_any": (layers.Flatten(), (None, 5)),
    "reshape": (layers.Reshape((5, 4)), (20,)),
    "reshape_rest": (layers.Reshape((-1, 4)), (20,)),
    "lstm": (layers.LSTM(6), (None, 3)),
    "lstm_sequences": (layers.LSTM(6, return_sequences=True), (9, 3)),
    "bidirectional": (layers.Bidirectional(layers.LSTM(6)), (9, 3)),
    "pooling": (layers.GlobalAveragePooling2D(), (8, 8, 3)),
    "pooling_keepdims": (layers.GlobalMaxPooling1D(keepdims=True), (8, 3)),
    "softmax": (layers.Softmax(), (7,)),
    "dropout": (layers.Dropout(0.1), (None, 2)),
    "convolution": (layers.Conv2D(2, 3), (8, 8, 1)),
    "lookup": (layers.CategoryEncoding(num_tokens=4, output_mode="multi_hot"), (3,)),
}

BOTH_FORMATS: dict[str, Callable[[], Any]] = {
    "images": images,
    "sequence": sequence,
    "two_by_two": two_by_two,
    "nested_lambda": nested_lambda,
    "wrapped_lambda": wrapped_lambda,
    "operations": operations,
    "custom": lambda: keras.Sequential([layers.Input((4,)), Doubled(), layers.Dense(1)]),
    "own_function": lambda: keras.Sequential([layers.Input((4,)), layers.Dense(2, activation=my_activation)]),
    "flat_images": lambda: keras.Sequential([layers.Input((28, 28)), layers.Flatten(), layers.Dense(10)]),
}


def save_with_facts(model: Any, path: Path) -> dict[str, Any]:
    model.save(path)
    names = [layer.name for layer in model._flatten_layers(include_self=True)]
    facts = {"inputs": model.input_shape, "outputs": model.output_shape, "layers": names}
    facts["parameters"] = model.count_params()
    facts["of_layers"] = {layer.name: layer.count_params() for layer in model._flatten_layers(include_self=False)}
    if path.suffix == ".h5":
        with h5py.File(path) as file:
            facts["config"] = json.loads(file.attrs["model_config"])
    return facts


def write_keras_2(path: Path) -> None:
    """Write the layout of Keras 2: layers without a module, batch_input_shape, a loss that Keras 3 cannot restore."""
    dense = {
        "name": "dense",
        "trainable": True,
        "batch_input_shape": [None, 4],
        "dtype": "float32",
        "units": 3,
        "activation": "softmax",
        "use_bias": True,
    }
    config = {"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "Dense", "config": dense}]}}
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = b"2.4.0"
        file.attrs["backend"] = b"tensorflow"
        file.attrs["model_config"] = json.dumps(config).encode("utf8")
        file.attrs["training_config"] = json.dumps({"loss": "mse", "optimizer_config": {}}).encode("utf8")
        weights = file.create_group("model_weights/dense/dense")
        weights["kernel:0"] = np.zeros((4, 3), "float32")
        weights["bias:0"] = np.zeros(3, "float32")


def write_hdf5_variants(folder: Path) -> None:
    """Write the same description in the ways in which other versions of h5py and HDF5 store it."""
    with h5py.File(folder / "images.h5") as file:
        config = file.attrs["model_config"]
    with h5py.File(folder / "variant_latest.h5", "w", libver="latest") as file:
        file.attrs["model_config"] = config
        for number in range(20):  # many attributes move to a dense store of their own
            file.attrs[f"note {number}"] = "x" * 100
    with h5py.File(folder / "variant_ordered.h5", "w", track_order=True) as file:
        file.attrs["model_config"] = config
    with h5py.File(folder / "variant_fixed.h5", "w") as file:
        file.attrs["model_config"] = np.bytes_(config)


def write_all(folder: Path) -> None:
    facts: dict[str, Any] = {"models": {}}
    for name, make in BOTH_FORMATS.items():
        model = make()
        for suffix in (".keras", ".h5"):
            facts["models"][name + suffix] = save_with_facts(model, folder / (name + suffix))
    for name, (layer, shape) in LAST_LAYERS.items():
        model = last(layer, shape)
        for suffix in (".keras", ".h5"):
            facts["models"][f"last_{name}{suffix}"] = save_with_facts(model, folder / f"last_{name}{suffix}")
    for name, model in {"text": text(), "two_outputs": two_outputs()}.items():
        model.save(folder / f"{name}.keras")
    subclassed = Subclassed()
    subclassed(np.ones((1, 3)))
    subclassed.save(folder / "subclassed.keras")
    images().save_weights(folder / "only.weights.h5")
    write_keras_2(folder / "keras_2.h5")
    write_hdf5_variants(folder)
    images().export(folder / "exported", verbose=False)
    shutil.make_archive(str(folder / "exported_root"), "zip", folder / "exported")
    shutil.make_archive(str(folder / "exported_folder"), "zip", folder, "exported")
    two_by_two().export(folder / "exported_two", verbose=False)
    shutil.make_archive(str(folder / "exported_two"), "zip", folder / "exported_two")
    facts["layer_names"] = layer_names()
    facts["function_names"] = function_names()
    (folder / "facts.json").write_text(json.dumps(facts))


def layer_names() -> list[str]:
    """What the loader of `.h5` files looks classes up in."""
    from keras.src import layers as looked_up
    from keras.src import models

    classes = [*vars(looked_up).items(), *((name, getattr(models, name)) for name in ("Functional", "Model"))]
    found = {name for name, value in classes if inspect.isclass(value) and issubclass(value, layers.Layer)}
    return sorted(found | {"Sequential"})


def function_names() -> list[str]:
    """What the loader of `.keras` files looks functions up in."""
    from keras.src.saving.serialization_lib import BUILTIN_MODULES

    modules = [getattr(keras, name) for name in BUILTIN_MODULES]
    return sorted({name for module in modules for name, value in vars(module).items() if inspect.isfunction(value)})


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
