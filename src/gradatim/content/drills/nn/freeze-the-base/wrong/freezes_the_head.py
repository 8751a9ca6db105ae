import keras


def transfer(base, classes):
    extractor = keras.Model(base.inputs, base.get_layer("features").output)
    inputs = keras.Input((28, 28, 1))
    features = extractor(inputs)
    outputs = keras.layers.Dense(classes, activation="softmax")(keras.layers.Dropout(0.3)(features))
    model = keras.Model(inputs, outputs)
    model.trainable = False
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
