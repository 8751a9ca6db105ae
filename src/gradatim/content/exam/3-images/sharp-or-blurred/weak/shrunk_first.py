"""Mistake: the pictures are shrunk to 16 x 16 inside the model, to be quick. What tells blur is gone by then."""

import keras

CLASSES = ["sharp", "blurred"]


def solution_model() -> keras.Model:
    """Build and train the model."""
    pictures = keras.utils.image_dataset_from_directory(
        "data/train", class_names=CLASSES, label_mode="binary", image_size=(96, 96), batch_size=32
    )
    model = keras.Sequential(
        [
            keras.Input((96, 96, 3), name="picture"),
            keras.layers.Rescaling(1 / 255),
            keras.layers.AveragePooling2D(6),
            keras.layers.RandomFlip("horizontal_and_vertical"),
            keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(pictures.cache(), epochs=15, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
