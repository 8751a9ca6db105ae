import keras


def save_for_use(model, path):
    """Save the model for predictions only, without what its optimizer remembers."""
    keras.models.clone_model(model).save(path)
