"""Train the two models of the drill `shifted-clothes`, a dense and a convolutional one, alike on centred clothes.

They learn 3,000 pictures of Fashion-MNIST; the drill measures on others. Name the folder to write to:

    python scripts/drills/shifted_clothes.py src/gradatim/content/drills/image/shifted-clothes/files
"""

from __future__ import annotations

import argparse
from pathlib import Path

import keras
import numpy as np

DATA = Path("src/gradatim/content/datasets/fashion-mnist/clothes.npz")
TRAINING_PICTURES = 3000


def main() -> None:
    """Write dense.keras and conv.keras."""
    parser = argparse.ArgumentParser(description="Train the models of the drill shifted-clothes.")
    parser.add_argument("folder", type=Path, help="the drill's folder of files")
    folder = parser.parse_args().folder
    images, labels = shuffled()
    for name, layers in {"dense": dense_layers(), "conv": conv_layers()}.items():
        keras.utils.set_random_seed(1)
        model = keras.Sequential([keras.Input((28, 28, 1)), *layers, keras.layers.Dense(10, activation="softmax")])
        model.compile(keras.optimizers.Adam(0.003), "sparse_categorical_crossentropy", metrics=["accuracy"])
        model.fit(images[:TRAINING_PICTURES], labels[:TRAINING_PICTURES], epochs=8, batch_size=64, verbose=0)
        inference = keras.Model(model.inputs, model.outputs)  # without the optimizer's memory
        inference.save(folder / f"{name}.keras")


def shuffled() -> tuple[np.ndarray, np.ndarray]:
    """Return all pictures (10000, 28, 28, 1), values 0 to 1, and labels, in the order that the drill uses too."""
    with np.load(DATA) as data:
        order = np.random.default_rng(0).permutation(len(data["labels"]))
        return data["images"][order][..., None].astype("float32") / 255, data["labels"][order]


def dense_layers() -> list[keras.Layer]:
    """Return layers in which every pixel has weights of its own."""
    return [keras.layers.Flatten(), keras.layers.Dense(32, activation="relu")]


def conv_layers() -> list[keras.Layer]:
    """Return layers that look for the same patterns everywhere and keep the strongest."""
    return [
        keras.layers.Conv2D(16, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(32, 3, activation="relu"),
        keras.layers.GlobalMaxPooling2D(),
    ]


if __name__ == "__main__":
    main()
