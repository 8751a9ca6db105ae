"""Reference answer: a small convolutional network, trained on photographs that are mirrored and turned."""

import keras
import tensorflow as tf

TRAIN_FOLDER = "data/train"
IMAGE_SIZE = (64, 64)
CLASSES = ["coast", "desert", "farmland", "forest", "mountain", "snow"]
EPOCHS = 30


def training_photographs() -> tf.data.Dataset:
    """Read all photographs, resized to 64 x 64; the folder names become the labels 0 to 5."""
    photographs = keras.utils.image_dataset_from_directory(
        TRAIN_FOLDER, class_names=CLASSES, image_size=IMAGE_SIZE, batch_size=None, shuffle=False
    )
    # They fit in memory: decode them once, then shuffle and batch anew in each epoch.
    return photographs.cache().shuffle(1024).batch(32).prefetch(tf.data.AUTOTUNE)


def convolution(filters: int) -> list[keras.layers.Layer]:
    """Look for patterns, then halve the resolution."""
    return [
        keras.layers.Conv2D(filters, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
    ]


def solution_model() -> keras.Model:
    """Build and train the model."""
    photographs = training_photographs()
    model = keras.Sequential(
        [
            keras.Input((*IMAGE_SIZE, 3), name="image"),
            # From above there is no "up": mirrored or turned, a tile still shows the same land.
            keras.layers.RandomFlip("horizontal_and_vertical"),
            keras.layers.RandomRotation(0.5, fill_mode="reflect"),
            # The grader sends 0..255, so the scaling belongs inside the model.
            keras.layers.Rescaling(1 / 255),
            *convolution(16),
            *convolution(32),
            *convolution(64),
            *convolution(64),
            keras.layers.Flatten(),
            keras.layers.Dropout(0.4),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    # A rate that falls to zero ends the training settled, so there is no best epoch to pick.
    rate = keras.optimizers.schedules.CosineDecay(1e-3, EPOCHS * int(photographs.cardinality()))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(photographs, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
