"""Make the dataset `x-ray-lines` from the package that carries it.

Source: the package `xraydb`, version 4.5.8, of the Python Package Index. Get and unpack it with

    pip download --no-deps xraydb==4.5.8
    unzip xraydb-4.5.8-py3-none-any.whl -d xraydb
    python scripts/datasets/x_ray_lines.py xraydb

Of the database's emission lines ten are taken, those that occur in at least fifty elements and are strong enough to be
seen in practice. Each energy is checked against the difference of the two levels between which the electron falls.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sqlite3
from pathlib import Path

TARGET = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "x-ray-lines" / "lines.csv"
LINES = {
    "K-L3": "K-alpha-1",
    "K-L2": "K-alpha-2",
    "K-M3": "K-beta-1",
    "K-N2,3": "K-beta-2",
    "L3-M5": "L-alpha-1",
    "L2-M4": "L-beta-1",
    "L1-M3": "L-beta-3",
    "L2-N4": "L-gamma-1",
    "L3-M1": "L-l",
    "L2-M1": "L-eta",
}
TOLERANCE = 0.1
"""eV, by which the sum of two rounded levels may differ from the energy of the line."""


def lines(package: Path) -> list[dict[str, object]]:
    """Return one row an element and line, by atomic number.

    Raises:
        ValueError: An energy is not the difference of the two levels.
    """
    with sqlite3.connect(package / "xraydb" / "xraydb.sqlite") as database:
        elements = {symbol: (number, name) for number, symbol, name in database.execute(
            "select atomic_number, element, name from elements"
        )}  # fmt: skip
        levels = {(symbol, level): energy for symbol, level, energy in database.execute(
            "select element, iupac_symbol, absorption_edge from xray_levels"
        )}  # fmt: skip
        transitions = database.execute(
            "select element, iupac_symbol, initial_level, final_level, emission_energy from xray_transitions"
        ).fetchall()
    rows = []
    for symbol, line, initial, final, energy in transitions:
        if line not in LINES:
            continue
        ends = [levels[symbol, level] for level in final_levels(final)]
        falls = [levels[symbol, initial] - end for end in ends]
        if not min(falls) - TOLERANCE <= energy <= max(falls) + TOLERANCE:
            raise ValueError(f"Expected {line} of {symbol} between {falls} eV. Received: {energy}")
        number, name = elements[symbol]
        rows.append(
            {"atomic_number": number, "symbol": symbol, "element": name, "line": LINES[line], "electron_volts": energy}
        )
    order = list(LINES.values())
    return sorted(rows, key=lambda row: (row["atomic_number"], order.index(str(row["line"]))))


def final_levels(name: str) -> list[str]:
    """Return the levels that a name such as `N2,3` stands for."""
    return [name[0] + digit for digit in name[1:].split(",")]


def main() -> None:
    """Write the shipped table and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked wheel")
    rows = lines(parser.parse_args().package)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    content = TARGET.read_bytes()
    print(f'{len(rows)} rows\npath = "{TARGET.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
    print(f"bytes = {len(content)}")


if __name__ == "__main__":
    main()
