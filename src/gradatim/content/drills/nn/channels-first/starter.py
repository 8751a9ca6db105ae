import keras
import numpy as np


def prepare(photos):
    """Turn uint8 photographs (n, 3, rows, columns) into float32 (n, rows, columns, 3) from 0 to 1."""
    n, channels, rows, columns = photos.shape
    return photos.reshape(n, rows, columns, channels).astype("float32") / 255.0


def build_model(inputs, classes):
    """Return a classifier for prepared photographs."""
    return keras.Sequential(
        [
            keras.Input(inputs.shape),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )


photos = np.random.default_rng(1).integers(0, 256, size=(16, 3, 48, 48), dtype="uint8")
model = build_model(prepare(photos), classes=6)
print(model.output_shape)
