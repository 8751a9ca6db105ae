"""Make the dataset `penguins` from the package that carries it.

Source: the package `palmerpenguins`, version 0.1.6, of the Python Package Index. Get and unpack it with

    pip download --no-deps palmerpenguins==0.1.6
    unzip palmerpenguins-0.1.6-py3-none-any.whl -d palmerpenguins
    python scripts/datasets/penguins.py palmerpenguins

The package has a tidy and a raw table with the same birds in the same order. The tidy one lacks the ring number, the
raw one has long column names; the shipped table takes the ring number from the raw one and the rest from the tidy one.
A number such as N21A1 stands for a nest and a partner, and comes back in later seasons, often for the same bird. So it
is kept: what may be one bird must not stand on both sides of the hidden split.

With `--picture` it also draws the picture of the data that the task `penguin-mass` shows: the candidate's birds of a
practice exam.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import runpy
from pathlib import Path

from gradatim.data.catalogue import load_dataset
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "penguins"
PICTURE = CONTENT / "exam" / "1-simple" / "penguin-mass" / "data.png"
MARKERS = {"Adelie": "o", "Chinstrap": "^", "Gentoo": "s"}
COPIED = ("species", "island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex", "year")


def read(path: Path) -> list[dict[str, str]]:
    """Return a table's rows by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def penguins(package: Path) -> list[dict[str, str]]:
    """Return one row a penguin, in the source's order; not measured is empty.

    Raises:
        ValueError: The two tables do not list the same birds.
    """
    tidy = read(package / "palmerpenguins" / "data" / "penguins.csv")
    raw = read(package / "palmerpenguins" / "data" / "penguins-raw.csv")
    rows = []
    for number, (bird, ringed) in enumerate(zip(tidy, raw, strict=True), start=1):
        same = (bird["body_mass_g"], bird["flipper_length_mm"]) == (
            ringed["Body Mass (g)"],
            ringed["Flipper Length (mm)"],
        )
        if not same or not ringed["Species"].startswith(bird["species"]):
            raise ValueError(f"Expected the same bird in row {number} of both tables. Received: {bird} and {ringed}")
        values = {name: "" if bird[name] == "NA" else bird[name] for name in COPIED}
        rows.append({"row": f"penguin-{number:03d}", "ring": ringed["Individual ID"], **values})
    return rows


def draw() -> None:
    """Draw mass against flipper length of the candidate's birds, one marker a species."""
    from matplotlib.figure import Figure

    task = runpy.run_path(str(PICTURE.with_name("data.py")))
    visible = task["penguins"](load_dataset("penguins"), Split(PRACTICE_SPLIT_KEY.encode()), hidden=False)
    figure = Figure(figsize=(7, 4.2), layout="constrained")
    axes = figure.subplots()
    for species, marker in MARKERS.items():
        birds = [one for one in visible if one.species == species]
        flipper = [float(one.flipper_length_mm) for one in birds]
        mass = [float(one.body_mass_g) for one in birds]
        axes.scatter(flipper, mass, marker=marker, s=22, alpha=0.6, label=species)
    axes.set(xlabel="flipper length, mm", ylabel="body mass, g", title="Palmer penguins")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


def main() -> None:
    """Write the shipped table and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked wheel")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    rows = penguins(arguments.package)
    target = FOLDER / "penguins.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    content = target.read_bytes()
    print(f'path = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')
    if arguments.picture:
        draw()


if __name__ == "__main__":
    main()
