"""Make the dataset `mauna-loa-co2` from the package that carries it.

Source: the package `statsmodels`, version 0.15.0, of the Python Package Index. Get and unpack it with

    pip download --no-deps statsmodels==0.15.0
    unzip statsmodels-0.15.0-*.whl -d statsmodels
    python scripts/datasets/mauna_loa_co2.py statsmodels

`statsmodels/datasets/co2/data.py` in it says where the series comes from and that it is in the public domain. Dates and
values are taken as they are; only the dates are written with hyphens. Weeks without a measurement stay empty.

With `--picture` it also draws the picture of the data that the task `mauna-loa` shows.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "mauna-loa-co2"
PICTURE = CONTENT / "exam" / "5-sequences" / "mauna-loa" / "data.png"
WEEK = dt.timedelta(weeks=1)
END_OF_CANDIDATE_PART = dt.date(1986, 1, 1)

Weeks = dict[dt.date, str]


def read(path: Path) -> Weeks:
    """Return the measurement of each week as the source writes it; an empty text is a week without one.

    Raises:
        ValueError: The rows are not one week apart.
    """
    weeks: Weeks = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = dt.datetime.strptime(row["date"], "%Y%m%d").date()  # noqa: DTZ007  # a date has no time zone
            if weeks and day - max(weeks) != WEEK:
                raise ValueError(f"Expected the Saturday after {max(weeks)}. Received: {day}")
            weeks[day] = row["co2"]
    return weeks


def draw(weeks: Weeks) -> None:
    """Draw the candidate's years, and two of them by themselves with what is given and what is asked."""
    from matplotlib.figure import Figure

    days = [day for day in weeks if day < END_OF_CANDIDATE_PART]
    values = [float(weeks[day] or "nan") for day in days]
    figure = Figure(figsize=(8, 4.6), layout="constrained")
    above, below = figure.subplots(2)
    above.plot(days, values, linewidth=1)
    above.set_title("The weeks that you are given", fontsize=9, loc="left")
    window, asked = slice(-260, -156), -131
    below.plot(days[window], values[window], linewidth=1.2, label="what enters the model: 104 weeks")
    below.plot(days[asked], values[asked], "o", color="C3", label="what must leave it: the 26th week after them")
    below.set_title("One example", fontsize=9, loc="left")
    below.legend(fontsize=8, loc="lower right")
    for axes in (above, below):
        axes.tick_params(labelsize=8)
        axes.grid(alpha=0.3)
    figure.supylabel("carbon dioxide, ppm", fontsize=9)
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


def main() -> None:
    """Write the shipped file and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked wheel")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    weeks = read(arguments.package / "statsmodels" / "datasets" / "co2" / "co2.csv")
    content = ("week,co2\n" + "".join(f"{day},{value}\n" for day, value in weeks.items())).encode()
    target = FOLDER / "weekly.csv"
    target.write_bytes(content)
    print(f'path = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')
    if arguments.picture:
        draw(weeks)


if __name__ == "__main__":
    main()
