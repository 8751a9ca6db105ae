import keras


def prepare(photos):
    return photos.T.transpose(3, 0, 1, 2).astype("float32") / 255.0


def build_model(inputs, classes):
    return keras.Sequential(
        [
            keras.Input(inputs.shape[1:]),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
