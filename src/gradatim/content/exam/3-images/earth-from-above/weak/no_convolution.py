"""Feeds raw pixels to large dense layers for many epochs: the network learns its photographs by heart."""

import keras

CLASSES = ["coast", "desert", "farmland", "forest", "mountain", "snow"]


def solution_model() -> keras.Model:
    """Build and train the model."""
    photographs = keras.utils.image_dataset_from_directory(
        "data/train", class_names=CLASSES, image_size=(64, 64), batch_size=32
    )
    model = keras.Sequential(
        [
            keras.Input((64, 64, 3), name="image"),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Flatten(),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(3e-4), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(photographs.cache(), epochs=60, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
