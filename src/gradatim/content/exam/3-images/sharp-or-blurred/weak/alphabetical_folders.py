"""Mistake: no class names are given, so "blurred", first from A to Z, becomes 0, and the model says how sharp it is."""

import keras


def solution_model() -> keras.Model:
    """Build and train the model."""
    pictures = keras.utils.image_dataset_from_directory(
        "data/train", label_mode="binary", image_size=(96, 96), batch_size=32
    )
    model = keras.Sequential(
        [
            keras.Input((96, 96, 3), name="picture"),
            keras.layers.RandomFlip("horizontal_and_vertical"),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(16, 3, padding="same", use_bias=False),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
            keras.layers.Conv2D(32, 3, strides=2, padding="same", use_bias=False),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
            keras.layers.Conv2D(48, 3, strides=2, padding="same", use_bias=False),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 14 * int(pictures.cardinality()))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(pictures.cache(), epochs=14, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
