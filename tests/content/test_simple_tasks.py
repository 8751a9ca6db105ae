"""What the READMEs of four simple tasks say of their data."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gradatim.bank.reader import load_task
from gradatim.data.catalogue import load_dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

SPLIT = Split(PRACTICE_SPLIT_KEY.encode())


def parts(task: str) -> tuple[Examples, Examples]:
    return load_task(task).training_set(SPLIT), load_task(task).hidden_set(SPLIT)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("task", "yours", "theirs"),
    [
        ("fuel-heat", (260, 280), (235, 250)),
        ("x-ray-lines", (430, 455), (355, 385)),
        ("cell-outlines", (1180, 1230), (790, 840)),
        ("quake-size", (840, 880), (800, 840)),
    ],
)
def test_each_part_has_about_as_many_examples_as_the_readme_says(
    task: str, yours: tuple[int, int], theirs: tuple[int, int]
) -> None:
    training, hidden = parts(task)
    assert yours[0] <= len(training.ids) <= yours[1]
    assert theirs[0] <= len(hidden.ids) <= theirs[1]


@pytest.mark.parametrize("task", ["fuel-heat", "x-ray-lines", "quake-size"])
def test_what_belongs_together_is_on_one_side(task: str) -> None:
    training, hidden = parts(task)
    # Blocks are numbered within a part, so compare what they stand for.
    names = {
        "fuel-heat": {row["row"]: row["fuel"].casefold() for row in fuels()},
        "x-ray-lines": {one: one.split()[0] for part in (training, hidden) for one in part.ids},
        "quake-size": {
            one["id"]: np.floor(np.array(one["geometry"]["coordinates"][:2]) * 4).tobytes() for one in week()
        },
    }[task]
    assert not {names[one] for one in training.ids} & {names[one] for one in hidden.ids}
    for part in (training, hidden):
        assert part.blocks is not None
        assert len(np.unique(part.blocks)) == len({names[one] for one in part.ids})


def fuels() -> list[dict[str, str]]:
    return read_csv(load_dataset("fuels").file("fuels.csv"))


def week() -> list[dict[str, Any]]:
    with gzip.open(load_dataset("earthquakes").file("week.json.gz"), "rt", encoding="utf-8") as file:
        features: list[dict[str, Any]] = json.load(file)["features"]
    return features


def test_fuels_are_per_cent_and_megajoules_without_misprints_or_repetitions() -> None:
    rows = fuels()
    shares = np.array(
        [[row[name] for name in ("carbon", "hydrogen", "oxygen", "nitrogen", "sulfur")] for row in rows], float
    )
    heat = np.array([row["heat"] for row in rows], float)
    assert len(rows) == 514
    assert shares.min() >= 0
    assert shares.sum(axis=1).max() <= 101
    assert 5 < heat.min() < heat.max() < 40
    carbon, hydrogen, oxygen, _, sulfur = shares.T
    assert np.abs(0.3383 * carbon + 1.443 * (hydrogen - oxygen / 8) + 0.0942 * sulfur - heat).max() <= 10
    for row in range(len(rows)):
        alike = (np.abs(shares - shares[row]) < 0.25).all(axis=1) & (np.abs(heat - heat[row]) < 0.05)
        assert alike.sum() == 1, rows[row]["fuel"]


def test_the_candidate_gets_energies_in_electron_volts_and_the_grader_wants_kilo_electron_volts(tmp_path: Path) -> None:
    load_task("x-ray-lines").write_candidate_data(SPLIT, tmp_path)
    rows = read_csv(tmp_path / "lines.csv")
    training, hidden = parts("x-ray-lines")
    energies = np.array([row["electron_volts"] for row in rows], float) / 1000
    np.testing.assert_allclose(training.targets[:, 0].astype(float), energies, rtol=1e-6)
    np.testing.assert_array_equal(
        training.inputs, np.array([[row["atomic_number"], row["line_number"]] for row in rows], np.float32)
    )
    everything = np.concatenate([training.targets, hidden.targets])
    assert everything.min() < 0.1
    assert 120 < everything.max() < 135
    # 8.05 keV is what every X-ray laboratory knows of copper.
    both = dict(zip(training.ids + hidden.ids, everything[:, 0], strict=True))
    assert both["Cu K-alpha-1"] == pytest.approx(8.05, abs=0.01)


def test_line_numbers_are_those_of_the_readme(tmp_path: Path) -> None:
    task = load_task("x-ray-lines")
    task.write_candidate_data(SPLIT, tmp_path)
    numbered = {f"{row['line_number']} {row['line']}" for row in read_csv(tmp_path / "lines.csv")}
    readme = " ".join((task.folder / "README.md").read_text(encoding="utf-8").split())
    assert len(numbered) == 10
    assert all(name in readme for name in numbered)


def test_the_columns_of_the_cells_are_the_order_of_the_input(tmp_path: Path) -> None:
    load_task("cell-outlines").write_candidate_data(SPLIT, tmp_path)
    rows = read_csv(tmp_path / "cells.csv")
    training, hidden = parts("cell-outlines")
    columns = [name for name in rows[0] if name != "outline"]
    assert len(columns) == 20
    np.testing.assert_array_equal(
        training.inputs, np.array([[row[name] for name in columns] for row in rows], np.float32)
    )
    assert [("poor", "good")[target] for target in training.targets] == [row["outline"] for row in rows]
    for part in (training, hidden):
        assert 0.32 < part.targets.mean() < 0.4


def test_null_in_the_report_is_minus_one_in_the_input_and_nothing_else_is(tmp_path: Path) -> None:
    load_task("quake-size").write_candidate_data(SPLIT, tmp_path)
    features = json.loads((tmp_path / "quakes.json").read_text(encoding="utf-8"))["features"]
    training, hidden = parts("quake-size")
    for column, name in enumerate(("nst", "dmin", "rms", "gap"), start=1):
        null = np.array([one["properties"][name] is None for one in features])
        np.testing.assert_array_equal(training.inputs[:, column] == -1, null)
        assert training.inputs[~null, column].min() >= 0
    assert min(training.inputs[:, 0].min(), hidden.inputs[:, 0].min()) < 0
    assert np.mean(training.inputs[:, 1] == -1) == pytest.approx(1 / 3, abs=0.02)


def test_most_strong_earthquakes_lack_a_number() -> None:
    training, hidden = parts("quake-size")
    inputs, magnitude = (
        np.concatenate([training.inputs, hidden.inputs]),
        np.concatenate([training.targets, hidden.targets]),
    )
    assert np.mean(inputs[magnitude[:, 0] >= 4, 1] == -1) > 0.9
