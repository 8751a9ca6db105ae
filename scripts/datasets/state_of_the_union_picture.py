"""Draw the picture in the README of the task `which-era`: how often some words occur in the candidate's passages.

Open a practice exam, then name its passages and the file to write:

    python scripts/datasets/state_of_the_union_picture.py exam/category4/data/train.csv data.png
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WORDS = ("vessels", "treasury", "railroads", "labor", "economic", "program", "americans", "jobs", "tonight", "upon")
BAR_WIDTH = 170
ROW_HEIGHT = 26
LABEL_WIDTH = 90
TOP = 62
PER = 10_000


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description="Draw the picture of the task which-era.")
    parser.add_argument("table", type=Path, help="the candidate's data/train.csv")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    arguments = parser.parse_args()
    draw(count_words(arguments.table), arguments.picture)


def count_words(table: Path) -> dict[str, Counter[str]]:
    """Return the number of each word by era, eras in order."""
    counts: dict[str, Counter[str]] = {}
    with table.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            counts.setdefault(row["era"], Counter()).update(re.findall("[a-z]+", row["text"].lower()))
    return dict(sorted(counts.items()))


def draw(counts: dict[str, Counter[str]], picture: Path) -> None:
    """Write one row of bars per word, one column per era; bars share one scale."""
    shares = {era: {word: words[word] * PER / words.total() for word in WORDS} for era, words in counts.items()}
    most = max(max(row.values()) for row in shares.values())
    page = Image.new("RGB", (LABEL_WIDTH + len(shares) * BAR_WIDTH, TOP + len(WORDS) * ROW_HEIGHT + 10), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(14)
    pen.text((8, 8), "How often a word occurs in 10,000 words of your passages, by era", fill="black", font=font)
    for column, (era, row) in enumerate(shares.items()):
        left = LABEL_WIDTH + column * BAR_WIDTH
        pen.text((left, TOP - 26), era, fill="black", font=font)
        for line, (word, share) in enumerate(row.items()):
            top = TOP + line * ROW_HEIGHT
            end = left + share / most * (BAR_WIDTH - 50)
            pen.rectangle((left, top + 3, end, top + 17), fill=(40, 90, 150))
            pen.text((end + 5, top + 2), f"{share:.1f}", fill="black", font=font)
            if column == 0:
                pen.text((8, top + 2), word, fill="black", font=font)
    page.quantize(32).save(picture, optimize=True)


if __name__ == "__main__":
    main()
