"""Mistake: prices become whole thousands by integer division, which cuts five hundred dollars off the average price."""

import keras
import pandas as pd

INPUTS = ["carat", "cut", "color", "clarity", "depth", "table", "x", "y", "z"]
WORDS = {
    "cut": ["Fair", "Good", "Very Good", "Premium", "Ideal"],
    "color": ["J", "I", "H", "G", "F", "E", "D"],
    "clarity": ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"],
}

table = pd.read_csv("data/diamonds.csv")
for column, words in WORDS.items():
    table[column] = table[column].map(words.index)
stones = table[INPUTS].to_numpy("float32")
prices = table[["price"]].to_numpy("float32") // 1000 * 1000


def solution_model() -> keras.Model:
    """Build and train the model."""
    normalization = keras.layers.Normalization()
    normalization.adapt(stones)
    model = keras.Sequential(
        [
            keras.Input((len(INPUTS),), name="stone"),
            normalization,
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1),
            keras.layers.Rescaling(scale=float(prices.std()), offset=float(prices.mean())),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(3e-3), loss="mean_absolute_error")
    model.fit(stones, prices, batch_size=64, epochs=10, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
