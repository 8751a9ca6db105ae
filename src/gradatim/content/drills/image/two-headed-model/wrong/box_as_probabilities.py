import keras
from keras import layers


def build_model():
    """Return a compiled model of one thing per picture: its kind and its box."""
    inputs = keras.Input((32, 32, 1))
    x = inputs
    for filters in (16, 32):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Dense(64, activation="relu")(layers.Flatten()(x))
    kind = layers.Dense(2, activation="softmax")(x)
    box = layers.Dense(4, activation="softmax")(x)
    model = keras.Model(inputs, {"kind": kind, "box": box})
    model.compile(
        keras.optimizers.Adam(0.003),
        loss={"kind": "sparse_categorical_crossentropy", "box": "mse"},
        loss_weights={"kind": 1.0, "box": 20.0},
    )
    return model
