"""Stronger answer: the reference's network, trained on turned pictures too, looks at each picture from eight sides."""

import keras
import tensorflow as tf

TRAIN_FOLDER = "data/train"
IMAGE_SIZE = (96, 96)
CLASSES = ["sharp", "blurred"]
EPOCHS = 14


def turned(picture: tf.Tensor, label: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Turn a picture by quarters at random: that moves pixels and softens none."""
    quarters = tf.random.uniform((), maxval=4, dtype="int32")
    return tf.ensure_shape(tf.image.rot90(picture, quarters), (*IMAGE_SIZE, 3)), label


def training_pictures() -> tf.data.Dataset:
    """Read all pictures, resized to 96 x 96; the folder names become the labels 0 (sharp) and 1 (blurred)."""
    pictures = keras.utils.image_dataset_from_directory(
        TRAIN_FOLDER, class_names=CLASSES, label_mode="binary", image_size=IMAGE_SIZE, batch_size=None, shuffle=False
    )
    # They fit in memory: decode them once, then shuffle, turn and batch anew in each epoch.
    return pictures.cache().shuffle(1024).map(turned).batch(32).prefetch(tf.data.AUTOTUNE)


def convolution(filters: int, strides: int) -> list[keras.layers.Layer]:
    """Look for patterns; normalising them by batch makes so short a training go further."""
    return [
        keras.layers.Conv2D(filters, 3, strides=strides, padding="same", use_bias=False),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
    ]


def network() -> keras.Sequential:
    """Return the network that is trained: picture in, probability out."""
    return keras.Sequential(
        [
            keras.Input((*IMAGE_SIZE, 3)),
            # A mirrored picture is as sharp as before. Zooming or turning it a little would soften it: not here.
            keras.layers.RandomFlip("horizontal_and_vertical"),
            # The grader sends 0..255, so the scaling belongs inside the model.
            keras.layers.Rescaling(1 / 255),
            # Blur is missing detail from one pixel to the next, so the first layer sees every pixel.
            *convolution(16, strides=1),
            *convolution(32, strides=2),
            *convolution(48, strides=2),
            *convolution(64, strides=2),
            # What matters is how much detail there is, not where.
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


def solution_model() -> keras.Model:
    """Train the network, return it with eight looks at each picture."""
    pictures = training_pictures()
    trained = network()
    # A rate that falls to zero ends the training settled, so there is no best epoch to pick.
    rate = keras.optimizers.schedules.CosineDecay(3e-3, EPOCHS * int(pictures.cardinality()))
    trained.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy", metrics=["accuracy"])
    trained.fit(pictures, epochs=EPOCHS, verbose=2)

    picture = keras.Input((*IMAGE_SIZE, 3), name="picture")
    quarters = [keras.ops.rot90(picture, k=number, axes=(1, 2)) for number in range(4)]
    looks = quarters + [look[:, :, ::-1] for look in quarters]
    return keras.Model(picture, keras.layers.Average()([trained(look) for look in looks]))


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
