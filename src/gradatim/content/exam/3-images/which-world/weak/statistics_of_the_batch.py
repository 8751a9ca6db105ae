"""Mistake: training=True stays in the batch normalisation, so an answer depends on what else is in its batch."""

import keras

CLASSES = ["mercury", "venus", "moon", "mars", "europa", "ganymede", "callisto", "rhea"]


def solution_model() -> keras.Model:
    """Build and train the model."""
    photographs = keras.utils.image_dataset_from_directory(
        "data/train", class_names=CLASSES, color_mode="grayscale", image_size=(48, 48), batch_size=32
    )
    image = keras.Input((48, 48, 1), name="photograph")
    x = keras.layers.Rescaling(1 / 255)(image)
    for filters, size, strides in ((24, 5, 2), (48, 3, 2), (96, 3, 1)):
        x = keras.layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=False)(x)
        x = keras.layers.ReLU()(keras.layers.BatchNormalization(momentum=0.9)(x, training=True))
    x = keras.layers.GlobalAveragePooling2D()(x)
    model = keras.Model(image, keras.layers.Dense(len(CLASSES), activation="softmax")(x))
    model.compile(optimizer=keras.optimizers.Adam(2e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(photographs.cache(), epochs=14, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
