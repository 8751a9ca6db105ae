import keras


def build_model(height, width, classes):
    """Return a classifier of grey pictures with values 0 to 1."""
    model = keras.Sequential([keras.Input((height, width, 1))])
    for filters in [16, 32, 64]:
        model.add(keras.layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(keras.layers.MaxPooling2D(2))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(classes, activation="softmax"))
    return model
