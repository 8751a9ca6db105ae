"""Make the dataset `fashion-mnist` from the package that carries it.

Source: the Debian package `dataset-fashion-mnist`, version 0.0~git20200523.55506a9-1. Get and unpack it, without
installing anything, with

    apt-get download dataset-fashion-mnist
    dpkg-deb -x dataset-fashion-mnist_*.deb fashion-mnist
    python scripts/datasets/fashion_mnist.py fashion-mnist

Of the 60,000 training images the first 1,000 of each class are taken, in the source's order and uncut, which keeps
the file under 5 MB. NumPy compresses them; PNG and xz would be a tenth smaller, but the grader would need another
package for the first and six times as long for the second.

With `--picture` it also draws the picture of the data that the task `clothes` shows, from images that are not shipped.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "fashion-mnist"
PICTURE = CONTENT / "exam" / "2-learning-dataset" / "clothes" / "data.png"
IMAGES_PER_CLASS = 1000
IMAGES_SHOWN = 8
CLASSES = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")
IMAGES_MAGIC = 2051
LABELS_MAGIC = 2049

Bytes = npt.NDArray[np.uint8]


def read_idx(path: Path, magic: int) -> Bytes:
    """Return the array of a gzipped IDX file: four bytes of magic number, the axes' lengths, then the bytes.

    Raises:
        ValueError: It is another kind of file.
    """
    content = gzip.decompress(path.read_bytes())
    if int.from_bytes(content[:4]) != magic:
        raise ValueError(f"Expected magic number {magic} in {path}. Received: {int.from_bytes(content[:4])}")
    axes = content[3]
    shape = tuple(int.from_bytes(content[4 * axis : 4 * axis + 4]) for axis in range(1, axes + 1))
    return np.frombuffer(content, np.uint8, offset=4 * (axes + 1)).reshape(shape)


def draw(images: Bytes, labels: Bytes) -> None:
    """Draw some images of each class that come after the shipped ones, ten rows in two columns."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.4, 3), layout="constrained")
    for label, (axes, name) in enumerate(zip(figure.subplots(5, 2).ravel(), CLASSES, strict=True)):
        shown = np.flatnonzero(labels == label)[IMAGES_PER_CLASS : IMAGES_PER_CLASS + IMAGES_SHOWN]
        axes.imshow(np.hstack(list(images[shown])), cmap="gray", vmin=0, vmax=255)
        axes.set_ylabel(f"{label} {name}", rotation=0, ha="right", va="center", fontsize=8)
        axes.set(xticks=[], yticks=[])
    figure.savefig(PICTURE, dpi=110, metadata={"Software": None})


def main() -> None:
    """Write the shipped file and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked Debian package")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    source = arguments.package / "usr" / "share" / "datasets" / "fashion-mnist"
    images = read_idx(source / "train-images-idx3-ubyte.gz", IMAGES_MAGIC)
    labels = read_idx(source / "train-labels-idx1-ubyte.gz", LABELS_MAGIC)
    taken = np.sort(
        np.concatenate([np.flatnonzero(labels == label)[:IMAGES_PER_CLASS] for label in range(len(CLASSES))])
    )
    target = FOLDER / "clothes.npz"
    np.savez_compressed(target, images=images[taken], labels=labels[taken], source_rows=taken.astype(np.int32))
    content = target.read_bytes()
    print(f'path = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')
    if arguments.picture:
        draw(images, labels)


if __name__ == "__main__":
    main()
