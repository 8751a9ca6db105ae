"""Make the four pictures of the drill `any-picture`: grey, transparent, palette, and one stored on its side.

python scripts/drills/any_picture.py src/gradatim/content/drills/image/any-picture/files/pictures
"""

from __future__ import annotations

import argparse
import io
import zipfile
from pathlib import Path

from PIL import Image

TILES = Path("src/gradatim/content/datasets/earth-tiles/tiles.zip")
ORIENTATION = 274  # the number of the EXIF entry
TURN_CLOCKWISE = 6


def main() -> None:
    """Write grey.png, clear.png, palette.gif and turned.jpg."""
    parser = argparse.ArgumentParser(description="Make the pictures of the drill any-picture.")
    parser.add_argument("folder", type=Path, help="where to write them")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    tile("mountain/mountain-018.jpg").convert("L").save(folder / "grey.png")
    clear = Image.new("RGBA", (30, 20), (0, 0, 0, 0))
    clear.paste((200, 30, 30, 255), (10, 5, 20, 15))
    clear.save(folder / "clear.png")
    tile("coast/coast-011.jpg").quantize(16).save(folder / "palette.gif")
    exif = Image.Exif()
    exif[ORIENTATION] = TURN_CLOCKWISE
    # Stored turned the other way, so that following the note gives the tile back.
    tile("coast/coast-004.jpg").transpose(Image.Transpose.ROTATE_90).save(folder / "turned.jpg", exif=exif, quality=90)


def tile(name: str) -> Image.Image:
    """Return one tile of the dataset earth-tiles."""
    with zipfile.ZipFile(TILES) as archive:
        return Image.open(io.BytesIO(archive.read(name))).convert("RGB")


if __name__ == "__main__":
    main()
