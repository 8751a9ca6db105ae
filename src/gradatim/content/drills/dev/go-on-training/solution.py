import keras


def save_for_tomorrow(model, folder):
    """Save what is needed to go on training; return the path of the file."""
    path = folder / "model.keras"
    model.save(path)
    return path


def resume(path):
    """Return the model that was saved, ready to go on training where it stopped."""
    return keras.models.load_model(path)
