"""Mistake: one layer, which takes the protocol's place in the list for an amount and cannot combine it with others."""

import json
from pathlib import Path

import keras
import numpy as np

CLASSES = ["VF", "F", "M", "L"]
PROTOCOLS = list("ACDEFGHIJKLMNO")
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

jobs = json.loads(Path("data/jobs.json").read_text(encoding="utf-8"))
inputs = np.array(
    [
        [
            PROTOCOLS.index(job["protocol"]),
            job["data"]["compounds"],
            job["data"]["input_fields"],
            job["iterations"],
            DAYS.index(job["submitted"]["day"]),
            job["submitted"]["minute"],
            job["submitted"]["jobs_pending"],
        ]
        for job in jobs
    ],
    dtype="float32",
)
labels = np.array([CLASSES.index(job["class"]) for job in jobs])


def solution_model() -> keras.Model:
    """Build and train the model."""
    normalization = keras.layers.Normalization()
    normalization.adapt(inputs)
    model = keras.Sequential(
        [
            keras.Input((7,), name="job"),
            normalization,
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(1e-2), loss="sparse_categorical_crossentropy")
    model.fit(inputs, labels, batch_size=64, epochs=15, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
