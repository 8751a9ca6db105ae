"""Make the datasets `fuels` and `cells` from the R package that carries them.

Source: Debian's package `r-cran-modeldata`, version 1.1.0-1. Get and unpack it, without installing it, with

    apt-get download r-cran-modeldata
    dpkg-deb -x r-cran-modeldata_1.1.0-1_all.deb modeldata
    pip install rdata
    python scripts/datasets/modeldata.py modeldata

R keeps the tables of a package in one file of compressed objects with an index beside it; the package `rdata` reads
both. What is left out or changed is said at each of the two functions below.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import lzma
import struct
import zlib
from pathlib import Path
from typing import Any

DATASETS = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets"
TABLES = Path("usr/lib/R/site-library/modeldata/data/Rdata.rdb")

ELEMENTS = ("carbon", "hydrogen", "oxygen", "nitrogen", "sulfur")
DULONG_LIMIT = 10.0
"""MJ/kg. Dulong's formula is off by 2 on average; a row that it misses by 10 holds an analysis of something else."""
SAME_ANALYSIS = 0.25
SAME_HEAT = 0.05

CELL_COLUMNS = {
    "area_ch_1": "area",
    "perim_ch_1": "perimeter",
    "length_ch_1": "length",
    "width_ch_1": "width",
    "fiber_length_ch_1": "fibre_length",
    "fiber_width_ch_1": "fibre_width",
    "convex_hull_area_ratio_ch_1": "hull_area_ratio",
    "convex_hull_perim_ratio_ch_1": "hull_perimeter_ratio",
    "shape_bfr_ch_1": "box_fill",
    "shape_p_2_a_ch_1": "roughness",
    "avg_inten_ch_1": "mean_1",
    "avg_inten_ch_2": "mean_2",
    "avg_inten_ch_3": "mean_3",
    "avg_inten_ch_4": "mean_4",
    "total_inten_ch_1": "total_1",
    "total_inten_ch_2": "total_2",
    "var_inten_ch_1": "deviation_1",
    "diff_inten_density_ch_1": "contrast_1",
    "entropy_inten_ch_1": "entropy_1",
    "skew_inten_ch_1": "skewness_1",
}

Row = dict[str, Any]


def table(package: Path, name: str) -> list[Row]:
    """Return one table of the package as rows by column name."""
    import rdata

    index = rdata.conversion.convert(rdata.parser.parse_file((package / TABLES).with_suffix(".rdx")))
    start, length = (int(number) for number in index["variables"][name])
    stored = (package / TABLES).read_bytes()[start : start + length]
    (size,) = struct.unpack(">I", stored[:4])
    # A Z after the size means a bare stream of LZMA2, nothing means zlib (R, src/main/serialize.c).
    raw_lzma = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]
    content = (
        lzma.decompress(stored[5:], format=lzma.FORMAT_RAW, filters=raw_lzma)
        if stored[4:5] == b"Z"
        else zlib.decompress(stored[4:])
    )
    if len(content) != size:
        raise ValueError(f"Expected {size} bytes of {name}. Received: {len(content)}")
    frame = rdata.conversion.convert(rdata.parser.parse_data(content))
    return list(frame.to_dict("records"))


def fuels(package: Path) -> list[Row]:
    """Return one row a fuel, in the source's order.

    Left out: rows whose heat is further from Dulong's formula than any fuel's (misprints, such as a branch of wood of
    97 % carbon), and later rows that repeat an earlier one's analysis and heat, mostly under another name.
    """
    rows: list[Row] = []
    for number, source in enumerate(table(package, "biomass"), start=1):
        values = {name: round(float(source[name]), 4) for name in (*ELEMENTS, "HHV")}
        hydrogen_free = values["hydrogen"] - values["oxygen"] / 8
        dulong = 0.3383 * values["carbon"] + 1.443 * hydrogen_free + 0.0942 * values["sulfur"]
        repeats = any(
            all(abs(earlier[name] - values[name]) < SAME_ANALYSIS for name in ELEMENTS)
            and abs(earlier["heat"] - values["HHV"]) < SAME_HEAT
            for earlier in rows
        )
        if abs(dulong - values["HHV"]) > DULONG_LIMIT or repeats:
            continue
        name = " ".join(str(source["sample"]).split())
        analysis = {element: values[element] for element in ELEMENTS}
        rows.append({"row": f"fuel-{number:03d}", "fuel": name, **analysis, "heat": values["HHV"]})
    return rows


def cells(package: Path) -> list[Row]:
    """Return one row a cell, in the source's order: twenty of its 56 measurements, to five significant digits."""
    return [
        {
            "row": f"cell-{number:04d}",
            **{ours: f"{float(source[theirs]):.5g}" for theirs, ours in CELL_COLUMNS.items()},
            "outline": {"PS": "poor", "WS": "good"}[str(source["class"])],
        }
        for number, source in enumerate(table(package, "cells"), start=1)
    ]


def write(rows: list[Row], target: Path) -> None:
    """Write a table, compressed where its name ends in .gz, and print what the catalogue entry needs."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    if target.suffix == ".gz":
        content = gzip.compress(content, compresslevel=9, mtime=0)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    print(f'{len(rows)} rows\npath = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
    print(f"bytes = {len(content)}")


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked package")
    package = parser.parse_args().package
    write(fuels(package), DATASETS / "fuels" / "fuels.csv")
    write(cells(package), DATASETS / "cells" / "cells.csv.gz")


if __name__ == "__main__":
    main()
