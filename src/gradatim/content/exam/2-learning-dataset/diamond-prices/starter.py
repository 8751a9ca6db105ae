"""What is this diamond worth? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import pandas as pd

INPUTS = ["carat", "cut", "color", "clarity", "depth", "table", "x", "y", "z"]
WORDS = {  # from worst to best; the model is given a word's place, counted from 0
    "cut": ["Fair", "Good", "Very Good", "Premium", "Ideal"],
    "color": ["J", "I", "H", "G", "F", "E", "D"],
    "clarity": ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"],
}

table = pd.read_csv("data/diamonds.csv")
for column, words in WORDS.items():
    table[column] = table[column].map(words.index)
stones = table[INPUTS].to_numpy("float32")  # (rows, 9), as the grader gives them to the model
prices = table[["price"]].to_numpy("float32")  # (rows, 1), US dollars


def solution_model() -> keras.Model:
    """Return a trained model: nine unscaled numbers in, US dollars out."""
    model = keras.Sequential(
        [
            keras.Input((len(INPUTS),), name="stone"),
            # YOUR CODE: carats and millimetres are of different sizes, and prices run into thousands.
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mean_absolute_error")
    # YOUR CODE: train on stones and prices, and keep some aside to see how far off the model is on new ones.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
