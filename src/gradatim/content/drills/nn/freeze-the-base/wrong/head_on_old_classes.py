import keras


def transfer(base, classes):
    base.trainable = False
    inputs = keras.Input((28, 28, 1))
    features = base(inputs)
    outputs = keras.layers.Dense(classes, activation="softmax")(keras.layers.Dropout(0.3)(features))
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
