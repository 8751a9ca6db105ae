import keras


def save_for_use(model, path):
    """Save the model for predictions only, without what its optimizer remembers."""
    small = keras.models.clone_model(model)
    small.set_weights([weight.astype("float16") for weight in model.get_weights()])
    small.save(path)
