"""Stronger answer: six networks, taught that rare classes count more, as they do in the metric; their mean."""

# Measured: 0.770; the reference's median is 0.772, so nothing better was found.

import json
from pathlib import Path

import keras
import numpy as np

CLASSES = ["VF", "F", "M", "L"]
PROTOCOLS = list("ACDEFGHIJKLMNO")
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MEMBERS = 6
EPOCHS = 40
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
# Macro F1 gives all classes the same weight; the root lies between that and how frequent they are.
weights = np.sqrt(len(labels) / np.bincount(labels))[labels]


def member(features):
    """Return the probabilities of one network of the ensemble."""
    features = keras.layers.Dense(128, activation="relu")(features)
    features = keras.layers.Dropout(0.1)(features)
    features = keras.layers.Dense(128, activation="relu")(features)
    return keras.layers.Dense(len(CLASSES), activation="softmax")(features)


def solution_model() -> keras.Model:
    """Build and train the model."""
    job = keras.Input((7,), name="job")
    protocol = keras.layers.CategoryEncoding(len(PROTOCOLS), output_mode="one_hot")(job[:, 0:1])
    # Amounts span four powers of ten; their logarithms are spread evenly.
    logarithms = keras.ops.log1p(keras.layers.Concatenate()([job[:, 1:4], job[:, 6:7]]))
    normalization = keras.layers.Normalization()
    normalization.adapt(np.log1p(inputs[:, [1, 2, 3, 6]]))
    amounts = normalization(logarithms)
    features = keras.layers.Concatenate()([protocol, amounts])
    answers = [member(features) for _ in range(MEMBERS)]

    # Each member is held to the classes by itself: trained on their mean, they would be one wide network.
    ensemble = keras.Model(job, answers)
    rate = keras.optimizers.schedules.CosineDecay(2e-3, EPOCHS * -(-len(inputs) // BATCH))
    ensemble.compile(
        optimizer=keras.optimizers.AdamW(rate, weight_decay=0.01),
        loss=["sparse_categorical_crossentropy"] * MEMBERS,
    )
    ensemble.fit(
        inputs, [labels] * MEMBERS, sample_weight=[weights] * MEMBERS, batch_size=BATCH, epochs=EPOCHS, verbose=2
    )
    return keras.Model(job, keras.layers.Average()(answers))


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
