"""Draw the picture in the README of the task `island-or-lake`: six islands and six lakes with their boxes.

Open a practice exam, then name its data folder and the file to write:

    python scripts/datasets/islands_and_lakes_picture.py exam/category3/data data.png
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

SIDE = 140
GAP = 6
LABEL_WIDTH = 70
PER_CLASS = 6
BOX = (255, 210, 0)


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description="Draw the picture of the task island-or-lake.")
    parser.add_argument("folder", type=Path, help="the candidate's data folder")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    arguments = parser.parse_args()
    draw(arguments.folder, arguments.picture)


def draw(folder: Path, picture: Path) -> None:
    """Write one row of photographs per class, each enlarged to the same longer side."""
    coco = json.loads((folder / "annotations.json").read_text(encoding="utf-8"))
    images = {image["id"]: image for image in coco["images"]}
    page = Image.new("RGB", (LABEL_WIDTH + PER_CLASS * (SIDE + GAP), len(coco["categories"]) * (SIDE + GAP)), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(15)
    for row, category in enumerate(coco["categories"]):
        pen.text((8, row * (SIDE + GAP) + SIDE // 2 - 8), category["name"], fill="black", font=font)
        found = [one for one in coco["annotations"] if one["category_id"] == category["id"]]
        for column in range(PER_CLASS):
            annotation = found[column * len(found) // PER_CLASS + 3]
            path = folder / "pictures" / images[annotation["image_id"]]["file_name"]
            page.paste(boxed(path, annotation), (LABEL_WIDTH + column * (SIDE + GAP), row * (SIDE + GAP)))
    page.quantize(128).save(picture, optimize=True)


def boxed(path: Path, annotation: dict[str, Any]) -> Image.Image:
    """Return the photograph, enlarged, with the box drawn in."""
    photograph = Image.open(path)
    zoom = SIDE / max(photograph.size)
    size = (round(photograph.width * zoom), round(photograph.height * zoom))
    enlarged = photograph.resize(size, Image.Resampling.BILINEAR)
    x, y, width, height = (zoom * number for number in annotation["bbox"])
    ImageDraw.Draw(enlarged).rectangle((x, y, x + width, y + height), outline=BOX, width=2)
    return enlarged


if __name__ == "__main__":
    main()
