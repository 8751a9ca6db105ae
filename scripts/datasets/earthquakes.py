"""Make the dataset `earthquakes` from the package that carries it.

Source: the package `vega-datasets`, version 3.2.1, of the npm registry. Get and unpack it with

    npm pack vega-datasets@3.2.1
    tar xzf vega-datasets-3.2.1.tgz
    python scripts/datasets/earthquakes.py package

Explosions and quarry blasts are left out, and of each event what the task needs is kept, in the feed's own shape.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "earthquakes" / "week.json.gz"
KEPT = ("mag", "place", "net", "nst", "dmin", "rms", "gap")


def earthquakes(package: Path) -> list[dict[str, Any]]:
    """Return the earthquakes of the week as GeoJSON features, newest first as in the feed; not reported is None."""
    feed = json.loads((package / "data" / "earthquakes.json").read_text(encoding="utf-8"))
    return [
        {
            "type": "Feature",
            "id": event["id"],
            "properties": {name: event["properties"][name] for name in KEPT},
            "geometry": event["geometry"],
        }
        for event in feed["features"]
        if event["properties"]["type"] == "earthquake"
    ]


def main() -> None:
    """Write the shipped feed, one event a line, and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked package")
    events = earthquakes(parser.parse_args().package)
    lines = ",\n".join(json.dumps(event, separators=(",", ":")) for event in events)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    content = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(content)
    print(f'{len(events)} events\npath = "{TARGET.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
    print(f"bytes = {len(content)}")


if __name__ == "__main__":
    main()
