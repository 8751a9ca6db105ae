"""Cut the pictures of the dataset `photo-sharpness` from photographs of two Debian packages, and blur half of them.

Sources: `endless-sky-data` 0.9.8-1.2, folder `images/land`, and `scratch` 1.4.0.6~dfsg1-6.1, folder
`Media/Backgrounds`. Get and unpack them with

    apt-get download endless-sky-data scratch
    dpkg-deb -x endless-sky-data_0.9.8-1.2_all.deb endless-sky
    dpkg-deb -x scratch_1.4.0.6~dfsg1-6.1_all.deb scratch
    python -m scripts.datasets.photo_sharpness endless-sky scratch

Only photographs whose terms let anyone pass them on are taken: public domain, CC BY and CC BY-SA by the packages'
copyright files. Those that come from morgueFile are left out, whose own terms do not allow a photograph to be passed on
alone. `REJECTED` names what the eye threw out: drawings, soft or noisy photographs, the same view twice, and
photographs of little but fog or sky, on which nobody could tell.

Three pictures are cut from each half of a photograph that is twice as wide as high, three from the whole of the others.
They may overlap, so the pictures of one photograph stay together on one side of a split. Everything that happens to a
picture depends on its name alone: where it is cut, its size, whether and how it is blurred, and how much noise is added
afterwards, as a sensor adds it behind the lens. Running the script twice gives the same bytes with the same versions of
Pillow, NumPy and SciPy.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import itertools
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy.ndimage import convolve
from scripts.datasets.debian_copyright import Stanza, read_stanzas, stanza_of

FOLDER = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "photo-sharpness"
CLASSES = ("blurred", "sharp")
LONGER_SIDE = (72, 96)
QUALITY = 90
CUTS = 3
"""Pictures from each half of a photograph."""

# In pixels of the finished picture: the radius of a point that is out of focus, the length of the way of one while the
# camera shakes, and the standard deviation of the noise in levels of 255.
RADIUS = (1.5, 3.2)
SHAKE = (5.0, 10.0)
NOISE = (0.0, 2.0)

# fmt: off
REJECTED = {
    "endless-sky": {
        "earthrise", "mfield1", "nasa4", "nasa5", "nasa8", "nasa9", "space6", "station2",
        "city12", "desert1", "desert9-sfiera", "fog2", "nasa7", "sea11-sfiera", "sea13-sfiera", "sky2",
    },
    "scratch": {
        "basketball-court1-b", "brick-wall1", "forest", "graffiti", "moon", "party-room", "room1", "room2", "room3",
        "school2", "spotlight-stage", "woods-and-bench", "all-sports-mural", "tennis-backboard",
    },
}
# fmt: on


@dataclass(frozen=True)
class Photograph:
    """One photograph of a package: its file, a name of its own, and its terms."""

    path: Path
    name: str
    author: str
    licence: str
    source: str


class Blur(StrEnum):
    """What makes a picture blurred."""

    NONE = ""
    FOCUS = "focus"
    SHAKE = "shake"


@dataclass(frozen=True)
class Cut:
    """One picture: the part of the photograph that it shows, its longer side, and what is done to it.

    `extent` is the radius or the length of the blur in pixels of the finished picture, `angle` the direction of a shake
    in radians, `noise` the standard deviation of the noise in levels.
    """

    photograph: Photograph
    name: str
    box: tuple[int, int, int, int]
    longer_side: int
    blur: Blur
    extent: float
    angle: float
    noise: float

    @property
    def kind(self) -> str:
        """Its class."""
        return CLASSES[self.blur is Blur.NONE]

    @property
    def file(self) -> str:
        """Its place in the archive."""
        return f"{self.kind}/{self.name}.jpg"


def main() -> None:
    """Write `photographs.zip` and `photographs.csv` and print their catalogue entries."""
    parser = argparse.ArgumentParser(description="Cut the pictures of the dataset photo-sharpness.")
    parser.add_argument("endless_sky", type=Path, help="folder into which endless-sky-data was unpacked")
    parser.add_argument("scratch", type=Path, help="folder into which scratch was unpacked")
    arguments = parser.parse_args()
    photographs = [*endless_sky(arguments.endless_sky), *scratch(arguments.scratch)]
    cuts = sorted((cut for photograph in photographs for cut in cuts_of(photograph)), key=lambda cut: cut.file)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        zipfile.ZipFile(FOLDER / "photographs.zip", "w") as archive,
        (FOLDER / "photographs.csv").open("w", newline="", encoding="utf-8") as table,
    ):
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "class", "photograph", "blur", "extent", "noise", "author", "licence", "source"])
        for cut in cuts:
            # A fixed date keeps the archive's bytes the same from run to run.
            archive.writestr(zipfile.ZipInfo(cut.file, date_time=(1980, 1, 1, 0, 0, 0)), encode(cut))
            photo = cut.photograph
            done = [cut.blur, f"{cut.extent:.2f}", f"{cut.noise:.2f}"]
            rows.writerow([cut.file, cut.kind, photo.name, *done, photo.author, photo.licence, photo.source])
    for path in (FOLDER / "photographs.zip", FOLDER / "photographs.csv"):
        content = path.read_bytes()
        print(f'[[files]]\npath = "{path.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
        print(f"bytes = {len(content)}\n")


def endless_sky(root: Path) -> Iterator[Photograph]:
    """Yield the landscapes of the game Endless Sky."""
    stanzas = read_stanzas(root / "usr/share/doc/endless-sky-data/copyright")
    for path in sorted((root / "usr/share/games/endless-sky/images/land").glob("*.jpg")):
        terms = stanza_of(stanzas, f"images/land/{path.name}")
        if path.stem not in REJECTED["endless-sky"] and "morgue-file.com" not in terms.text:
            source = f"endless-sky-data images/land/{path.name}"
            yield Photograph(path, f"endless-sky-{path.stem}", author(terms), licence(terms), source)


def scratch(root: Path) -> Iterator[Photograph]:
    """Yield the backgrounds of the programming language Scratch."""
    terms = stanza_of(read_stanzas(root / "usr/share/doc/scratch/copyright"), "Media/*")
    folder = root / "usr/share/scratch/Media/Backgrounds"
    places = ("Indoors", "Nature", "Outdoors", "Sports")
    for path in sorted(path for place in places for path in (folder / place).glob("*.jpg")):
        if path.stem not in REJECTED["scratch"]:
            source = f"scratch Media/Backgrounds/{path.parent.name}/{path.name}"
            yield Photograph(path, f"scratch-{path.stem}", author(terms), licence(terms), source)


def author(terms: Stanza) -> str:
    """Return whom to name."""
    if terms.holders == "Various":
        return "not named by the package; from unsplash.com"
    return terms.holders.splitlines()[0].removeprefix("Copyright (c) ").strip()


def licence(terms: Stanza) -> str:
    """Return the terms by their SPDX name, or `public domain`."""
    return "public domain" if terms.licence == "public-domain" else terms.licence


def cuts_of(photograph: Photograph) -> Iterator[Cut]:
    """Yield the pictures of one photograph: of the left and the right half where it is wide, else of the whole."""
    with Image.open(photograph.path) as image:
        width, height = image.size
    parts = 2 if width >= 2 * height else 1
    for part, number in itertools.product(range(parts), range(1, CUTS + 1)):
        name = f"{photograph.name}-{'ab'[part]}{number}"
        chance = random.Random(name)
        wide = round(width // parts * chance.uniform(0.45, 0.8))
        high = round(height * chance.uniform(0.5, 0.85))
        left = width // parts * part + chance.randint(0, width // parts - wide)
        top = chance.randint(0, height - high)
        box = (left, top, left + wide, top + high)
        blur = chance.choice((Blur.NONE, Blur.NONE, Blur.FOCUS, Blur.SHAKE))
        extent = 0.0 if blur is Blur.NONE else chance.uniform(*(RADIUS if blur is Blur.FOCUS else SHAKE))
        angle, noise = chance.uniform(0, np.pi), chance.uniform(*NOISE)
        yield Cut(photograph, name, box, chance.randint(*LONGER_SIDE), blur, extent, angle, noise)


def encode(cut: Cut) -> bytes:
    """Return the picture as a JPEG file."""
    with Image.open(cut.photograph.path) as image:
        part = image.convert("RGB").crop(cut.box)
    levels = np.asarray(part, dtype=np.float64)
    if cut.blur is not Blur.NONE:
        enlargement = max(part.size) / cut.longer_side
        spread = point_spread(cut.blur, cut.extent * enlargement, cut.angle)
        levels = convolve(levels, spread[..., np.newaxis], mode="nearest")
    picture = Image.fromarray(levels.round().astype(np.uint8))
    picture.thumbnail((cut.longer_side, cut.longer_side), Image.Resampling.LANCZOS)
    noise = np.random.default_rng(list(cut.name.encode())).normal(0, cut.noise, (picture.height, picture.width, 3))
    noisy = np.clip(np.asarray(picture) + noise, 0, 255).round().astype(np.uint8)
    content = io.BytesIO()
    Image.fromarray(noisy).save(content, "JPEG", quality=QUALITY, subsampling=0)
    return content.getvalue()


def point_spread(blur: Blur, extent: float, angle: float) -> npt.NDArray[np.float64]:
    """Return what becomes of a point: a disc of this radius, or a straight line of this length; its sum is 1."""
    reach = int(np.ceil(extent)) + 1
    steps = np.arange(-reach, reach + 1, 0.2)
    right, down = np.meshgrid(steps, steps)
    if blur is Blur.FOCUS:
        inside = np.hypot(right, down) <= extent
    else:
        along, across = right * np.cos(angle) + down * np.sin(angle), down * np.cos(angle) - right * np.sin(angle)
        inside = (np.abs(along) <= extent / 2) & (np.abs(across) <= 0.5)
    edges = np.arange(-reach - 0.5, reach + 1)
    spread: npt.NDArray[np.float64] = np.histogram2d(down[inside], right[inside], bins=(edges, edges))[0]
    total: float = spread.sum()
    return spread / total


if __name__ == "__main__":
    main()
