"""Scales the training photographs to 0..1 in the data pipeline, so the saved model does not know 0..255."""

import keras

CLASSES = ["coast", "desert", "farmland", "forest", "mountain", "snow"]


def solution_model() -> keras.Model:
    """Build and train the model."""
    photographs = keras.utils.image_dataset_from_directory(
        "data/train", class_names=CLASSES, image_size=(64, 64), batch_size=32
    )
    photographs = photographs.map(lambda image, label: (image / 255.0, label))
    model = keras.Sequential(
        [
            keras.Input((64, 64, 3), name="image"),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(photographs.cache(), epochs=15, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
