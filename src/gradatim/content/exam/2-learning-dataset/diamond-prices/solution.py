"""Reference answer: a small dense network whose last layer is an exponential, as prices grow by factors."""

import keras
import numpy as np
import pandas as pd

INPUTS = ["carat", "cut", "color", "clarity", "depth", "table", "x", "y", "z"]
WORDS = {  # from worst to best; the model is given a word's place, counted from 0
    "cut": ["Fair", "Good", "Very Good", "Premium", "Ideal"],
    "color": ["J", "I", "H", "G", "F", "E", "D"],
    "clarity": ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"],
}
EPOCHS = 30
BATCH = 64

table = pd.read_csv("data/diamonds.csv")
for column, words in WORDS.items():
    table[column] = table[column].map(words.index)
stones = table[INPUTS].to_numpy("float32")  # (rows, 9), as the grader gives them to the model
prices = table[["price"]].to_numpy("float32")  # (rows, 1), US dollars


def solution_model() -> keras.Model:
    """Build and train the model."""
    # Inside the model, because the grader scales nothing.
    normalization = keras.layers.Normalization()
    normalization.adapt(stones)
    model = keras.Sequential(
        [
            keras.Input((len(INPUTS),), name="stone"),
            normalization,
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(64, activation="relu"),
            # A better colour adds a share of the price, not an amount; it starts from the typical price.
            keras.layers.Dense(
                1,
                activation="exponential",
                bias_initializer=keras.initializers.Constant(float(np.log(prices).mean())),
                name="dollars",
            ),
        ]
    )
    steps = EPOCHS * -(-len(stones) // BATCH)
    model.compile(
        # Ending with a rate near zero lets the weights settle, so no epoch need be picked.
        optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(3e-3, steps)),
        loss="mean_absolute_error",
    )
    model.fit(stones, prices, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
