"""Mistake: a sensible network whose training ends after a few epochs, while it still gets better with each."""

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
            keras.layers.RandomFlip("horizontal_and_vertical"),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(pictures.cache(), epochs=6, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
