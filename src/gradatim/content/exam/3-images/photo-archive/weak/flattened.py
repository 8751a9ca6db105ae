"""Flattens the features instead of averaging them: two million weights learn half of the photographs by heart."""

import keras

CLASSES = ["animal", "building", "fish", "object", "power"]


def solution_model() -> keras.Model:
    """Build and train the model."""
    photographs = keras.utils.image_dataset_from_directory(
        "data/train",
        class_names=CLASSES,
        image_size=(224, 224),
        batch_size=16,
        validation_split=0.5,
        subset="training",
        seed=1,
    )
    network = keras.models.load_model("data/features.keras")
    network.trainable = False
    extractor = keras.Sequential([keras.Input((224, 224, 3), name="image"), network, keras.layers.Flatten()])
    head = keras.Sequential(
        [
            keras.Input((7 * 7 * 1280,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(len(CLASSES), activation="softmax"),
        ]
    )
    head.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    features = photographs.map(lambda image, label: (extractor(image), label)).cache()
    head.fit(features, epochs=20, verbose=2)
    return keras.Sequential([extractor, head])


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
