"""Reference answer: names as indicators, amounts as standardised logarithms, and two dense layers."""

import json
from pathlib import Path

import keras
import numpy as np

CLASSES = ["VF", "F", "M", "L"]
PROTOCOLS = list("ACDEFGHIJKLMNO")
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
EPOCHS = 30
BATCH = 32

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
    job = keras.Input((7,), name="job")
    protocol = keras.layers.CategoryEncoding(len(PROTOCOLS), output_mode="one_hot")(job[:, 0:1])
    day = keras.layers.CategoryEncoding(len(DAYS), output_mode="one_hot")(job[:, 4:5])
    # Amounts span four powers of ten; their logarithms are spread evenly.
    compounds_fields_iterations = keras.ops.log1p(job[:, 1:4])
    minute, pending = job[:, 5:6], keras.ops.log1p(job[:, 6:7])
    normalization = keras.layers.Normalization()
    normalization.adapt(np.hstack([np.log1p(inputs[:, 1:4]), inputs[:, 5:6], np.log1p(inputs[:, 6:7])]))
    amounts = normalization(keras.layers.Concatenate()([compounds_fields_iterations, minute, pending]))

    features = keras.layers.Concatenate()([protocol, day, amounts])
    features = keras.layers.Dense(128, activation="relu")(features)
    features = keras.layers.Dense(128, activation="relu")(features)
    probabilities = keras.layers.Dense(len(CLASSES), activation="softmax")(features)
    model = keras.Model(job, probabilities)

    steps = EPOCHS * -(-len(inputs) // BATCH)
    # Ending with a rate near zero lets the weights settle, so no epoch need be picked.
    rate = keras.optimizers.schedules.CosineDecay(2e-3, steps)
    model.compile(
        optimizer=keras.optimizers.AdamW(rate, weight_decay=0.01),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(inputs, labels, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
