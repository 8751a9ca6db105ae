"""Draw the picture in the README of the task `earth-from-above`: six of the candidate's photographs of each class.

Open a practice exam, then name its photographs and the file to write:

    python scripts/datasets/earth_tiles_picture.py exam/category3/data/train data.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

CELL = 104
LABEL_WIDTH = 84
PER_CLASS = 6
PAGE = (214, 214, 214)


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description="Draw the picture of the task earth-from-above.")
    parser.add_argument("folder", type=Path, help="the candidate's data/train")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    arguments = parser.parse_args()
    draw(arguments.folder, arguments.picture)


def draw(folder: Path, picture: Path) -> None:
    """Write one row of photographs per class, each twice its size; the grey page lets snow be seen."""
    classes = sorted(path for path in folder.iterdir() if path.is_dir())
    page = Image.new("RGB", (LABEL_WIDTH + PER_CLASS * CELL, len(classes) * CELL), PAGE)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(15)
    for row, path in enumerate(classes):
        pen.text((8, row * CELL + CELL // 2 - 8), path.name, fill="black", font=font)
        files = sorted(path.glob("*.jpg"))
        for column in range(PER_CLASS):
            tile = Image.open(files[column * len(files) // PER_CLASS])
            enlarged = tile.resize((tile.width * 2, tile.height * 2), Image.Resampling.BILINEAR)
            page.paste(enlarged, (LABEL_WIDTH + column * CELL, row * CELL + 6))
    page.quantize(128).save(picture, optimize=True)


if __name__ == "__main__":
    main()
