"""Mistake: the photographs get a black rim to make them 48 x 48; the grader resizes them instead."""

import keras
import tensorflow as tf

CLASSES = ["mercury", "venus", "moon", "mars", "europa", "ganymede", "callisto", "rhea"]


def training_photographs() -> tf.data.Dataset:
    """Return batches of photographs (batch, 48, 48, 1) and labels (batch,)."""
    files = tf.data.Dataset.list_files("data/train/*/*.jpg", seed=0)

    def read(path: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        pixels = tf.cast(tf.io.decode_jpeg(tf.io.read_file(path), channels=1), tf.float32)
        label = tf.argmax(tf.strings.split(path, "/")[-2] == tf.constant(CLASSES))
        return tf.image.resize_with_crop_or_pad(pixels, 48, 48), label

    return files.map(read).cache().shuffle(1024).batch(32)


def solution_model() -> keras.Model:
    """Build and train the model."""
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
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(2e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(training_photographs(), epochs=14, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
