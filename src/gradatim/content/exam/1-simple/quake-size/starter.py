"""How strong was the earthquake? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import json
from pathlib import Path

import keras
import numpy as np

REPORTED = ["nst", "dmin", "rms", "gap"]

quakes = json.loads(Path("data/quakes.json").read_text(encoding="utf-8"))["features"]
depth = np.array([[quake["geometry"]["coordinates"][2]] for quake in quakes], dtype="float32")
# None becomes NaN here; the grader gives -1 for a number that was not reported.
numbers = np.array([[quake["properties"][name] for name in REPORTED] for quake in quakes], dtype="float32")
reports = np.concatenate([depth, numbers], axis=1)  # (rows, 5), in this order
magnitude = np.array([[quake["properties"]["mag"]] for quake in quakes], dtype="float32")  # (rows, 1)


def solution_model() -> keras.Model:
    """Return a trained model: depth and four numbers of the report in, magnitude out."""
    model = keras.Sequential(
        [
            keras.Input((1 + len(REPORTED),), name="report"),
            # YOUR CODE: the layers. Look at the ranges of the columns, and at how many numbers are missing where.
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mean_absolute_error")
    # YOUR CODE: train the model with model.fit(), and keep some earthquakes aside to see how well it does on new ones.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
