import keras


def callbacks(path, patience):
    return [
        keras.callbacks.EarlyStopping(monitor="val_accuracy", mode="max", patience=patience),
        keras.callbacks.ModelCheckpoint(path, monitor="val_accuracy", mode="max", save_best_only=True),
    ]
