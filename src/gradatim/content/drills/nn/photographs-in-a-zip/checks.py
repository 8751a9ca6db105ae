import io
import zipfile

import numpy as np
import pandas as pd
import tensorflow as tf
from checking import require
from PIL import Image

CLASSES = ["coast", "desert", "farmland", "forest", "mountain", "snow"]


def part(rows=40, classes=None, seed=1):
    """Write a list of some photographs in mixed order and return its table."""
    table = pd.read_csv("tiles.csv")
    table = table[table["class"].isin(classes or CLASSES)].sample(rows, random_state=seed)
    table.to_csv("part.csv", index=False)
    return table.reset_index(drop=True)


def loaded(answer, batch_size=16):
    made = answer.load_tiles("tiles.zip", "part.csv", batch_size)
    pair = isinstance(made, tuple) and len(made) == 2 and isinstance(made[0], tf.data.Dataset)
    require(pair, expected="a pair: a tf.data.Dataset and the class names", received=made, look="See the last line.")
    batches = list(made[0].as_numpy_iterator())
    require(
        all(isinstance(batch, tuple) and len(batch) == 2 for batch in batches),
        expected="batches of two: images and labels",
        received=made[0].element_spec,
        look="`from_tensor_slices` takes a tuple of both.",
    )
    return batches, made[1]


def read(file):
    """Return the pixels of a photograph, 0 to 255, by another library than the answer's."""
    with zipfile.ZipFile("tiles.zip") as archive:
        return np.asarray(Image.open(io.BytesIO(archive.read(file))).convert("RGB"))


def whole(file):
    """Return the photograph, resized, as two libraries decode it: they differ by about 0.004."""
    with zipfile.ZipFile("tiles.zip") as archive:
        decoded = tf.io.decode_jpeg(archive.read(file), channels=3)
    return [tf.image.resize(pixels, (32, 32)).numpy() / 255 for pixels in (decoded, read(file).astype("float32"))]


def check_gives_one_size(answer):
    """All photographs have 32 x 32 pixels and three colours, in batches in which the last is smaller."""
    for rows, batch_size, sizes in ((40, 16, [16, 16, 8]), (9, 4, [4, 4, 1])):
        part(rows)
        shapes = [images.shape for images, _ in loaded(answer, batch_size)[0]]
        require(
            shapes == [(size, 32, 32, 3) for size in sizes],
            expected=f"batches of shape {', '.join(str((size, 32, 32, 3)) for size in sizes)} for {rows} photographs",
            received=str(shapes),
            look="Resize each photograph by itself, before they are put together.",
        )


def check_numbers_classes_by_name(answer):
    """Classes are numbered in alphabetical order, those of the list only."""
    for classes, seed in ((None, 1), (["snow", "forest", "coast"], 2)):
        table = part(40, classes, seed)
        batches, names = loaded(answer)
        wanted = sorted(set(table["class"]))
        require(
            isinstance(names, list | tuple) and list(names) == wanted,
            expected=f"the {len(wanted)} class names of the list in alphabetical order",
            received=names,
            look="Another list may begin with another class: the order must not depend on the rows.",
        )
        labels = np.concatenate([labels for _, labels in batches])
        require(
            np.issubdtype(labels.dtype, np.integer) and [wanted[label] for label in labels] == list(table["class"]),
            expected="labels that are positions in the alphabetical order of the classes, row by row of the list",
            received=labels,
            look="Compare the first labels with the first rows of the list.",
        )


def check_scales_values(answer):
    """Values lie between 0 and 1, as float32."""
    part(40)
    images = loaded(answer)[0][0][0]
    require(
        images.dtype == np.float32 and images.max() <= 1 and images.max() > 0.3,
        expected="float32 values from 0 to 1",
        received=f"{images.dtype} values from {images.min():.4g} to {images.max():.4g}",
        look="A JPEG holds values from 0 to 255; `tf.image.resize` makes floats and keeps that range.",
    )


def check_pairs_pictures_with_labels(answer):
    """Each photograph stands beside its own label."""
    table = part(40, seed=3)
    images = np.concatenate([images for images, _ in loaded(answer)[0]])
    for row, file in enumerate(table["file"]):
        mean = read(file).mean(axis=(0, 1)) / 255
        require(
            np.abs(images[row].mean(axis=(0, 1)) - mean).max() < 0.03,
            expected=f"the photograph of row {row} of the list beside its own label",
            received="another photograph, or one with other colours",
            look="In which order do you read the pictures, and in which the labels?",
        )


def check_resizes_the_whole_photograph(answer):
    """Resizing keeps the whole photograph."""
    table = part(12, seed=4)
    images = np.concatenate([images for images, _ in loaded(answer)[0]])
    for row, file in enumerate(table["file"]):
        differences = [np.abs(images[row] - truth).mean() for truth in whole(file)]
        require(
            min(differences) < 0.0012,
            expected=f"row {row} to be its whole photograph, scaled to 32 x 32 pixels",
            received=f"values that differ by {min(differences):.4f} on average",
            look="Neither cut nor pad: `tf.image.resize` fits the whole photograph in; 255 becomes 1.",
        )
