"""Reference answer: measurements, also on a logarithmic scale, and a small network held back by dropout."""

import keras
import pandas as pd

EPOCHS = 60
BATCH = 64

cells = pd.read_csv("data/cells.csv")
good = (cells.pop("outline") == "good").to_numpy("float32")
measurements = cells.to_numpy("float32")


def symmetric_logarithm(values):
    """Return the logarithm of 1 + |values|, with the sign of the values: brightness spans five powers of ten."""
    return keras.ops.sign(values) * keras.ops.log1p(keras.ops.absolute(values))


def solution_model() -> keras.Model:
    """Build and train the model."""
    inputs = keras.Input((measurements.shape[1],), name="measurements")
    standardise = keras.layers.Normalization()
    standardise.adapt(keras.ops.convert_to_numpy(symmetric_logarithm(measurements)))
    features = standardise(symmetric_logarithm(inputs))
    features = keras.layers.Dense(64, activation="relu", kernel_regularizer=keras.regularizers.L2(1e-3))(features)
    # A thousand cells are few: without dropout the loss on new cells rises after some ten epochs.
    features = keras.layers.Dropout(0.4)(features)
    features = keras.layers.Dense(32, activation="relu", kernel_regularizer=keras.regularizers.L2(1e-3))(features)
    features = keras.layers.Dropout(0.4)(features)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(features))

    steps = EPOCHS * -(-len(measurements) // BATCH)
    model.compile(
        # Ending with a rate near zero lets the weights settle, so no epoch need be picked.
        optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(3e-3, steps)),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(measurements, good, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
