"""Draw the picture in the README of the task `sharp-or-blurred`: twelve sharp and twelve blurred of the candidate's.

Open an exam with the task, then name its photographs and the file to write:

    python scripts/datasets/photo_sharpness_picture.py exam/category3/data/train data.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

CLASSES = ("sharp", "blurred")
PER_ROW, ROWS = 6, 2
CELL_WIDTH, CELL_HEIGHT = 118, 98
LABEL_WIDTH = 80


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description="Draw the picture of the task sharp-or-blurred.")
    parser.add_argument("folder", type=Path, help="the candidate's data/train")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    arguments = parser.parse_args()
    draw(arguments.folder, arguments.picture)


def draw(folder: Path, picture: Path) -> None:
    """Write two rows of pictures for each class, at their own size: enlarging would soften the sharp ones."""
    page = Image.new("RGB", (LABEL_WIDTH + PER_ROW * CELL_WIDTH, len(CLASSES) * ROWS * CELL_HEIGHT), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(15)
    for group, kind in enumerate(CLASSES):
        top = group * ROWS * CELL_HEIGHT
        pen.text((8, top + ROWS * CELL_HEIGHT // 2 - 10), kind, fill="black", font=font)
        files = sorted((folder / kind).glob("*.jpg"))
        for place in range(ROWS * PER_ROW):
            tile = Image.open(files[place * len(files) // (ROWS * PER_ROW)])
            left = LABEL_WIDTH + place % PER_ROW * CELL_WIDTH + (CELL_WIDTH - tile.width) // 2
            page.paste(tile, (left, top + place // PER_ROW * CELL_HEIGHT + (CELL_HEIGHT - tile.height) // 2))
    page.quantize(160).save(picture, optimize=True)


if __name__ == "__main__":
    main()
