"""Sharp or blurred? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import tensorflow as tf

TRAIN_FOLDER = "data/train"
IMAGE_SIZE = (96, 96)
# The order is part of the task: the model gives the probability of the second one.
CLASSES = ["sharp", "blurred"]


def training_pictures() -> tf.data.Dataset:
    """Return batches of pictures (batch, 96, 96, 3), float32 from 0 to 255, and labels (batch, 1), 0 or 1."""
    return keras.utils.image_dataset_from_directory(
        TRAIN_FOLDER, class_names=CLASSES, label_mode="binary", image_size=IMAGE_SIZE, batch_size=32
    )


def solution_model() -> keras.Model:
    """Return a trained model: picture in, probability that it is blurred out."""
    model = keras.Sequential(
        [
            keras.Input((*IMAGE_SIZE, 3), name="picture"),
            # YOUR CODE: scaling, convolutions, pooling, and something against overfitting.
            keras.layers.Flatten(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    # YOUR CODE: train on training_pictures(), and keep some aside to see how well the model does on new ones.
    # Keep whole photographs aside (column "photograph" of data/train.csv): pieces of one photograph look alike.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
