"""Reference answer: a small convolutional network with dropout, trained with a falling rate."""

import keras
import numpy as np
import tensorflow as tf

CLASSES = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
EPOCHS = 12

with np.load("data/clothes.npz") as clothes:
    images = clothes["images"]
    labels = clothes["labels"]


def training_batches() -> tf.data.Dataset:
    """Return shuffled batches of images (batch, 28, 28, 1) and labels (batch,)."""
    examples = tf.data.Dataset.from_tensor_slices((images[..., np.newaxis].astype("float32"), labels))
    return examples.shuffle(len(images)).batch(64).prefetch(tf.data.AUTOTUNE)


def solution_model() -> keras.Model:
    """Build and train the model."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1), name="image"),
            # The grader sends 0..255, so the scaling belongs inside the model.
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            # Seven thousand pictures are few for half a million weights: drop many.
            keras.layers.Dropout(0.4),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    batches = training_batches()
    steps = EPOCHS * int(batches.cardinality())
    model.compile(
        # Ending with a rate near zero lets the weights settle, so no epoch need be picked.
        optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(2e-3, steps)),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(batches, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
