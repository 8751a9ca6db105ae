"""Trains four small models on random numbers, to see how fast this machine trains.

`python train.py SECONDS` prints one JSON object a line: what the start cost, then for each kind of model how many
seconds one training step took, chunk by chunk. The kinds are the areas of the checklist, and each model is built as
the reference answers of its area are; what it learns is of no account.
"""

import json
import sys
import time

before_import = (time.perf_counter(), time.process_time())

import keras
import numpy as np
from keras import layers

FEWEST_CHUNKS = 3


def table() -> tuple[keras.Model, tuple[int, ...], int]:
    """Many cheap steps: what they cost is mostly the time between them."""
    stack = [layers.Dense(32, activation="relu"), layers.Dense(16, activation="relu"), layers.Dense(1)]
    return keras.Sequential([keras.Input((8,)), *stack]), (32, 8), 150


def images() -> tuple[keras.Model, tuple[int, ...], int]:
    """Convolutions, which use every processor."""
    stack = [
        layers.Conv2D(24, 5, strides=2, padding="same", activation="relu"),
        layers.Conv2D(48, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(1),
    ]
    return keras.Sequential([keras.Input((48, 48, 3)), *stack]), (32, 48, 48, 3), 10


def text() -> tuple[keras.Model, tuple[int, ...], int]:
    """Word vectors looked up by number, then convolved."""
    stack = [
        layers.Embedding(5000, 32),
        layers.Conv1D(64, 5, activation="relu"),
        layers.GlobalMaxPooling1D(),
        layers.Dense(1),
    ]
    return keras.Sequential([keras.Input((100,), dtype="int32"), *stack]), (32, 100), 40


def series() -> tuple[keras.Model, tuple[int, ...], int]:
    """A week of hours, convolved along time."""
    stack = [
        layers.Conv1D(32, 5, padding="same", activation="relu"),
        layers.Conv1D(64, 3, strides=4, padding="same", activation="relu"),
        layers.Flatten(),
        layers.Dense(24),
    ]
    return keras.Sequential([keras.Input((168, 4)), *stack]), (64, 168, 4), 30


KINDS = {"nn": table, "image": images, "text": text, "series": series}


def measure(kind: str, seconds: float) -> None:
    """Train in chunks of equal length until the time is up, and print what each took."""
    model, shape, steps = KINDS[kind]()
    model.compile(optimizer="adam", loss="mean_squared_error")
    rows = (shape[0] * steps, *shape[1:])
    random = np.random.default_rng(0)
    inputs = random.integers(0, 5000, rows, "int32") if kind == "text" else random.random(rows, "float32")
    targets = np.zeros((rows[0], *model.output_shape[1:]), "float32")

    def chunk() -> tuple[float, float]:
        wall, cpu = time.perf_counter(), time.process_time()
        model.fit(inputs, targets, batch_size=shape[0], verbose=0)
        return (time.perf_counter() - wall) / steps, (time.process_time() - cpu) / steps

    chunk()  # traces the training step, which is no part of it
    chunks = []
    ends = time.perf_counter() + seconds
    while len(chunks) < FEWEST_CHUNKS or time.perf_counter() < ends:
        chunks.append(chunk())
    say(kind=kind, wall=[wall for wall, _ in chunks], cpu=[cpu for _, cpu in chunks])


def say(**values: object) -> None:
    """Print one line for the doctor."""
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    wall, cpu = before_import
    say(kind="start", wall=[time.perf_counter() - wall], cpu=[time.process_time() - cpu])
    for name in KINDS:
        measure(name, float(sys.argv[1]) / len(KINDS))
