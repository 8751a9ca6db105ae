"""Writes the files of `histories/`: small real trainings, each with one thing wrong with its course, or nothing.

Usage: python make_histories.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import keras
import numpy as np

ROWS = 400


def data(rows: int, noise: float) -> tuple[Any, Any]:
    """Return ten columns and a value that depends on three of them."""
    generator = np.random.default_rng(3)
    inputs = generator.normal(0, 1, (rows, 10)).astype("float32")
    target = np.sin(2 * inputs[:, 0]) + inputs[:, 1] * inputs[:, 2] + generator.normal(0, noise, rows)
    return inputs, target[:, None].astype("float32")


def train(
    file: Path,
    optimizer: keras.optimizers.Optimizer,
    epochs: int,
    *,
    rows: int = ROWS,
    width: int = 64,
    noise: float = 0.1,
    validation: float = 0.25,
    activation: str | None = "relu",
    metrics: tuple[str, ...] = (),
) -> None:
    """Train a small network and let CSVLogger write its course, unless it is there already."""
    if file.exists():
        return
    keras.utils.set_random_seed(1)
    inputs, target = data(rows, noise)
    layers = [keras.layers.Dense(width, activation=activation), keras.layers.Dense(width, activation=activation)]
    model = keras.Sequential([keras.Input((10,)), *layers, keras.layers.Dense(1)])
    model.compile(optimizer=optimizer, loss="mse", metrics=list(metrics))
    logger = keras.callbacks.CSVLogger(file)
    model.fit(inputs, target, epochs=epochs, validation_split=validation, callbacks=[logger], verbose=0)


def main() -> None:
    """Write the files that are missing."""
    folder = Path(sys.argv[1])
    adam, sgd = keras.optimizers.Adam, keras.optimizers.SGD
    cosine, growing = keras.optimizers.schedules.CosineDecay, keras.optimizers.schedules.ExponentialDecay
    train(folder / "diverged-to-nan.csv", sgd(3.0), 12)
    train(folder / "diverged.csv", adam(growing(1e-3, 10, 1.5)), 12, validation=0.0)
    train(folder / "rate-too-high.csv", adam(0.15), 25, validation=0.0, metrics=("mae",))
    train(folder / "validation-turning-up-3.csv", adam(0.07), 25, rows=160, noise=0.05)
    train(folder / "validation-turning-up.csv", adam(3e-3), 40, rows=80, width=128, noise=0.5)
    train(folder / "good-gap-without-upturn.csv", adam(1e-3), 60, rows=150, width=256, noise=0.6, metrics=("mae",))
    train(folder / "validation-turning-up-2.csv", adam(1e-3), 25, rows=100, width=128, noise=0.8, metrics=("mae",))
    train(folder / "rate-too-low.csv", adam(1e-6), 20)
    train(folder / "rate-too-low-2.csv", sgd(1e-5), 30, validation=0.0)
    train(folder / "stopped-too-early.csv", adam(1e-3), 8, noise=0.05)
    train(folder / "stopped-too-early-2.csv", sgd(3e-3), 12, validation=0.0, noise=0.05)
    train(folder / "plateaued.csv", adam(1e-2), 40, activation=None, rows=2000, validation=0.0)
    train(folder / "plateaued-2.csv", adam(0.3), 40)
    train(folder / "good.csv", adam(cosine(5e-3, 40 * 47)), 40, rows=2000)
    train(folder / "good-2.csv", adam(cosine(3e-3, 30 * 94)), 30, rows=4000, noise=0.3, metrics=("mae",))
    train(folder / "good-3.csv", adam(cosine(5e-3, 25 * 125)), 25, rows=4000, noise=0.2, validation=0.0)


if __name__ == "__main__":
    main()
