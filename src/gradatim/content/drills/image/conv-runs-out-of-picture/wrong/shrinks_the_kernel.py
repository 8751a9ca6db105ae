import keras


def build_model(height, width, classes):
    """Return a classifier of grey pictures with values 0 to 1."""
    model = keras.Sequential([keras.Input((height, width, 1))])
    for filters, kernel in [(16, 3), (32, 3), (64, 3), (64, 1)]:
        model.add(keras.layers.Conv2D(filters, kernel, padding="same", activation="relu"))
        model.add(keras.layers.MaxPooling2D(2))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(classes, activation="softmax"))
    return model
