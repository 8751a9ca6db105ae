"""The data of the task: photographs in folders and the pretrained network for the candidate, pixels for the grader."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from gradatim.data.catalogue import Dataset, load_dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

CLASSES = ("animal", "building", "fish", "object", "power")
SIDE = 224
HIDDEN_SHARE = 0.42

Pixels = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Photograph:
    """One row of the dataset's table: the file in the archive, its class, and whom it is by."""

    file: str
    kind: str
    author: str
    licence: str
    source: str


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `train/<class>/*.jpg`, `train.csv` with the author and licence of each file, and `features.keras`."""
    shown = [photo for photo in _photographs(dataset) if not _is_hidden(dataset, split, photo)]
    with zipfile.ZipFile(dataset.file("photographs.zip")) as archive:
        for photo in shown:
            path = folder / "train" / photo.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(photo.file))
    with (folder / "train.csv").open("w", newline="", encoding="utf-8") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "class", "author", "licence", "source"])
        rows.writerows((photo.file, photo.kind, photo.author, photo.licence, photo.source) for photo in shown)
    shutil.copyfile(load_dataset("image-features").file("features.keras"), folder / "features.keras")


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's photographs as the grader gives them to a model."""
    return _examples(dataset, [photo for photo in _photographs(dataset) if not _is_hidden(dataset, split, photo)])


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the hidden photographs as float32 `(rows, 224, 224, 3)`, RGB from 0 to 255."""
    return _examples(dataset, [photo for photo in _photographs(dataset) if _is_hidden(dataset, split, photo)])


def _examples(dataset: Dataset, photos: list[Photograph]) -> Examples:
    with zipfile.ZipFile(dataset.file("photographs.zip")) as archive:
        inputs = np.stack([resized_pixels(archive.read(photo.file)) for photo in photos])
    return Examples(
        inputs=inputs,
        targets=np.array([CLASSES.index(photo.kind) for photo in photos], dtype=np.int64),
        ids=tuple(photo.file for photo in photos),
    )


def resized_pixels(content: bytes) -> Pixels:
    """Return a JPEG file as float32 `(224, 224, 3)`, bilinear, the aspect ratio not kept, values not rounded.

    Each side is less than 224 pixels, and enlarging is the case in which Pillow and TensorFlow mean the same by
    "bilinear".
    """
    image = Image.open(io.BytesIO(content)).convert("RGB")
    # Mode "F" resizes in floating point; mode "RGB" would round to whole levels.
    bands = [band.convert("F").resize((SIDE, SIDE), Image.Resampling.BILINEAR) for band in image.split()]
    return np.stack([np.asarray(band, dtype=np.float32) for band in bands], axis=-1)


def _photographs(dataset: Dataset) -> list[Photograph]:
    with dataset.file("photographs.csv").open(newline="", encoding="utf-8") as table:
        return [
            Photograph(row["file"], row["class"], row["author"], row["licence"], row["source"])
            for row in csv.DictReader(table)
        ]


def _is_hidden(dataset: Dataset, split: Split, photo: Photograph) -> bool:
    return split.is_hidden(dataset.id, photo.file, share=HIDDEN_SHARE)
