"""Write the model file that the drill on files of Keras 2 starts from.

    python scripts/drills/file_from_keras_2.py

Keras 2 is not installed beside Keras 3, so the file is written by Keras 3 and then given the metadata that Keras 2.15
writes: its form of the layers' settings, its version number, the loss as the short name "mse". The weights are those of
a model trained here; they differ a little from machine to machine.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np

FILE = Path(__file__).parents[2] / "src/gradatim/content/drills/dev/file-from-keras-2/files/oven.h5"
OPTIMIZER = {"name": "Adam", "learning_rate": 0.001, "decay": 0.0, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-07}


def layer_of_keras_2(layer: dict[str, Any]) -> dict[str, Any]:
    """Return a layer's settings as Keras 2 wrote them: the type as a word, the batch shape under its old name."""
    settings = {key: value for key, value in layer["config"].items() if key not in ("quantization_config", "optional")}
    settings["dtype"] = "float32"
    if "batch_shape" in settings:
        settings["batch_input_shape"] = settings.pop("batch_shape")
    return {"class_name": layer["class_name"], "config": settings}


def as_keras_2(path: Path) -> None:
    """Give an .h5 file of Keras 3 the metadata of Keras 2.15."""
    with h5py.File(path, "r+") as file:
        model = json.loads(file.attrs["model_config"])
        layers = [layer_of_keras_2(layer) for layer in model["config"]["layers"]]
        file.attrs["model_config"] = json.dumps(
            {"class_name": "Sequential", "config": {"name": model["config"]["name"], "layers": layers}}
        )
        file.attrs["training_config"] = json.dumps(
            {
                "loss": "mse",
                "metrics": [["mae"]],
                "weighted_metrics": None,
                "loss_weights": None,
                "optimizer_config": {"class_name": "Adam", "config": OPTIMIZER},
            }
        )
        file.attrs["keras_version"] = "2.15.0"


def main() -> None:
    """Train on the temperature of an oven and write the file."""
    keras.utils.set_random_seed(15)
    x = np.random.default_rng(15).uniform(0, 1, (512, 3)).astype("float32")
    y = 20 + 180 * x[:, 0] + 40 * x[:, 1] * x[:, 2]
    layers = [keras.layers.Dense(8, activation="relu", name="hidden"), keras.layers.Dense(1, name="temperature")]
    model = keras.Sequential([keras.Input((3,), name="settings"), *layers])
    model.compile(keras.optimizers.Adam(0.05), "mse", metrics=["mae"])
    model.fit(x, y, epochs=60, verbose=0)
    model.save(FILE, include_optimizer=False)
    as_keras_2(FILE)


if __name__ == "__main__":
    main()
