"""Mistake: a wide dense layer with weights of its own for every pixel, so the pictures are learnt by heart."""

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
            keras.layers.Rescaling(1 / 127.5, offset=-1),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(3e-4), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(pictures.cache(), epochs=40, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
