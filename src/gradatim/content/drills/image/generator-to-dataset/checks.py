import shutil
from pathlib import Path

import numpy as np
import tensorflow as tf
from checking import require, require_close
from PIL import Image


def make_folder():
    """Three classes of 3, 4 and 3 pictures of 48 x 32 pixels."""
    shutil.rmtree("made", ignore_errors=True)
    rng = np.random.default_rng(6)
    for name, count in (("b", 3), ("A", 4), ("10", 3)):
        (Path("made") / name).mkdir(parents=True)
        for number in range(count):
            Image.fromarray(rng.integers(0, 256, (48, 32, 3), dtype="uint8")).save(f"made/{name}/{number}.png")
    return "made"


def both(answer):
    """Return the old generator's batches and the answer's."""
    folder = make_folder()
    generator = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)
    old = generator.flow_from_directory(folder, target_size=(24, 16), batch_size=4, shuffle=False)
    dataset = answer.load(folder)
    require(
        isinstance(dataset, tf.data.Dataset),
        expected="load to return a tf.data.Dataset",
        received=dataset,
        look="Return what image_dataset_from_directory gives, or what you mapped from it.",
    )
    return [old[number] for number in range(len(old))], list(dataset.as_numpy_iterator())


def check_shapes(answer):
    """Batches hold 4 pictures of 24 x 16 and one-hot labels."""
    old, new = both(answer)
    shapes = [tuple(part.shape for part in batch) for batch in new]
    require(
        shapes == [(x.shape, y.shape) for x, y in old],
        expected="batches of 4, 4 and 2 pictures (24, 16, 3) with one-hot labels of shape (4, 3), then (2, 3)",
        received=f"{shapes}",
        look="Which argument of the new function says how labels look, and what is its default?",
    )


def check_scale(answer):
    """Values lie from 0 to 1."""
    _, new = both(answer)
    require(
        0.9 < new[0][0].max() <= 1.0,
        expected="values from 0 to 1",
        received=f"values up to {float(new[0][0].max()):.4g}",
        look="The new function does not scale; a layer mapped over the pictures does.",
    )
    require(
        new[0][0].dtype == np.float32,
        expected="pictures of type float32",
        received=str(new[0][0].dtype),
        look="Keras' layers give float32.",
    )


def check_same_order(answer):
    """The labels come in the old order, once."""
    old, new = both(answer)
    require_close(
        np.concatenate([labels for _, labels in new]).argmax(axis=1),
        np.concatenate([labels for _, labels in old]).argmax(axis=1),
        what="the labels",
        expected="the labels in the order of the files",
        look="Both functions shuffle unless they are told not to.",
    )


def check_same_pixels(answer):
    """Each picture has the old pixels."""
    old, new = both(answer)
    require_close(
        np.concatenate([images for images, _ in new]),
        np.concatenate([images for images, _ in old]),
        what="the pictures",
        expected="the same pixels as from the old generator",
        tolerance=1e-4,
        look="Both make 48 x 32 smaller to 24 x 16: by which interpolation, unless told otherwise?",
    )
