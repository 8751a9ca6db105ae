"""The data of the task: photographs with a COCO file for the candidate, resized pixels and boxes for the grader."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

CLASSES = ("island", "lake")
SIDE = 48
HIDDEN_SHARE = 0.3


@dataclass(frozen=True)
class Photograph:
    """One row of the dataset's table; the edges of the object's box are in pixels of the file, from top and left."""

    file: str
    kind: str
    block: str
    width: int
    height: int
    left: float
    top: float
    right: float
    bottom: float


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `pictures/*.jpg` and `annotations.json` in the format of COCO."""
    photos = _photographs(dataset, split, hidden=False)
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(dataset.file("pictures.zip")) as archive:
        for photo in photos:
            (folder / "pictures" / photo.file).write_bytes(archive.read(photo.file))
    content = json.dumps(_coco(photos), indent=1) + "\n"
    (folder / "annotations.json").write_text(content, encoding="utf-8", newline="\n")


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's photographs as the grader gives them to a model."""
    return _examples(dataset, _photographs(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return photographs as float32 `(rows, 48, 48, 3)`, RGB 0 to 255; targets are class, top, left, bottom, right."""
    return _examples(dataset, _photographs(dataset, split, hidden=True))


def resized_pixels(content: bytes) -> npt.NDArray[np.float32]:
    """Return a JPEG file as float32 `(48, 48, 3)`, bilinear, the aspect ratio not kept, values not rounded.

    Larger files are shrunk without averaging the pixels between, as TensorFlow does unless told otherwise.
    """
    pixels = np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), dtype=np.float32)
    return _interpolated(_interpolated(pixels, 0), 1)


def _interpolated(pixels: npt.NDArray[np.float32], axis: int) -> npt.NDArray[np.float32]:
    """Return the picture with 48 pixels along one axis; pixel centres lie at half numbers."""
    length = pixels.shape[axis]
    places = ((np.arange(SIDE) + 0.5) * length / SIDE - 0.5).clip(0, length - 1)
    low = np.floor(places).astype(int)
    high = np.minimum(low + 1, length - 1)
    shape = [1, 1, 1]
    shape[axis] = SIDE
    weight = (places - low).astype(np.float32).reshape(shape)
    return pixels.take(low, axis) * (1 - weight) + pixels.take(high, axis) * weight


def _photographs(dataset: Dataset, split: Split, *, hidden: bool) -> list[Photograph]:
    """Return one side of the split; photographs that share a pixel have one block and so one fate."""
    with dataset.file("boxes.csv").open(newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    wanted = {
        block: split.is_hidden(dataset.id, block, share=HIDDEN_SHARE) == hidden for block in {r["block"] for r in rows}
    }
    return [
        Photograph(
            file=row["file"],
            kind=row["class"],
            block=row["block"],
            width=int(row["width"]),
            height=int(row["height"]),
            left=float(row["left"]),
            top=float(row["top"]),
            right=float(row["right"]),
            bottom=float(row["bottom"]),
        )
        for row in rows
        if wanted[row["block"]]
    ]


def _examples(dataset: Dataset, photos: list[Photograph]) -> Examples:
    blocks = sorted({photo.block for photo in photos})
    with zipfile.ZipFile(dataset.file("pictures.zip")) as archive:
        inputs = np.stack([resized_pixels(archive.read(photo.file)) for photo in photos])
    return Examples(
        inputs=inputs,
        targets=np.array([_target(photo) for photo in photos], dtype=np.float32),
        ids=tuple(photo.file for photo in photos),
        blocks=np.array([blocks.index(photo.block) for photo in photos], dtype=np.int64),
    )


def _target(photo: Photograph) -> list[float]:
    """Return class index, top, left, bottom and right, the edges as fractions of the height or the width."""
    across, down = photo.width, photo.height
    edges = [photo.top / down, photo.left / across, photo.bottom / down, photo.right / across]
    return [float(CLASSES.index(photo.kind)), *edges]


def _coco(photos: list[Photograph]) -> dict[str, Any]:
    """Return the photographs and their boxes as Microsoft COCO writes them: x, y, width, height in pixels."""
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for number, photo in enumerate(photos, start=1):
        width, height = round(photo.right - photo.left, 1), round(photo.bottom - photo.top, 1)
        size = {"width": photo.width, "height": photo.height}
        images.append({"id": number, "file_name": photo.file, **size, "block": photo.block})
        annotations.append(
            {
                "id": number,
                "image_id": number,
                "category_id": CLASSES.index(photo.kind) + 1,
                "bbox": [photo.left, photo.top, width, height],
                "area": round(width * height, 2),
                "iscrowd": 0,
            }
        )
    categories = [{"id": number, "name": name} for number, name in enumerate(CLASSES, start=1)]
    return {"images": images, "annotations": annotations, "categories": categories}
