"""Reference answer: a small convolutional network, trained on photographs that are mirrored anew in each epoch."""

import keras
import tensorflow as tf

TRAIN_FOLDER = "data/train"
IMAGE_SIZE = (48, 48)
CLASSES = ["mercury", "venus", "moon", "mars", "europa", "ganymede", "callisto", "rhea"]
EPOCHS = 30


def training_photographs() -> tf.data.Dataset:
    """Read all photographs, grey, resized to 48 x 48; the folder names become the labels 0 to 7."""
    photographs = keras.utils.image_dataset_from_directory(
        TRAIN_FOLDER, class_names=CLASSES, color_mode="grayscale", image_size=IMAGE_SIZE, batch_size=None, shuffle=False
    )
    # They fit in memory: decode them once, then shuffle and batch anew in each epoch.
    return photographs.cache().shuffle(1024).batch(32).prefetch(tf.data.AUTOTUNE)


def convolution(filters: int, size: int = 3, strides: int = 1) -> list[keras.layers.Layer]:
    """Look for patterns; normalising them by batch makes so short a training go further."""
    return [
        keras.layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=False),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
    ]


def solution_model() -> keras.Model:
    """Build and train the model."""
    photographs = training_photographs()
    model = keras.Sequential(
        [
            keras.Input((*IMAGE_SIZE, 1), name="photograph"),
            # Ground that is mirrored is ground of the same world, so each photograph can be learnt from four sides.
            keras.layers.RandomFlip("horizontal_and_vertical"),
            # The grader sends 0..255, so the scaling belongs inside the model.
            keras.layers.Rescaling(1 / 255),
            *convolution(24, size=5, strides=2),
            *convolution(48),
            keras.layers.MaxPooling2D(),
            *convolution(96),
            keras.layers.MaxPooling2D(),
            *convolution(96),
            # What matters is which patterns there are, not where: their mean is enough, and hard to learn by heart.
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    # A rate that falls to zero ends the training settled, so there is no best epoch to pick.
    rate = keras.optimizers.schedules.CosineDecay(3e-3, EPOCHS * int(photographs.cardinality()))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(photographs, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
