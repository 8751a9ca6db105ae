import keras


def prepare_fine_tuning(model, base, first_layer, learning_rate):
    base.trainable = True
    for layer in base.layers:
        if layer.name == first_layer:
            break
        layer.trainable = False
    optimizer = keras.optimizers.Adam(learning_rate)
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
