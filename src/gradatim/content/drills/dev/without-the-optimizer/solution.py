import keras


def save_for_use(model, path):
    """Save the model for predictions only, without what its optimizer remembers."""
    model.save(path)
    keras.models.load_model(path, compile=False).save(path)
