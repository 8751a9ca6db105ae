import json
import shutil
from pathlib import Path

import h5py
import keras
import numpy as np
from checking import line_of, require

X = np.random.default_rng(7).uniform(0, 1, (40, 3)).astype("float32")


def file_of_another_model():
    """Write a file like oven.h5, of a model with other layers and sizes."""
    path = Path("kiln.h5")
    shutil.copy("oven.h5", path)
    keras.utils.set_random_seed(21)
    layers = [keras.layers.Dense(5, activation="tanh"), keras.layers.Dense(4), keras.layers.Dense(2)]
    model = keras.Sequential([keras.Input((3,)), *layers])
    model.save(path, include_optimizer=False)
    with h5py.File("oven.h5") as oven, h5py.File(path, "r+") as file:
        file.attrs["training_config"] = oven.attrs["training_config"]
        file.attrs["keras_version"] = oven.attrs["keras_version"]
    return path, model


def oven():
    """Return the oven's temperatures for X, computed from the arrays in the file."""
    with h5py.File("oven.h5") as file:
        arrays = {}
        file["model_weights"].visititems(
            lambda name, entry: arrays.update({name: entry[()]}) if isinstance(entry, h5py.Dataset) else None
        )
    layer = {
        (place, kind): next(value for name, value in arrays.items() if place in name and kind in name)
        for place in ("hidden", "temperature")
        for kind in ("kernel", "bias")
    }
    hidden = np.maximum(X @ layer["hidden", "kernel"] + layer["hidden", "bias"], 0)
    return hidden @ layer["temperature", "kernel"] + layer["temperature", "bias"]


def converted(answer, old, new):
    """Let the answer convert a file; return the model that load_model makes of it."""
    answer.convert(old, Path(new))
    require(
        Path(new).is_file(),
        expected=f"a file {new} to be written",
        received="no such file",
        look="Save the model to the path new.",
        line=line_of("convert"),
    )
    try:
        return keras.models.load_model(new)
    except Exception as error:
        require(
            False,
            expected=f'keras.models.load_model("{new}") to read the new file',
            received=f"{type(error).__name__}: {str(error)[-150:]}",
            look="The new file must be written by Keras 3, with names that it finds again.",
            line=line_of("convert"),
        )


def check_loads_alone(answer):
    """The new file is read without further help."""
    model = converted(answer, Path("oven.h5"), "oven.keras")
    require(
        isinstance(model, keras.Model) and model.input_shape == (None, 3),
        expected="a model that takes the three settings of the oven",
        received=model,
        look="Read the old file, and save the model that you get.",
    )


def check_weights_come_over(answer):
    """The model gives what the weights in the old file give."""
    look = "Layers and weights are in the old file: which call reads both?"
    other, truth = file_of_another_model()
    for old, new, wanted in ((Path("oven.h5"), "a.keras", oven()), (other, "b.keras", np.asarray(truth(X)))):
        received = np.asarray(converted(answer, old, new)(X))
        require(
            received.shape == wanted.shape and np.allclose(received, wanted, rtol=1e-4, atol=1e-4),
            expected=f"the output that the weights in {old} give",
            received=received,
            look=look,
            line=line_of("convert"),
        )


def check_compiled(answer):
    """The model is compiled as the old file says, and can be trained."""
    model = converted(answer, Path("oven.h5"), "c.keras")
    require(
        model.compiled,
        expected="a compiled model",
        received="a model that is not compiled",
        look="What did the old file say about loss, metric and optimizer?",
        line=line_of("convert"),
    )
    rate = round(float(model.optimizer.learning_rate), 6)
    require(
        isinstance(model.optimizer, keras.optimizers.Adam) and rate == 0.001,
        expected="Adam with the learning rate 0.001",
        received=f"{type(model.optimizer).__name__} with the learning rate {rate}",
        look="The README quotes what the old file says about the optimizer.",
        line=line_of("convert"),
    )
    errors = oven()[:, 0] - 100
    results = [float(value) for value in model.evaluate(X, np.full((40, 1), 100.0), verbose=0)] if model.metrics else []
    results = results if len(results) == 2 else []
    require(
        np.allclose(results, [np.mean(errors**2), np.mean(np.abs(errors))], rtol=1e-3) if results else False,
        expected="evaluate to give the mean squared error and the mean absolute error",
        received=results or "something else than two numbers",
        look="The loss is the first number of evaluate, each metric is another one.",
        line=line_of("convert"),
    )
    model.fit(X, np.full((40, 1), 100.0), verbose=0)


def check_old_file_stays(answer):
    """The old file stays as it was."""
    path = Path("copy.h5")
    shutil.copy("oven.h5", path)
    converted(answer, path, "d.keras")
    require(
        path.read_bytes() == Path("oven.h5").read_bytes() and json.loads(training_config("oven.h5"))["loss"] == "mse",
        expected="the old file to be as it was",
        received="other contents",
        look="The original is needed if the conversion has a fault: write to the new path only.",
        line=line_of("convert"),
    )


def training_config(path):
    """Return the compile settings in an .h5 file, as JSON."""
    with h5py.File(path) as file:
        return file.attrs.get("training_config", '{"loss": null}')
