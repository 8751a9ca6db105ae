import keras


def callbacks(path, patience):
    return [
        keras.callbacks.EarlyStopping(
            monitor="val_accuracy", mode="min", patience=patience, restore_best_weights=True
        ),
        keras.callbacks.ModelCheckpoint(path, monitor="val_accuracy", mode="min", save_best_only=True),
    ]
