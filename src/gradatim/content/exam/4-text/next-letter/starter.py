"""The next letter. Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import json
from pathlib import Path

import keras
import numpy as np

DATA = Path("data")
LENGTH = 100
# The order is part of the task: the character at place k has the id k, in the input and among the probabilities.
CHARACTERS: list[str] = json.loads((DATA / "characters.json").read_text(encoding="utf-8"))


def character_ids(text: str) -> np.ndarray:
    """Return the ids of a text's characters, exactly as the grader makes them. Leave this function as it is."""
    ids = {character: place for place, character in enumerate(CHARACTERS)}
    return np.array([ids[character] for character in text], dtype="int32")


def read_scenes() -> list[np.ndarray]:
    """Return the character ids of each scene."""
    return [character_ids(path.read_text(encoding="utf-8")) for path in sorted((DATA / "scenes").glob("*.txt"))]


def solution_model() -> keras.Model:
    """Return a trained model: 100 character ids in, the probabilities of the next character out."""
    model = keras.Sequential(
        [
            keras.Input((LENGTH,), dtype="int32", name="characters"),
            # YOUR CODE: what of the hundred characters tells the next one? Their average does not.
            keras.layers.Embedding(len(CHARACTERS), 8),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(len(CHARACTERS), activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    # YOUR CODE: cut windows and what follows them from read_scenes(), train, and keep whole scenes aside to see how
    # well the model does on new ones. A window that starts every character would be a million of them.
    return model


def generate(model: keras.Model, start: str, length: int = 300, temperature: float = 0.7) -> str:
    """Return a text that the model continues: ask for the next character, draw one, add it, ask again."""
    chance = np.random.default_rng()
    # The model was trained on whole windows, so a short start is given empty lines in front.
    text = start.rjust(LENGTH, "\n")
    for _ in range(length):
        window = character_ids(text[-LENGTH:])[np.newaxis]
        probabilities = np.asarray(model(window), dtype="float64")[0] ** (1 / temperature)
        text += chance.choice(CHARACTERS, p=probabilities / probabilities.sum())
    return text.lstrip("\n")


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
    print(generate(model, "MACBETH.\n"))
