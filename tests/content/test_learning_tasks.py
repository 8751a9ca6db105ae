"""The data of the tasks diamond-prices, job-times and mail-sorting: what their READMEs say of it holds."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

PRACTICE = Split(PRACTICE_SPLIT_KEY.encode())


def candidate_file(task: ExamTask, folder: Path, name: str) -> Path:
    task.write_candidate_data(PRACTICE, folder)
    assert [path.name for path in folder.iterdir()] == [name]
    return folder / name


def shipped_rows(task: ExamTask, name: str) -> dict[str, dict[str, str]]:
    with gzip.open(task.dataset.file(name), "rt", encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("task_id", "mine", "hidden"),
    [("diamond-prices", 8400, 3600), ("job-times", 2800, 1600), ("mail-sorting", 3500, 1500)],
)
def test_there_are_as_many_examples_as_the_readme_says(task_id: str, mine: int, hidden: int) -> None:
    task = load_task(task_id)
    assert len(task.training_set(PRACTICE).ids) == pytest.approx(mine, rel=0.03)
    assert len(task.hidden_set(PRACTICE).ids) == pytest.approx(hidden, rel=0.03)


# diamond-prices

WORDS = {
    "cut": "Fair, Good, Very Good, Premium, Ideal",
    "color": "J, I, H, G, F, E, D",
    "clarity": "I1, SI2, SI1, VS2, VS1, VVS2, VVS1, IF",
}


def test_the_candidates_table_and_the_readmes_lists_give_what_the_grader_gives(tmp_path: Path) -> None:
    task = load_task("diamond-prices")
    with candidate_file(task, tmp_path, "diamonds.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    readme = (task.folder / "README.md").read_text(encoding="utf-8")
    for words in WORDS.values():
        assert words in readme
    columns = ("carat", "cut", "color", "clarity", "depth", "table", "x", "y", "z")
    rows = [
        [WORDS[name].split(", ").index(row[name]) if name in WORDS else float(row[name]) for name in columns]
        for row in table
    ]
    examples = task.training_set(PRACTICE)
    assert np.array_equal(np.array(rows, np.float32), examples.inputs)
    assert np.array_equal(np.array([[float(row["price"])] for row in table], np.float32), examples.targets)


def test_hidden_diamonds_are_rows_of_the_dataset_with_their_price_in_dollars() -> None:
    task = load_task("diamond-prices")
    rows = shipped_rows(task, "diamonds.csv.gz")
    hidden = task.hidden_set(PRACTICE)
    for example, stone, price in zip(hidden.ids, hidden.inputs, hidden.targets[:, 0], strict=True):
        assert stone[[0, 4, 6]].tolist() == [np.float32(rows[example][name]) for name in ("carat", "depth", "x")]
        assert price == float(rows[example]["price"])


def test_diamonds_lie_in_the_ranges_that_the_readme_states() -> None:
    rows = shipped_rows(load_task("diamond-prices"), "diamonds.csv.gz").values()
    carats, prices = ([float(row[name]) for row in rows] for name in ("carat", "price"))
    assert (min(carats), max(carats)) == (0.2, 4.5)
    assert (min(prices), max(prices)) == (326, 18806)


def test_no_diamond_has_measures_that_cannot_be_true() -> None:
    for row in shipped_rows(load_task("diamond-prices"), "diamonds.csv.gz").values():
        length, width, height = (float(row[name]) for name in "xyz")
        assert 200 * height / (length + width) == pytest.approx(float(row["depth"]), abs=0.5001)


def test_no_stone_is_there_twice_even_with_length_and_width_exchanged() -> None:
    rows = shipped_rows(load_task("diamond-prices"), "diamonds.csv.gz").values()
    named = ("carat", "cut", "color", "clarity", "z")
    assert len({(*(row[name] for name in named), *sorted((row["x"], row["y"]))) for row in rows}) == len(rows)


# job-times

PROTOCOLS = "ACDEFGHIJKLMNO"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLASSES = ("VF", "F", "M", "L")


def jobs_file(tmp_path: Path) -> list[dict[str, Any]]:
    path = candidate_file(load_task("job-times"), tmp_path, "jobs.json")
    jobs: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return jobs


def test_the_jobs_file_and_the_readmes_lists_give_what_the_grader_gives(tmp_path: Path) -> None:
    jobs = jobs_file(tmp_path)
    rows = [
        [
            PROTOCOLS.index(job["protocol"]),
            job["data"]["compounds"],
            job["data"]["input_fields"],
            job["iterations"],
            DAYS.index(job["submitted"]["day"]),
            job["submitted"]["minute"],
            job["submitted"]["jobs_pending"],
        ]
        for job in jobs
    ]
    examples = load_task("job-times").training_set(PRACTICE)
    assert np.array_equal(np.array(rows, np.float32), examples.inputs)
    assert [CLASSES.index(job["class"]) for job in jobs] == examples.targets.tolist()


def test_the_readmes_example_has_the_keys_of_the_file(tmp_path: Path) -> None:
    readme = (load_task("job-times").folder / "README.md").read_text(encoding="utf-8")
    shown = json.loads(readme.split("```json\n")[1].split("```")[0])
    for job in jobs_file(tmp_path):
        assert job.keys() == shown.keys()
        assert all(job[key].keys() == shown[key].keys() for key in ("data", "submitted"))


def test_jobs_lie_in_the_ranges_that_the_readme_states() -> None:
    rows = shipped_rows(load_task("job-times"), "jobs.csv.gz").values()
    ranges = {
        "compounds": (20, 14103),
        "input_fields": (10, 56671),
        "iterations": (10, 200),
        "num_pending": (0, 5605),
    }
    for name, expected in ranges.items():
        values = [int(row[name]) for row in rows]
        assert (min(values), max(values)) == expected
    assert all(0 <= int(row["minute"]) < 24 * 60 for row in rows)
    assert {row["protocol"] for row in rows} == set(PROTOCOLS)
    assert {row["day"] for row in rows} == set(DAYS)


def test_half_the_jobs_are_very_fast_and_one_in_sixteen_is_long() -> None:
    for examples in (load_task("job-times").training_set(PRACTICE), load_task("job-times").hidden_set(PRACTICE)):
        shares = np.bincount(examples.targets, minlength=4) / len(examples.targets)
        assert shares[0] == pytest.approx(1 / 2, abs=0.03)
        assert shares[3] == pytest.approx(1 / 16, abs=0.015)
        assert list(shares) == sorted(shares, reverse=True)


def test_runs_that_may_be_on_one_set_of_data_are_a_block_and_never_on_both_sides() -> None:
    task = load_task("job-times")
    hidden, mine = task.hidden_set(PRACTICE), task.training_set(PRACTICE)
    assert {tuple(row[:2]) for row in hidden.inputs}.isdisjoint({tuple(row[:2]) for row in mine.inputs})
    assert hidden.blocks is not None
    of_block = {(block, *row[:2]) for block, row in zip(hidden.blocks.tolist(), hidden.inputs.tolist(), strict=True)}
    assert len(of_block) == len(set(hidden.blocks.tolist())) > 500


# mail-sorting


def test_the_digits_file_has_the_four_arrays_of_keras_datasets(tmp_path: Path) -> None:
    with np.load(candidate_file(load_task("mail-sorting"), tmp_path, "digits.npz")) as arrays:
        assert set(arrays) == {"x_train", "y_train", "x_test", "y_test"}
        parts = {name: arrays[name] for name in arrays}
    assert all(part.dtype == np.uint8 for part in parts.values())
    assert len(parts["x_test"]) < len(parts["x_train"])
    examples = load_task("mail-sorting").training_set(PRACTICE)
    assert np.array_equal(np.concatenate([parts["x_test"], parts["x_train"]]), examples.inputs)
    assert np.array_equal(np.concatenate([parts["y_test"], parts["y_train"]]), examples.targets)
    for part in ("y_train", "y_test"):
        shares = Counter(parts[part].tolist())
        assert sorted(shares) == list(range(10))
        assert max(shares.values()) < 2 * min(shares.values())


def test_hidden_digits_are_pictures_of_the_dataset_with_their_label() -> None:
    task = load_task("mail-sorting")
    with np.load(task.dataset.file("digits.npz")) as arrays:
        pictures, labels = arrays["pictures"], arrays["labels"]
    hidden = task.hidden_set(PRACTICE)
    for example, picture, label in zip(hidden.ids, hidden.inputs, hidden.targets, strict=True):
        row = int(example.removeprefix("digit-")) - 1
        assert labels[row] == label
        assert np.array_equal(pictures[row], picture)


def test_no_picture_of_a_digit_is_there_twice() -> None:
    with np.load(load_task("mail-sorting").dataset.file("digits.npz")) as arrays:
        pictures = arrays["pictures"].reshape(5000, -1)
    assert np.bincount(pictures[:, 0], minlength=1)[0] == 5000, "the corner of each picture is background"
    assert len({picture.tobytes() for picture in pictures}) == 5000
