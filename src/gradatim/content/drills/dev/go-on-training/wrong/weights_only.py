import keras


def save_for_tomorrow(model, folder):
    """Save what is needed to go on training; return the path of the file."""
    path = folder / "model.weights.h5"
    model.save_weights(path)
    return path


def resume(path):
    """Return the model that was saved, ready to go on training where it stopped."""
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    model(keras.ops.zeros((1, 3)))
    model.load_weights(path)
    model.compile(optimizer="adam", loss="mse")
    return model
