import keras


def convert(old, new):
    """Read a model file of Keras 2 and write it as a .keras file, compiled for regression."""
    model = keras.models.load_model(old)  # TODO: this raises; and nothing is written yet
