import keras


def callbacks(path, patience):
    return [
        keras.callbacks.EarlyStopping(monitor="accuracy", mode="max", patience=patience, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, monitor="accuracy", mode="max", save_best_only=True),
    ]
