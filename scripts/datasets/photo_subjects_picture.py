"""Draw the picture in the README of the task `photo-archive`: eight of the candidate's photographs of each class.

Open a practice exam, then name its photographs and the file to write:

    python scripts/datasets/photo_subjects_picture.py exam/category3/data/train data.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

CELL = 84
LABEL_WIDTH = 76
PER_CLASS = 8


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description="Draw the picture of the task photo-archive.")
    parser.add_argument("folder", type=Path, help="the candidate's data/train")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    arguments = parser.parse_args()
    draw(arguments.folder, arguments.picture)


def draw(folder: Path, picture: Path) -> None:
    """Write one row of photographs per class, shrunk to half and less, each in its own shape."""
    classes = sorted(path for path in folder.iterdir() if path.is_dir())
    page = Image.new("RGB", (LABEL_WIDTH + PER_CLASS * CELL, len(classes) * CELL), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(15)
    for row, path in enumerate(classes):
        pen.text((8, row * CELL + CELL // 2 - 8), path.name, fill="black", font=font)
        files = sorted(path.glob("*.jpg"))
        for column in range(min(PER_CLASS, len(files))):
            photo = Image.open(files[column * len(files) // PER_CLASS])
            photo.thumbnail((CELL - 8, CELL - 8), Image.Resampling.LANCZOS)
            left = LABEL_WIDTH + column * CELL + (CELL - photo.width) // 2
            page.paste(photo, (left, row * CELL + (CELL - photo.height) // 2))
    page.quantize(160).save(picture, optimize=True)


if __name__ == "__main__":
    main()
