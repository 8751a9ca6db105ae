"""Train the small base model that the drills on transfer learning and on features start from.

    python scripts/drills/freeze_the_base.py

It learns eight of the ten classes of the catalogue's Fashion-MNIST images and never sees a pullover or a coat, the two
classes that the drills transfer it to. Pixels enter as -1 to 1. The accuracy that is printed is that on a fifth of the
images, kept back. The weights differ a little from machine to machine.
"""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
from keras import layers

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
DRILLS = ("freeze-the-base", "fine-tune-slowly", "features-of-a-layer", "most-similar-clothes")
NEW_CLASSES = (2, 4)
EPOCHS = 8
BATCH = 64


def block(outputs: keras.KerasTensor, filters: int) -> keras.KerasTensor:
    """Return a convolution, batch normalisation and ReLU."""
    outputs = layers.Conv2D(filters, 3, padding="same", use_bias=False)(outputs)
    outputs = layers.BatchNormalization(momentum=0.9)(outputs)
    return layers.ReLU()(outputs)


def untrained_base(classes: int) -> keras.Model:
    """Return the network: images (28, 28, 1) from -1 to 1 to probabilities; the layer `features` gives 576 numbers."""
    inputs = keras.Input((28, 28, 1), name="pixels")
    outputs = layers.MaxPooling2D()(block(inputs, 16))
    outputs = layers.MaxPooling2D()(block(outputs, 32))
    outputs = layers.Flatten(name="features")(layers.MaxPooling2D()(block(outputs, 64)))
    return keras.Model(inputs, layers.Dense(classes, activation="softmax", name="classes")(outputs), name="clothes8")


def main() -> None:
    """Train and write the model into the folders of the drills that exist."""
    keras.utils.set_random_seed(8)
    data = np.load(CONTENT / "datasets" / "fashion-mnist" / "clothes.npz")
    old = ~np.isin(data["labels"], NEW_CLASSES)
    images = data["images"][old][..., np.newaxis].astype("float32") / 127.5 - 1.0
    labels = np.unique(data["labels"][old], return_inverse=True)[1]
    kept = len(images) // 5
    model = untrained_base(classes=8)
    rate = keras.optimizers.schedules.CosineDecay(4e-3, decay_steps=EPOCHS * (len(images) - kept) // BATCH)
    model.compile(keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(images[kept:], labels[kept:], batch_size=BATCH, epochs=EPOCHS, verbose=2)
    print("accuracy on the images kept back:", model.evaluate(images[:kept], labels[:kept], verbose=0)[1])
    # Without the optimizer's state, which nobody needs who trains the model no further, the file is a third as large.
    base = untrained_base(classes=8)
    base.set_weights(model.get_weights())
    for drill in DRILLS:
        folder = CONTENT / "drills" / "nn" / drill / "files"
        folder.mkdir(parents=True, exist_ok=True)
        base.save(folder / "clothes8.keras")


if __name__ == "__main__":
    main()
