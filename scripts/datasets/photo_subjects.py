"""Make the dataset `photo-subjects`: photographs of animals, buildings, fish, objects and power plants.

Source: the Debian package `gcompris-qt-data` 3.1-2, a collection of educational games. Get and unpack it with

    apt-get download gcompris-qt-data
    dpkg-deb -x gcompris-qt-data_3.1-2_all.deb gcompris
    python -m scripts.datasets.photo_subjects gcompris

The photographs lie in Qt resource archives. Beside them lies a README that names author, source and licence of each;
only those that it names, in the public domain or under CC0, CC BY or CC BY-SA, are taken. `REJECTED` names what the eye
threw out: what does not show its class, and the second photograph of one and the same building.

A photograph is shrunk to a longer side that its name decides. Running the script twice gives the same bytes with the
same version of Pillow.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image
from scripts.datasets.qt_resources import read_resources

FOLDER = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "photo-subjects"
LONGER_SIDE = (120, 190)
QUALITY = 88
FREE = re.compile(r"public domain|CC0-1\.0|CC-BY(-SA)?-\d\.\d")

# Archive, folder in its activity, class.
PLACES = (
    ("erase", "resource", "animal"),
    ("explore_farm_animals", "resource/animals", "animal"),
    ("explore_world_animals", "resource/animals", "animal"),
    ("explore_monuments", "resource", "building"),
    ("categorization", "resource/images/monuments", "building"),
    ("categorization", "resource/images/fishes", "fish"),
    ("categorization", "resource/images/others", "object"),
    ("categorization", "resource/images/tools", "object"),
    ("categorization", "resource/images/renewable", "power"),
)
# fmt: off
REJECTED = {
    "building": {
        "usa/cabrillo", "usa/canyondeChelly", "usa/castleClinton", "usa/mountRushmore", "usa/navajo",
        "usa/statueofLiberty", "india/ajantaCave", "wonders/christTheRedeemer", "wonders/machuPicchu",
        "brandenburgGate", "christTheRedeemer", "colosseum", "eiffelTower", "greatPyramid", "greatWall", "kutubMinar",
        "mountRushmore", "statueOfLiberty", "tajMahal", "victoriaMemorial",
    },
    "object": {"igloo"},
    "power": {"geothermal"},
}
# fmt: on


@dataclass(frozen=True)
class Terms:
    """Who made a photograph, where it comes from, and its licence, as the package's README has it."""

    author: str
    source: str
    licence: str


@dataclass(frozen=True)
class Photograph:
    """One photograph: its class, its name, its file's bytes and its terms."""

    kind: str
    name: str
    content: bytes
    terms: Terms

    @property
    def file(self) -> str:
        """Its place in the archive."""
        return f"{self.kind}/{self.name}.jpg"


def main() -> None:
    """Write `photographs.zip` and `photographs.csv` and print their catalogue entries."""
    parser = argparse.ArgumentParser(description="Make the dataset photo-subjects.")
    parser.add_argument("gcompris", type=Path, help="folder into which gcompris-qt-data was unpacked")
    photographs = sorted(read_photographs(parser.parse_args().gcompris), key=lambda photo: photo.file)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        zipfile.ZipFile(FOLDER / "photographs.zip", "w") as archive,
        (FOLDER / "photographs.csv").open("w", newline="", encoding="utf-8") as table,
    ):
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "class", "author", "licence", "source"])
        for photo in photographs:
            # A fixed date keeps the archive's bytes the same from run to run.
            archive.writestr(zipfile.ZipInfo(photo.file, date_time=(1980, 1, 1, 0, 0, 0)), encode(photo))
            rows.writerow([photo.file, photo.kind, photo.terms.author, photo.terms.licence, photo.terms.source])
    for path in (FOLDER / "photographs.zip", FOLDER / "photographs.csv"):
        content = path.read_bytes()
        print(f'[[files]]\npath = "{path.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
        print(f"bytes = {len(content)}\n")


def read_photographs(root: Path) -> Iterator[Photograph]:
    """Yield the photographs that may be passed on and show their class."""
    for archive, place, kind in PLACES:
        files = read_resources(root / "usr/share/gcompris-qt/rcc" / f"{archive}.rcc")
        folder = f"gcompris/src/activities/{archive}/{place}/"
        terms = read_terms(files[f"{folder}README"].decode())
        for path, content in files.items():
            name = path.removeprefix(folder)
            if not (path.startswith(folder) and name.endswith(".webp")):
                continue
            stem = name.removesuffix(".webp")
            if name in terms and FREE.fullmatch(terms[name].licence) and stem not in REJECTED.get(kind, set()):
                named = stem.replace("/", "-").replace("_", "-")
                yield Photograph(kind, f"{archive.replace('_', '-')}-{named}", content, terms[name])


def read_terms(readme: str) -> dict[str, Terms]:
    """Return the terms of each file that a README of the package names: paragraphs of fields, files one a line."""
    found = {}
    for paragraph in re.split(r"\n\s*\n", readme):
        fields: dict[str, str] = {}
        name = ""
        for line in paragraph.splitlines():
            if match := re.match(r"(Copyright|Source|License|Comments?|Files):\s*(.*)", line):
                name = match[1]
                fields[name] = match[2]
            elif name:
                fields[name] += f"\n{line.strip()}"
        terms = Terms(fields.get("Copyright", ""), fields.get("Source", "").strip(), short(fields.get("License", "")))
        for file in fields.get("Files", "").split("\n"):
            found[str(PurePosixPath(file.strip()))] = terms
    return found


def short(licence: str) -> str:
    """Return a licence in one spelling: SPDX's, or `public domain`."""
    return "public domain" if licence.strip().lower() == "public domain" else licence.strip().replace(" ", "-")


def encode(photo: Photograph) -> bytes:
    """Return the photograph as a JPEG file of the size that its name decides."""
    side = random.Random(photo.file).randint(*LONGER_SIDE)
    picture = Image.open(io.BytesIO(photo.content)).convert("RGB")
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=QUALITY, subsampling=0)
    return content.getvalue()


if __name__ == "__main__":
    main()
