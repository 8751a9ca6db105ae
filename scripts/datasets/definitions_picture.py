"""Draw the picture in the README of the task `what-is-it`: where the average vectors of some definitions lie.

Open a practice exam, then name its data and the file to write:

    python scripts/datasets/definitions_picture.py exam/category4/data data.png
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

COLOURS = {
    "animal": (190, 60, 20),
    "artefact": (90, 90, 90),
    "body": (200, 20, 120),
    "food": (150, 100, 0),
    "person": (30, 70, 200),
    "place": (0, 120, 140),
    "plant": (20, 130, 30),
    "substance": (120, 40, 170),
}
PER_KIND = 9
SIZE = (900, 520)
MARGIN = 46
TOP = 46


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description="Draw the picture of the task what-is-it.")
    parser.add_argument("data", type=Path, help="the candidate's folder data")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    arguments = parser.parse_args()
    with (arguments.data / "train.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    draw(rows, places(rows, arguments.data / "word-vectors.npz"), arguments.picture)


def places(rows: list[dict[str, str]], vectors: Path) -> np.ndarray:
    """Return two numbers for each definition: its average word vector along the axes that part the kinds most."""
    with np.load(vectors) as archive:
        table = dict(zip(archive["words"].tolist(), archive["vectors"].astype(np.float64), strict=True))
    texts = [re.findall("[a-z]+", row["definition"].lower()) for row in rows]
    means = np.stack([np.mean([table[word] for word in text if word in table], axis=0) for text in texts])
    kinds = np.array([row["kind"] for row in rows])
    centres = np.stack([means[kinds == kind].mean(axis=0) for kind in COLOURS])
    within = np.cov((means - centres[[list(COLOURS).index(kind) for kind in kinds]]).T)
    # Fisher (1936): the directions in which the kinds lie far apart, measured by the spread within a kind.
    values, axes = np.linalg.eig(np.linalg.solve(within + 0.05 * np.eye(len(within)), np.cov(centres.T)))
    plane = axes[:, np.argsort(-values.real)[:2]].real
    return np.asarray((means - means.mean(axis=0)) @ plane)


def draw(rows: list[dict[str, str]], points: np.ndarray, picture: Path) -> None:
    """Write each word where its definition lies, a few of each kind, and the kinds' names in their colours."""
    low, high = np.percentile(points, 2, axis=0), np.percentile(points, 98, axis=0)
    page = Image.new("RGB", SIZE, "white")
    pen, small, large = ImageDraw.Draw(page), ImageFont.load_default(12), ImageFont.load_default(15)
    pen.text((8, 6), "What is defined, at the place of its definition's average word vector", fill="black", font=large)
    for column, (kind, colour) in enumerate(COLOURS.items()):
        pen.text((8 + column * 108, 28), kind, fill=colour, font=large)
    left = dict.fromkeys(COLOURS, PER_KIND)
    taken: list[tuple[float, float, float, float]] = []
    for row, point in zip(rows, np.clip((points - low) / (high - low), 0, 1), strict=True):
        if left[row["kind"]]:
            x = MARGIN + point[0] * (SIZE[0] - 2 * MARGIN)
            y = TOP + MARGIN + point[1] * (SIZE[1] - TOP - 2 * MARGIN)
            box = pen.textbbox((x, y), row["word"], font=small, anchor="mm")
            if any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken):
                continue
            taken.append(box)
            left[row["kind"]] -= 1
            pen.text((x, y), row["word"], fill=COLOURS[row["kind"]], font=small, anchor="mm")
    page.quantize(64).save(picture, optimize=True)


if __name__ == "__main__":
    main()
