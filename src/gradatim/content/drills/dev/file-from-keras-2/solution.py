import keras


def convert(old, new):
    """Read a model file of Keras 2 and write it as a .keras file, compiled for regression."""
    model = keras.models.load_model(old, compile=False)
    model.compile(optimizer=keras.optimizers.Adam(0.001), loss="mse", metrics=["mae"])
    model.save(new)
