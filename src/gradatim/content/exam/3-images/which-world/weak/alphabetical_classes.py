"""Mistake: no class names are given, so the folders are numbered from A to Z instead of from the Sun outwards."""

import keras


def solution_model() -> keras.Model:
    """Build and train the model."""
    photographs = keras.utils.image_dataset_from_directory(
        "data/train", color_mode="grayscale", image_size=(48, 48), batch_size=32
    )
    model = keras.Sequential(
        [
            keras.Input((48, 48, 1), name="photograph"),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(24, 5, strides=2, padding="same", use_bias=False),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
            keras.layers.Conv2D(48, 3, padding="same", use_bias=False),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(96, 3, padding="same", use_bias=False),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(8, activation="softmax"),
        ]
    )
    rate = keras.optimizers.schedules.CosineDecay(3e-3, 16 * int(photographs.cardinality()))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(photographs.cache(), epochs=16, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
