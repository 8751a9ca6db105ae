"""Make the dataset `cluster-jobs` from the package that carries it.

Source: the Debian package `r-cran-modeldata`, version 1.1.0-1, its table `hpc_data`. Get and unpack it, without
installing anything, and let the package `rdata` 1.1.0 of the Python Package Index read what R has written:

    apt-get download r-cran-modeldata
    dpkg-deb -x r-cran-modeldata_1.1.0-1_all.deb modeldata
    pip install rdata==1.1.0
    python scripts/datasets/cluster_jobs.py modeldata

All 4,331 rows are kept, in the source's order, with the source's names. The hour is written as the minute of the day,
which it was before somebody divided it by 60.

With `--picture` it also draws the picture of the data that the task `job-times` shows: the candidate's
jobs of a practice exam.
"""

from __future__ import annotations

import argparse
import bz2
import csv
import gzip
import hashlib
import io
import lzma
import runpy
import zlib
from pathlib import Path
from typing import Any

from gradatim.data.catalogue import load_dataset
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "cluster-jobs"
PICTURE = CONTENT / "exam" / "2-learning-dataset" / "job-times" / "data.png"
TABLE = "hpc_data"
COLUMNS = ("id", "protocol", "compounds", "input_fields", "iterations", "num_pending", "minute", "day", "class")
CLASSES = {"VF": ("very fast", "."), "F": ("fast", "x"), "M": ("moderate", "s"), "L": ("long", "^")}

Row = dict[str, str | int]


def unpack(record: bytes) -> bytes:
    """Return what R has compressed: four bytes of length, a letter for the method unless it is zlib, then the data.

    Raises:
        ValueError: What comes out is not as long as it should be.
    """
    length, method, data = int.from_bytes(record[:4]), record[4:5], record[5:]
    if method == b"2":
        content = bz2.decompress(data)
    elif method == b"Z":
        content = lzma.decompress(data, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2}])
    else:
        content = zlib.decompress(record[4:])
    if len(content) != length:
        raise ValueError(f"Expected {length} bytes. Received: {len(content)}")
    return content


def read_table(database: Path, name: str) -> Any:
    """Return one table of a package's data, which R keeps in one file (.rdb) with an index (.rdx).

    Args:
        database: Path of the two files, without their endings.
        name: The table.

    Returns:
        A pandas data frame.
    """
    from rdata import conversion, parser

    index = conversion.convert(parser.parse_data(database.with_suffix(".rdx").read_bytes()))
    offset, length = (int(number) for number in index["variables"][name])
    record = database.with_suffix(".rdb").read_bytes()[offset : offset + length]
    return conversion.convert(parser.parse_data(unpack(record)))


def jobs(package: Path) -> list[Row]:
    """Return one row a job, in the source's order."""
    table = read_table(package / "usr/lib/R/site-library/modeldata/data/Rdata", TABLE)
    rows: list[Row] = []
    for number, job in enumerate(table.to_dict("records"), start=1):
        minute = round(job["hour"] * 60)
        if abs(minute - job["hour"] * 60) > 0.01:
            raise ValueError(f"Expected whole minutes. Received: {job['hour']} hours in row {number}")
        whole = {name: int(job[name]) for name in ("compounds", "input_fields", "iterations", "num_pending")}
        text = {name: str(job[name]) for name in ("protocol", "day", "class")}
        rows.append({"id": f"job-{number:04d}", "minute": minute, **whole, **text})
    return rows


def draw() -> None:
    """Draw input fields against compounds of the candidate's jobs, one marker a class, and how many there are."""
    from matplotlib.figure import Figure

    task = runpy.run_path(str(PICTURE.with_name("data.py")))
    rows = task["jobs"](load_dataset("cluster-jobs"), Split(PRACTICE_SPLIT_KEY.encode()), hidden=False)
    figure = Figure(figsize=(8, 3.8), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(3, 1))
    for name, (words, marker) in CLASSES.items():
        shown = [row for row in rows if row["class"] == name]
        compounds, fields = ([int(row[column]) for row in shown] for column in ("compounds", "input_fields"))
        left.scatter(compounds, fields, marker=marker, s=12, alpha=0.5, label=f"{name} {words}")
        right.bar(name, len(shown))
        right.annotate(str(len(shown)), (name, len(shown)), ha="center", va="bottom")
    left.set(xscale="log", yscale="log", xlabel="compounds", ylabel="input fields")
    left.grid(alpha=0.3)
    left.legend(loc="upper left", fontsize=8)
    right.set(ylabel="jobs")
    right.margins(y=0.1)
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


def main() -> None:
    """Write the shipped table and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked Debian package")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    rows = jobs(arguments.package)
    text = io.StringIO()
    table = csv.DictWriter(text, fieldnames=COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    target = FOLDER / "jobs.csv.gz"
    target.parent.mkdir(exist_ok=True)
    content = gzip.compress(text.getvalue().encode(), mtime=0)
    target.write_bytes(content)
    print(f'path = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')
    if arguments.picture:
        draw()


if __name__ == "__main__":
    main()
