"""Make the dataset `diamonds` from the package that carries it.

Source: the package `plotnine`, version 0.15.9, of the Python Package Index, which hands on the table of the R package
ggplot2. Get and unpack it with

    pip download --no-deps plotnine==0.15.9
    unzip plotnine-0.15.9-py3-none-any.whl -d plotnine
    python scripts/datasets/diamonds.py plotnine

Three things in the source would spoil a test, and are mended here.

- Some measures cannot be true, such as a height of 0 mm. The depth percentage is 100 times the height over the mean of
  length and width; rows in which it is off by more than half a point are left out.
- Some stones stand there more than once: offered by several dealers, or with length and width exchanged. Of rows with
  the same weight, cut, colour, clarity and measures (length and width in either order) only the first is kept.
- Rows stand in an order that has to do with the price. Of those that remain, 12,000 are drawn by a hash of their
  number, and written in the order of that hash.

With `--picture` it also draws the picture of the data that the task `diamond-prices` shows: some of the
candidate's stones of a practice exam.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import runpy
from pathlib import Path

from gradatim.data.catalogue import load_dataset
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "diamonds"
PICTURE = CONTENT / "exam" / "2-learning-dataset" / "diamond-prices" / "data.png"
COLUMNS = ("carat", "cut", "color", "clarity", "depth", "table", "x", "y", "z", "price")
STONES = 12_000
DEPTH_OFF_BY = 0.5
SHOWN = 3_000
CLARITIES_SHOWN = {"I1": "v", "SI1": "o", "VS1": "s", "IF": "^"}

Row = dict[str, str]


def possible(row: Row) -> bool:
    """Return whether the measures agree with the depth that the same row states."""
    length, width, height = (float(row[name]) for name in "xyz")
    if min(length, width, height) == 0:
        return False
    return abs(200 * height / (length + width) - float(row["depth"])) <= DEPTH_OFF_BY


def stone(row: Row) -> tuple[str | float, ...]:
    """Return what makes two rows the same stone."""
    sides = sorted((float(row["x"]), float(row["y"])))
    return (float(row["carat"]), row["cut"], row["color"], row["clarity"], *sides, float(row["z"]))


def position(name: str) -> str:
    """Return where a row stands in an order that has nothing to do with its values."""
    return hashlib.sha256(name.encode()).hexdigest()


def diamonds(package: Path) -> list[Row]:
    """Return the drawn stones, each with the number of its row in the source, counted from 1."""
    first: dict[tuple[str | float, ...], Row] = {}
    with (package / "plotnine" / "data" / "diamonds.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            if possible(row):
                first.setdefault(stone(row), {"id": f"diamond-{number:05d}", **{name: row[name] for name in COLUMNS}})
    print(f"{number} rows, {len(first)} different stones with possible measures, {STONES} drawn")
    return sorted(first.values(), key=lambda row: position(row["id"]))[:STONES]


def draw() -> None:
    """Draw price against weight of some of the candidate's stones, a marker for each of four clarities."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import ScalarFormatter

    task = runpy.run_path(str(PICTURE.with_name("data.py")))
    rows = task["diamonds"](load_dataset("diamonds"), Split(PRACTICE_SPLIT_KEY.encode()), hidden=False)
    figure = Figure(figsize=(7, 4.2), layout="constrained")
    axes = figure.subplots()
    for clarity, marker in CLARITIES_SHOWN.items():
        shown = [row for row in rows[:SHOWN] if row["clarity"] == clarity]
        weights, prices = ([float(row[name]) for row in shown] for name in ("carat", "price"))
        axes.scatter(weights, prices, marker=marker, s=14, alpha=0.6, label=f"clarity {clarity}")
    axes.set(xscale="log", yscale="log", xlabel="weight, carat", ylabel="price, US dollars", title="Diamonds")
    axes.set_xticks([0.25, 0.5, 1, 2, 3])
    axes.set_yticks([500, 1000, 2000, 5000, 10_000])
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(ScalarFormatter())
        axis.set_minor_formatter("")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


def main() -> None:
    """Write the shipped table and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked wheel")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    rows = diamonds(arguments.package)
    text = io.StringIO()
    table = csv.DictWriter(text, fieldnames=["id", *COLUMNS], lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    target = FOLDER / "diamonds.csv.gz"
    target.parent.mkdir(exist_ok=True)
    content = gzip.compress(text.getvalue().encode(), mtime=0)
    target.write_bytes(content)
    print(f'path = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')
    if arguments.picture:
        draw()


if __name__ == "__main__":
    main()
