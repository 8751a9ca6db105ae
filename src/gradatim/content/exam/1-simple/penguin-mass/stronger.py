"""Stronger answer: eight small networks, each with weights of its own, and the mean of their curves."""

# Measured: off by 299.6 g. The median of the reference over five seeds is 300.4 g, so nothing better was found.

import keras
import pandas as pd

MEMBERS = 8
EPOCHS = 60
BATCH = 32

penguins = pd.read_csv("data/penguins.csv")
flipper_length = penguins[["flipper_length_mm"]].to_numpy("float32")
body_mass = penguins[["body_mass_g"]].to_numpy("float32")


def solution_model() -> keras.Model:
    """Build and train the model."""
    inputs = keras.Input((1,), name="flipper_length")
    standardise = keras.layers.Normalization()
    standardise.adapt(flipper_length)
    to_grams = keras.layers.Rescaling(scale=float(body_mass.std()), offset=float(body_mass.mean()))
    length = standardise(inputs)
    members = [keras.layers.Dense(16, activation="relu")(length) for _ in range(MEMBERS)]
    answers = [to_grams(keras.layers.Dense(1)(features)) for features in members]

    # Each member is held to the masses by itself: trained on their mean, they would be one wide network.
    ensemble = keras.Model(inputs, answers)
    steps = EPOCHS * -(-len(flipper_length) // BATCH)
    ensemble.compile(
        optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(2e-2, steps)),
        loss=["mean_absolute_error"] * MEMBERS,
    )
    ensemble.fit(flipper_length, [body_mass] * MEMBERS, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return keras.Model(inputs, keras.layers.Average()(answers))


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
