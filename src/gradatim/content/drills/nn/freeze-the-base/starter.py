import keras


def transfer(base, classes):
    """Return a compiled classifier: the base up to `features`, frozen, with a new head."""
    extractor = keras.Model(base.inputs, base.get_layer("features").output)
    # TODO: freeze the extractor
    inputs = keras.Input((28, 28, 1))
    features = ...  # TODO: the extractor, called on the inputs like a layer
    outputs = ...  # TODO: the head
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
