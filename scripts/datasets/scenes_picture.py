"""Draw the picture in the README of the task `next-letter`: what follows some characters in the candidate's scenes.

Open a practice exam, then name its scenes and the file to write:

    python scripts/datasets/scenes_picture.py exam/category4/data/scenes data.png
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

AFTER = {"t": "after t", "q": "after q", ",": "after a comma", "\n": "after a line break"}
NAMES = {" ": "space", "\n": "line break"}
SHOWN = 10
COLUMN = 205
ROW = 24
LABEL = 78
TOP = 66


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description="Draw the picture of the task next-letter.")
    parser.add_argument("scenes", type=Path, help="the candidate's folder data/scenes")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    arguments = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(arguments.scenes.glob("*.txt"))]
    pairs = Counter(pair for text in texts for pair in pairwise(text))
    draw(pairs, arguments.picture)


def draw(pairs: Counter[tuple[str, str]], picture: Path) -> None:
    """Write one column of bars per character: the shares of the ten that follow it most often."""
    page = Image.new("RGB", (len(AFTER) * COLUMN + 10, TOP + SHOWN * ROW + 6), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(14)
    pen.text((8, 8), "What follows a character in your scenes, in percent", fill="black", font=font)
    for column, (before, title) in enumerate(AFTER.items()):
        left = 8 + column * COLUMN
        following = Counter({after: count for (first, after), count in pairs.items() if first == before})
        pen.text((left, TOP - 28), title, fill="black", font=font)
        for line, (after, count) in enumerate(following.most_common(SHOWN)):
            top, share = TOP + line * ROW, count / following.total()
            pen.text((left, top), NAMES.get(after, after), fill="black", font=font)
            end = left + LABEL + share * (COLUMN - LABEL - 58)
            pen.rectangle((left + LABEL, top + 2, end, top + 15), fill=(40, 90, 150))
            pen.text((end + 5, top), f"{share:.1%}", fill="black", font=font)
    page.quantize(32).save(picture, optimize=True)


if __name__ == "__main__":
    main()
