"""Draw the picture in the README of the task `which-world`: eight of the candidate's photographs of each world.

Open a practice exam, then name its photographs and the file to write:

    python scripts/datasets/worlds_picture.py exam/category3/data/train data.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WORLDS = ("mercury", "venus", "moon", "mars", "europa", "ganymede", "callisto", "rhea")
CELL = 92
LABEL_WIDTH = 90
PER_WORLD = 8


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description="Draw the picture of the task which-world.")
    parser.add_argument("folder", type=Path, help="the candidate's data/train")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    arguments = parser.parse_args()
    draw(arguments.folder, arguments.picture)


def draw(folder: Path, picture: Path) -> None:
    """Write one row of photographs per world, each twice its size."""
    page = Image.new("L", (LABEL_WIDTH + PER_WORLD * CELL, len(WORLDS) * CELL), 255)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(15)
    for row, world in enumerate(WORLDS):
        pen.text((8, row * CELL + CELL // 2 - 8), world, fill=0, font=font)
        files = sorted((folder / world).glob("*.jpg"))
        for column in range(PER_WORLD):
            tile = Image.open(files[column * len(files) // PER_WORLD])
            enlarged = tile.resize((tile.width * 2, tile.height * 2), Image.Resampling.BILINEAR)
            page.paste(enlarged, (LABEL_WIDTH + column * CELL, row * CELL))
    page.quantize(24).save(picture, optimize=True)


if __name__ == "__main__":
    main()
