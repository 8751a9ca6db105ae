"""The data of the task: photographs in folders for the candidate, resized pixels for the grader."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

CLASSES = ("coast", "desert", "farmland", "forest", "mountain", "snow")
SIDE = 64
HIDDEN_SHARE = 0.35


@dataclass(frozen=True)
class Photograph:
    """One row of the dataset's table: the file in the archive, its class, and the block of the map it lies in."""

    file: str
    kind: str
    block: str


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `train/<class>/*.jpg` and `train.csv`, which names the block of the map that each file lies in."""
    shown = [photo for photo in _photographs(dataset) if not _is_hidden(dataset, split, photo)]
    with zipfile.ZipFile(dataset.file("tiles.zip")) as archive:
        for photo in shown:
            path = folder / "train" / photo.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(photo.file))
    with (folder / "train.csv").open("w", newline="", encoding="utf-8") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "class", "block"])
        rows.writerows((photo.file, photo.kind, photo.block) for photo in shown)


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's photographs as the grader gives them to a model."""
    return _examples(dataset, [photo for photo in _photographs(dataset) if not _is_hidden(dataset, split, photo)])


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the hidden photographs as float32 `(rows, 64, 64, 3)`, RGB from 0 to 255."""
    return _examples(dataset, [photo for photo in _photographs(dataset) if _is_hidden(dataset, split, photo)])


def _examples(dataset: Dataset, photos: list[Photograph]) -> Examples:
    blocks = sorted({photo.block for photo in photos})
    with zipfile.ZipFile(dataset.file("tiles.zip")) as archive:
        inputs = np.stack([resized_pixels(archive.read(photo.file)) for photo in photos])
    return Examples(
        inputs=inputs,
        targets=np.array([CLASSES.index(photo.kind) for photo in photos], dtype=np.int64),
        ids=tuple(photo.file for photo in photos),
        blocks=np.array([blocks.index(photo.block) for photo in photos], dtype=np.int64),
    )


def resized_pixels(content: bytes) -> npt.NDArray[np.float32]:
    """Return a JPEG file as float32 `(64, 64, 3)`, bilinear, the aspect ratio not kept, values not rounded.

    No side exceeds 64 pixels, and enlarging is the case in which Pillow and TensorFlow mean the same by "bilinear".
    """
    image = Image.open(io.BytesIO(content)).convert("RGB")
    # Mode "F" resizes in floating point; mode "RGB" would round to whole levels.
    bands = [band.convert("F").resize((SIDE, SIDE), Image.Resampling.BILINEAR) for band in image.split()]
    return np.stack([np.asarray(band, dtype=np.float32) for band in bands], axis=-1)


def _photographs(dataset: Dataset) -> list[Photograph]:
    with dataset.file("tiles.csv").open(newline="", encoding="utf-8") as table:
        return [Photograph(row["file"], row["class"], row["block"]) for row in csv.DictReader(table)]


def _is_hidden(dataset: Dataset, split: Split, photo: Photograph) -> bool:
    """Hide whole blocks of 9 x 9 degrees, so that a tile's neighbours share its fate."""
    return split.is_hidden(dataset.id, photo.block, share=HIDDEN_SHARE)
