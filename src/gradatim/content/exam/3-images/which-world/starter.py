"""Which world is this? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import tensorflow as tf

TRAIN_FOLDER = "data/train"
IMAGE_SIZE = (48, 48)
# The order is part of the task, from the Sun outwards: the first probability is of Mercury, the last of Rhea.
CLASSES = ["mercury", "venus", "moon", "mars", "europa", "ganymede", "callisto", "rhea"]


def training_photographs() -> tf.data.Dataset:
    """Return batches of photographs (batch, 48, 48, 1), float32 from 0 to 255, and labels (batch,), 0 to 7."""
    return keras.utils.image_dataset_from_directory(
        TRAIN_FOLDER, class_names=CLASSES, color_mode="grayscale", image_size=IMAGE_SIZE, batch_size=32
    )


def solution_model() -> keras.Model:
    """Return a trained model: photograph in, eight probabilities out."""
    model = keras.Sequential(
        [
            keras.Input((*IMAGE_SIZE, 1), name="photograph"),
            # YOUR CODE: scaling, convolutions, pooling, and something against overfitting.
            keras.layers.Flatten(),
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    # YOUR CODE: train on training_photographs(), and keep some aside to see how well the model does on new ones.
    # Keep whole squares aside (column "block" of data/train.csv): neighbours look alike.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
