import keras


def callbacks(path, patience):
    """Return what ends training when val_accuracy stalls, and what keeps the best model in a file."""
    return [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", mode="max", patience=patience, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, monitor="val_accuracy", mode="max", save_best_only=True),
    ]
