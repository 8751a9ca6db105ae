"""A wide network that learns eighty fuels of fuel-heat by heart: run in the task's category folder."""

import keras
import pandas as pd

ELEMENTS = ["carbon", "hydrogen", "oxygen", "nitrogen", "sulfur"]

fuels = pd.read_csv("data/fuels.csv").head(100)
shares, heat = fuels[ELEMENTS].to_numpy("float32"), fuels[["heat"]].to_numpy("float32")

keras.utils.set_random_seed(0)
standardise = keras.layers.Normalization()
standardise.adapt(shares[:80])
model = keras.Sequential(
    [
        keras.Input((len(ELEMENTS),), name="shares"),
        standardise,
        keras.layers.Dense(96, activation="relu"),
        keras.layers.Dense(96, activation="relu"),
        keras.layers.Dense(1),
        keras.layers.Rescaling(scale=float(heat.std()), offset=float(heat.mean())),
    ]
)
model.compile("adam", loss="mse")
model.fit(
    shares[:80],
    heat[:80],
    validation_data=(shares[80:], heat[80:]),
    batch_size=16,
    epochs=200,
    callbacks=[keras.callbacks.CSVLogger("history.csv")],
    verbose=2,
)
model.save("model.keras")
