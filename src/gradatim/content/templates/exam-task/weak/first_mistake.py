"""A mistake that people really make; the score and the finding that it must get are in task.toml."""

import keras


def solution_model() -> keras.Model:
    """Return a model with the mistake."""
    return keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])


if __name__ == "__main__":
    solution_model().save("model.keras")
