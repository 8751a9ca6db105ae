import keras


def prepare(photos):
    n, channels, rows, columns = photos.shape
    return photos.reshape(n, rows, columns, channels).astype("float32") / 255.0


def build_model(inputs, classes):
    return keras.Sequential(
        [
            keras.Input(inputs.shape[1:]),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
