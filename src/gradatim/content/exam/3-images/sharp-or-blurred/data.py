"""The data of the task: photographs in a folder per class for the candidate, resized pixels for the grader."""

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

CLASSES = ("sharp", "blurred")
SIDE = 96
HIDDEN_SHARE = 0.36


@dataclass(frozen=True)
class Picture:
    """One row of the dataset's table: the file in the archive, its class, what it was cut from, and its terms."""

    file: str
    kind: str
    photograph: str
    author: str
    licence: str
    source: str


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `train/<class>/*.jpg` and `train.csv`, which says what each was cut from and whom to name."""
    pictures = _pictures(dataset, split, hidden=False)
    with zipfile.ZipFile(dataset.file("photographs.zip")) as archive:
        for picture in pictures:
            path = folder / "train" / picture.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(picture.file))
    with (folder / "train.csv").open("w", newline="", encoding="utf-8") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "class", "photograph", "author", "licence", "source"])
        rows.writerows((p.file, p.kind, p.photograph, p.author, p.licence, p.source) for p in pictures)


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's pictures as the grader gives them to a model."""
    return _examples(dataset, _pictures(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the hidden pictures as float32 `(rows, 96, 96, 3)`, red, green, blue from 0 to 255."""
    return _examples(dataset, _pictures(dataset, split, hidden=True))


def resized_pixels(content: bytes) -> npt.NDArray[np.float32]:
    """Return a JPEG file as float32 `(96, 96, 3)`, bilinear, the aspect ratio not kept, values not rounded.

    No side exceeds 96 pixels, and enlarging is the case in which Pillow and TensorFlow mean the same by "bilinear".
    """
    image = Image.open(io.BytesIO(content)).convert("RGB")
    # Mode "F" resizes in floating point; mode "RGB" would round to whole levels.
    bands = [band.convert("F").resize((SIDE, SIDE), Image.Resampling.BILINEAR) for band in image.split()]
    return np.stack([np.asarray(band, dtype=np.float32) for band in bands], axis=-1)


def _pictures(dataset: Dataset, split: Split, *, hidden: bool) -> list[Picture]:
    """Return one side of the split; all pictures of a photograph share its fate."""
    with dataset.file("photographs.csv").open(newline="", encoding="utf-8") as table:
        pictures = [
            Picture(row["file"], row["class"], row["photograph"], row["author"], row["licence"], row["source"])
            for row in csv.DictReader(table)
        ]
    return [one for one in pictures if split.is_hidden(dataset.id, one.photograph, share=HIDDEN_SHARE) == hidden]


def _examples(dataset: Dataset, pictures: list[Picture]) -> Examples:
    photographs = sorted({picture.photograph for picture in pictures})
    with zipfile.ZipFile(dataset.file("photographs.zip")) as archive:
        inputs = np.stack([resized_pixels(archive.read(picture.file)) for picture in pictures])
    return Examples(
        inputs=inputs,
        targets=np.array([CLASSES.index(picture.kind) for picture in pictures], dtype=np.int64),
        ids=tuple(picture.file for picture in pictures),
        blocks=np.array([photographs.index(picture.photograph) for picture in pictures], dtype=np.int64),
    )
