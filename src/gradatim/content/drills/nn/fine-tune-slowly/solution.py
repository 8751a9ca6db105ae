import keras


def prepare_fine_tuning(model, base, first_layer, learning_rate):
    """Unfreeze the base from `first_layer` on, but for batch normalisation, and compile with a small rate."""
    reached = False
    for layer in base.layers:
        reached = reached or layer.name == first_layer
        layer.trainable = reached and not isinstance(layer, keras.layers.BatchNormalization)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
