import keras


def prepare_fine_tuning(model, base, first_layer, learning_rate):
    """Unfreeze the base from `first_layer` on, but for batch normalisation, and compile with a small rate."""
    ...  # TODO: which layers of the base learn?
    model.compile(...)  # TODO: changes of `trainable` count from the next compile on
    return model


if __name__ == "__main__":
    for layer in keras.models.load_model("clothes8.keras").layers:
        print(layer.name, layer.trainable)
