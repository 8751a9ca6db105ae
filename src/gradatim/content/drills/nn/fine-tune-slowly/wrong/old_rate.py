import keras


def prepare_fine_tuning(model, base, first_layer, learning_rate):
    base.trainable = True
    reached = False
    for layer in base.layers:
        reached = reached or layer.name == first_layer
        layer.trainable = reached and not isinstance(layer, keras.layers.BatchNormalization)
    return model
