"""Learns only the character after each window: one place in a hundred of the text."""

import json
from pathlib import Path

import keras
import numpy as np

CHARACTERS = json.loads(Path("data/characters.json").read_text(encoding="utf-8"))


def solution_model() -> keras.Model:
    """Build and train the model."""
    places = {character: place for place, character in enumerate(CHARACTERS)}
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path("data/scenes").glob("*.txt"))]
    scenes = [np.array([places[character] for character in text], dtype="int32") for text in texts]
    windows = np.stack([scene[at : at + 101] for scene in scenes for at in range(0, len(scene) - 100, 100)])

    characters = keras.Input((100,), dtype="int32", name="characters")
    x = keras.layers.Embedding(len(CHARACTERS), 32)(characters[:, -6:])
    x = keras.layers.Dense(256, activation="relu")(keras.layers.Flatten()(x))
    model = keras.Model(characters, keras.layers.Dense(len(CHARACTERS), activation="softmax")(x))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(windows[:, :-1], windows[:, -1], batch_size=32, epochs=5, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
