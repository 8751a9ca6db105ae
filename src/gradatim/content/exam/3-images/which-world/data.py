"""The data of the task: grey photographs in a folder per world for the candidate, resized pixels for the grader."""

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

CLASSES = ("mercury", "venus", "moon", "mars", "europa", "ganymede", "callisto", "rhea")
SIDE = 48
HIDDEN_SHARE = 0.3


@dataclass(frozen=True)
class Photograph:
    """One row of the dataset's table: the file in the archive, its class, and the square of the map it lies in."""

    file: str
    kind: str
    block: str


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `train/<class>/*.jpg` and `train.csv`, which names the square of the map that each file lies in."""
    photos = _photographs(dataset, split, hidden=False)
    with zipfile.ZipFile(dataset.file("photographs.zip")) as archive:
        for photo in photos:
            path = folder / "train" / photo.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(photo.file))
    with (folder / "train.csv").open("w", newline="", encoding="utf-8") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "class", "block"])
        rows.writerows((photo.file, photo.kind, photo.block) for photo in photos)


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's photographs as the grader gives them to a model."""
    return _examples(dataset, _photographs(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the hidden photographs as float32 `(rows, 48, 48, 1)`, grey from 0 to 255."""
    return _examples(dataset, _photographs(dataset, split, hidden=True))


def resized_pixels(content: bytes) -> npt.NDArray[np.float32]:
    """Return a grey JPEG file as float32 `(48, 48, 1)`, bilinear, the aspect ratio not kept, values not rounded.

    No side exceeds 48 pixels, and enlarging is the case in which Pillow and TensorFlow mean the same by "bilinear".
    """
    image = Image.open(io.BytesIO(content)).convert("F")
    pixels = np.asarray(image.resize((SIDE, SIDE), Image.Resampling.BILINEAR), dtype=np.float32)
    return pixels[..., np.newaxis]


def _photographs(dataset: Dataset, split: Split, *, hidden: bool) -> list[Photograph]:
    """Return one side of the split; a photograph's neighbours in a square of 2 x 2 share its fate."""
    with dataset.file("photographs.csv").open(newline="", encoding="utf-8") as table:
        photos = [Photograph(row["file"], row["class"], row["block"]) for row in csv.DictReader(table)]
    return [photo for photo in photos if split.is_hidden(dataset.id, photo.block, share=HIDDEN_SHARE) == hidden]


def _examples(dataset: Dataset, photos: list[Photograph]) -> Examples:
    blocks = sorted({photo.block for photo in photos})
    with zipfile.ZipFile(dataset.file("photographs.zip")) as archive:
        inputs = np.stack([resized_pixels(archive.read(photo.file)) for photo in photos])
    return Examples(
        inputs=inputs,
        targets=np.array([CLASSES.index(photo.kind) for photo in photos], dtype=np.int64),
        ids=tuple(photo.file for photo in photos),
        blocks=np.array([blocks.index(photo.block) for photo in photos], dtype=np.int64),
    )
