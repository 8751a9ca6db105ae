"""Sort a photo archive. Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import tensorflow as tf

TRAIN_FOLDER = "data/train"
IMAGE_SIZE = (224, 224)
# The order is part of the task: the first probability is of an animal, the last of a power plant.
CLASSES = ["animal", "building", "fish", "object", "power"]


def training_photographs() -> tf.data.Dataset:
    """Return batches of photographs (batch, 224, 224, 3), float32 from 0 to 255, and labels (batch,), 0 to 4."""
    return keras.utils.image_dataset_from_directory(
        TRAIN_FOLDER, class_names=CLASSES, image_size=IMAGE_SIZE, batch_size=16
    )


def pretrained_network() -> keras.Model:
    """Return EfficientNet-Lite0: photographs (batch, 224, 224, 3) in, features (batch, 7, 7, 1280) out."""
    return keras.models.load_model("data/features.keras")


def solution_model() -> keras.Model:
    """Return a trained model: photograph in, five probabilities out."""
    model = keras.Sequential(
        [
            keras.Input((*IMAGE_SIZE, 3), name="image"),
            # YOUR CODE: about 120 photographs are too few to learn to see from. Put pretrained_network() to use.
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    # YOUR CODE: train on training_photographs(), and keep some aside to see how well the model does on new ones.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
