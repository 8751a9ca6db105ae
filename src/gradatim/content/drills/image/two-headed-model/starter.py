import keras
from keras import layers


def build_model():
    """Return a compiled model of one thing per picture: its kind and its box."""
    inputs = keras.Input((32, 32, 1))
    x = layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
    x = layers.MaxPooling2D()(x)
    ...  # TODO: the shared layers, and the two heads that begin where they end
    model = keras.Model(inputs, {"kind": ..., "box": ...})
    ...  # TODO: compile with a loss for each output
    return model
