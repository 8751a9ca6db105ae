import keras


def with_augmentation(base):
    """Return a model that mirrors and shifts pictures at random in training, then calls `base`."""
    return keras.Sequential(
        [
            keras.Input(base.input_shape[1:]),
            keras.layers.RandomFlip("horizontal"),
            keras.layers.RandomTranslation(0.1, 0.1, fill_mode="nearest"),
            base,
        ]
    )
