"""Learns the photographs by heart: many epochs, a wide dense layer on every place, nothing mirrored or dropped."""

import keras

CLASSES = ["mercury", "venus", "moon", "mars", "europa", "ganymede", "callisto", "rhea"]


def solution_model() -> keras.Model:
    """Build and train the model."""
    photographs = keras.utils.image_dataset_from_directory(
        "data/train", class_names=CLASSES, color_mode="grayscale", image_size=(48, 48), batch_size=32
    )
    model = keras.Sequential(
        [
            keras.Input((48, 48, 1), name="photograph"),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(photographs.cache(), epochs=20, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
