"""Make the five files of the drill `broken-pictures`, of which two are pictures that decode.

python scripts/drills/broken_pictures.py src/gradatim/content/drills/image/broken-pictures/files/downloads
"""

from __future__ import annotations

import argparse
import zipfile
from pathlib import Path

TILES = Path("src/gradatim/content/datasets/earth-tiles/tiles.zip")


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Make the files of the drill broken-pictures.")
    parser.add_argument("folder", type=Path, help="where to write them")
    folder = parser.parse_args().folder
    with zipfile.ZipFile(TILES) as archive:
        coast, forest, snow = (
            archive.read(f"{name}-003.jpg") for name in ("coast/coast", "forest/forest", "snow/snow")
        )
    contents = {
        "coast/one.jpg": coast,
        "coast/two.jpg": b"<html><body>404 Not Found</body></html>\n",
        "forest/ONE.JPG": forest,
        "forest/two.jpg": forest[: len(forest) // 2],
        "snow/one.jpg.part": snow[:200],
    }
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
