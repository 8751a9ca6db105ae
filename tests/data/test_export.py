"""Exported files hold the candidate's part, are read by the usual libraries, and come whole or not at all."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gradatim.data import load
from gradatim.data.candidate_part import candidate_part
from gradatim.data.catalogue import list_datasets, load_dataset
from gradatim.data.export import ATTRIBUTION_FILE, write
from gradatim.data.export_form import ExportForm, require_suitable, suitable_forms
from gradatim.data.split import Split
from gradatim.errors import UserError
from tests.data.builders import write_dataset

PAIRS = [
    (dataset.id, form) for dataset in list_datasets() for form in suitable_forms(dataset) if form is not ExportForm.TFDS
]


@pytest.mark.parametrize(("dataset_id", "form"), PAIRS)
def test_every_dataset_is_written_in_every_form_that_suits_it(
    dataset_id: str, form: ExportForm, tmp_path: Path
) -> None:
    part = load(dataset_id)
    advanced = []
    write(part, form, tmp_path / "out", lambda: advanced.append(1))
    assert len(advanced) == len(part)
    assert _rows(tmp_path / "out", form, dataset_id) == len(part)
    said = (tmp_path / "out" / ATTRIBUTION_FILE).read_text()
    assert part.dataset.licence in said
    assert " ".join(part.dataset.attribution.split()) in said
    for licence in part.dataset.licence_files:
        assert (tmp_path / "out" / licence.name).read_bytes() == licence.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def _rows(folder: Path, form: ExportForm, dataset_id: str) -> int:
    match form:
        case ExportForm.NUMPY:
            with np.load(folder / f"{dataset_id}.npz") as arrays:
                (length,) = {len(arrays[name]) for name in arrays}
                return length
        case ExportForm.CSV:
            with (folder / f"{dataset_id}.csv").open(encoding="utf-8", newline="") as file:
                return sum(1 for _ in csv.DictReader(file))
        case ExportForm.JSON:
            return len(json.loads((folder / f"{dataset_id}.json").read_text(encoding="utf-8")))
        case _:
            return sum(1 for path in folder.glob("*/*") if path.is_file())


def test_a_table_keeps_every_cell_of_the_source(tmp_path: Path) -> None:
    write(load("penguins"), ExportForm.CSV, tmp_path / "out")
    dataset = load_dataset("penguins")
    with dataset.file("penguins.csv").open(newline="") as file:
        source = {row["row"]: row for row in csv.DictReader(file)}
    with (tmp_path / "out" / "penguins.csv").open(newline="") as file:
        written = list(csv.DictReader(file))
    assert len(written) > 200
    for row in written:
        assert {name: _number(cell) for name, cell in row.items()} == {
            name: _number(cell) for name, cell in source[row["row"]].items()
        }


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


def test_json_names_classes_and_leaves_out_what_is_missing(tmp_path: Path) -> None:
    write(load("penguins"), ExportForm.JSON, tmp_path / "out")
    birds = json.loads((tmp_path / "out" / "penguins.json").read_text())
    first = next(bird for bird in birds if bird["row"] == "penguin-001")
    assert first["species"] == "Adelie"
    assert first["bill_length_mm"] == 39.1
    assert next(bird for bird in birds if bird["row"] == "penguin-004")["bill_length_mm"] is None


def test_folders_hold_the_pictures_of_each_class(tmp_path: Path) -> None:
    part = load("fashion-mnist")
    write(part, ExportForm.FOLDERS, tmp_path / "clothes")
    names = [name.replace("/", "-") for name in part.classes("labels")]
    assert sorted(path.name for path in (tmp_path / "clothes").iterdir() if path.is_dir()) == sorted(names)
    images, labels = part.stored["images"], part.stored["labels"]
    for row in (0, 1000, len(part) - 1):
        path = tmp_path / "clothes" / names[int(labels[row])] / f"{part.ids[row]}.png"
        np.testing.assert_array_equal(np.asarray(Image.open(path)), images[row, ..., 0])
    write(load("earth-tiles"), ExportForm.FOLDERS, tmp_path / "earth")
    tiles = load("earth-tiles")
    content = (tmp_path / "earth" / tiles.ids[0]).read_bytes()
    assert content == tiles.stored["image"][0], "photographs are not compressed once more"
    with (tmp_path / "earth" / "examples.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["path"] for row in rows] == list(tiles.ids)
    assert [row["block"] for row in rows] == tiles.stored["block"].tolist()
    assert rows[0]["class"] == rows[0]["path"].partition("/")[0]


TEXTS = b'{"name": "a", "text": "one", "kind": "x/1"}\n{"name": "b", "text": "zwei \\u00e4", "kind": "y"}\n'
EXAMPLES = """
[examples]
reader = "json lines"
file = "small.jsonl"
id = "{name}"
supervised = ["text", "kind"]

[examples.types]
name = "text"
text = "text"
kind = ["x/1", "y"]
"""


def test_texts_with_classes_become_folders_of_text_files(tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path / "catalogue", {"small.jsonl": TEXTS}, EXAMPLES, kind="texts", rows=2)
    write(candidate_part(dataset, Split(b"key")), ExportForm.FOLDERS, tmp_path / "out")
    assert (tmp_path / "out" / "x-1" / "a.txt").read_text(encoding="utf-8") == "one"
    assert (tmp_path / "out" / "y" / "b.txt").read_text(encoding="utf-8") == "zwei ä"


@pytest.mark.parametrize(
    ("dataset_id", "form", "told"),
    [
        ("penguins", ExportForm.FOLDERS, "not pictures or texts with one class each"),
        ("state-of-the-union", ExportForm.FOLDERS, "not pictures or texts with one class each"),
        ("fashion-mnist", ExportForm.CSV, "pictures"),
        ("fashion-mnist", ExportForm.JSON, "pictures"),
        ("earth-tiles", ExportForm.NUMPY, "differ in size"),
    ],
)
def test_a_form_that_does_not_suit_is_refused_with_those_that_do(dataset_id: str, form: ExportForm, told: str) -> None:
    with pytest.raises(UserError) as caught:
        require_suitable(load_dataset(dataset_id), form)
    assert told in caught.value.received
    assert form not in caught.value.expected.partition(":")[2]
    suitable = caught.value.next_step.split()[-2]
    require_suitable(load_dataset(dataset_id), ExportForm(suitable))


def test_something_in_the_way_is_left_as_it_is(tmp_path: Path) -> None:
    part = load("penguins")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name, received in (("full", "a folder that holds something"), ("file", "a file")):
        with pytest.raises(UserError) as caught:
            write(part, ExportForm.CSV, tmp_path / name)
        assert caught.value.received == received
        assert caught.value.next_step.startswith("gradatim data export penguins --as csv")
    assert (tmp_path / "full" / "mine.txt").read_text() == (tmp_path / "file").read_text() == "mine"
    with pytest.raises(UserError, match="Expected to write penguins into"):
        write(part, ExportForm.CSV, tmp_path / "file" / "below")
    (tmp_path / "empty").mkdir()
    write(part, ExportForm.CSV, tmp_path / "empty")
    assert (tmp_path / "empty" / "penguins.csv").is_file()


def test_an_export_that_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(load("penguins"), ExportForm.CSV, tmp_path / "out", stop)
    assert list(tmp_path.iterdir()) == []
