"""The candidate's part holds no row that any exam task hides, keeps all others, and is what the catalogue says."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import numpy as np
import pytest

from gradatim.bank.dataset_users import tasks_by_dataset
from gradatim.data import load
from gradatim.data.candidate_part import candidate_part
from gradatim.data.catalogue import Dataset, DatasetKind, list_datasets, load_dataset, require_examples
from gradatim.data.example_format import PICTURE_COLUMN, Reader, Withheld, fill_in
from gradatim.data.read import Values, open_text, read_columns
from gradatim.data.schema import ColumnType
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.settings import settings
from tests.data.builders import write_dataset
from tests.data.hiding import hiding

WITH_EXAMPLES = [dataset.id for dataset in list_datasets() if dataset.examples]
TABLES = [dataset.id for dataset in list_datasets() if dataset.examples and dataset.examples.reader is Reader.CSV]
# Nothing of the weights that a task hands out beside its examples is hidden.
HIDEABLE = [dataset.id for dataset in list_datasets() if dataset.examples and dataset.kind is not DatasetKind.WEIGHTS]
USED = [(task.id, name) for name, tasks in sorted(tasks_by_dataset().items()) for task in tasks if name in HIDEABLE]

TABLE = b"name,group,size,kind\na,g1,1.5,x\nb,g2,,y\nc,g3,3,x\n"
EXAMPLES = """
[examples]
reader = "csv"
file = "small.csv"
id = "{name}"
supervised = ["size", "kind"]

[examples.types]
name = "text"
group = "text"
size = "number"
kind = ["x", "y"]
"""


@pytest.mark.parametrize(("task_id", "dataset_id"), USED, ids=lambda name: name)
def test_no_row_that_a_task_hides_is_in_the_candidates_part(task_id: str, dataset_id: str) -> None:
    dataset, hidden = load_dataset(dataset_id), hiding(task_id)
    form = require_examples(dataset)
    columns = read_columns(dataset, form)
    part = load(dataset_id)
    drawn = hidden.groups.get(dataset_id, set())
    rules = form.withheld
    groups, visible = _groups(dataset, columns, rules), _groups(dataset, columns, rules, only=part.ids)
    ids = set(fill_in(form.id, columns, form, dataset.rows))
    # What the task hides must be found among the rows, by group, by id or by time; else this test could not fail.
    assert drawn & groups or hidden.ids & ids or _moments(drawn, groups), f"{task_id} hides {sorted(drawn)[:3]}"
    assert not drawn & visible
    assert not hidden.ids & set(part.ids)
    assert not _moments(drawn, visible)


@pytest.mark.parametrize("dataset_id", sorted({dataset_id for _, dataset_id in USED}))
def test_what_no_task_hides_is_the_candidates(dataset_id: str) -> None:
    dataset = load_dataset(dataset_id)
    form = require_examples(dataset)
    part = load(dataset_id)
    tasks = [hiding(task_id) for task_id, used in USED if used == dataset_id]
    hidden = set[str]().union(*(task.groups.get(dataset_id, set()) for task in tasks))
    asked = set[str]().union(*(task.asked.get(dataset_id, set()) for task in tasks))
    columns = read_columns(dataset, form)
    drawn = [rule for rule in form.withheld if rule.share]
    withheld = _groups(dataset, columns, drawn) - _groups(dataset, columns, drawn, only=part.ids)
    # From a moment on everything is withheld, the hours between the hidden ones as well.
    assert withheld & asked <= hidden
    assert 0 < len(part) < dataset.rows


def _groups(
    dataset: Dataset, columns: Mapping[str, Values], rules: Iterable[Withheld], only: Collection[str] | None = None
) -> set[str]:
    """Return the groups that rows belong to by some rules; of all rows, or of those with certain ids only."""
    form = require_examples(dataset)
    wanted = None if only is None else set(only)
    ids = fill_in(form.id, columns, form, dataset.rows)
    return {
        group
        for rule in rules
        for one, group in zip(ids, fill_in(rule.group, columns, form, dataset.rows, rule.step), strict=True)
        if wanted is None or one in wanted
    }


def _moments(periods: set[str], groups: set[str]) -> set[str]:
    """Return the rows of a series that lie in hidden periods, such as the hours of a day."""
    return {group for group in groups if group.partition("T")[0] in periods}


@pytest.mark.parametrize("dataset_id", WITH_EXAMPLES)
def test_the_catalogue_says_what_the_files_hold(dataset_id: str) -> None:
    dataset = load_dataset(dataset_id)
    form = require_examples(dataset)
    columns = read_columns(dataset, form)
    assert {len(values) for values in columns.values()} == {dataset.rows}
    ids = fill_in(form.id, columns, form, dataset.rows)
    assert len(set(ids)) == dataset.rows
    described = {column.name for column in form.columns} - ({PICTURE_COLUMN} if form.archive else set())
    assert described <= set(dataset.columns)
    for column in form.columns:
        values = columns[column.name]
        match column.type:
            case ColumnType.CLASS:
                assert set(values.tolist()) == set(range(len(column.classes)))
            case ColumnType.PICTURE if not form.archive:
                assert values.dtype == np.uint8
            case ColumnType.TEXT:
                assert all(isinstance(value, str) for value in values)


@pytest.mark.parametrize("dataset_id", TABLES)
def test_numbers_keep_their_digits_in_float32(dataset_id: str) -> None:
    dataset = load_dataset(dataset_id)
    form = require_examples(dataset)
    columns = read_columns(dataset, form)
    numbers = [column.name for column in form.columns if column.type is ColumnType.NUMBER]
    with open_text(dataset.file(form.file)) as file:
        for row, cells in enumerate(csv.DictReader(file)):
            for name in numbers:
                cell, value = cells[name], columns[name][row]
                assert (not cell and np.isnan(value)) or float(str(value)) == float(cell), (name, row)


def test_every_dataset_but_weights_has_examples() -> None:
    assert [dataset.id for dataset in list_datasets() if not dataset.examples] == [
        dataset.id for dataset in list_datasets() if dataset.kind is DatasetKind.WEIGHTS and not dataset.rows
    ]


def test_the_bundled_data_stay_small() -> None:
    folder = settings().content / "datasets"
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 60e6


def test_every_file_beside_the_data_is_listed_with_its_checksum() -> None:
    folder = settings().content / "datasets"
    listed = {folder / dataset.id / name for dataset in list_datasets() for name in dataset.checksums}
    stray = {path for path in folder.glob("*/*") if path not in listed and not path.name.startswith("LICENSE")}
    assert not stray


def test_numpy_and_tf_data_hold_the_same_rows() -> None:
    for dataset_id in ("penguins", "earth-tiles"):
        part = load(dataset_id)
        arrays = part.as_numpy()
        data = part.as_tf_data()
        assert len(data) == len(part)
        for row, example in enumerate(data.take(40)):
            for name, tensor in example.items():
                value = arrays[name][row]
                shown = tensor.numpy()
                if name == "image":
                    # The JPEG decoders of Pillow and TensorFlow round in another order.
                    assert shown.shape == value.shape
                    assert np.abs(shown.astype(int) - value).mean() < 2
                else:
                    np.testing.assert_array_equal(shown.decode() if isinstance(shown, bytes) else shown, value)


def test_pairs_are_input_and_target() -> None:
    part = load("fashion-mnist")
    image, label = next(iter(part.as_tf_data(supervised=True)))
    assert image.shape == (28, 28, 1)
    np.testing.assert_array_equal(image.numpy(), part.as_numpy()["images"][0])
    assert part.classes("labels")[int(label)] == "Ankle boot"
    with pytest.raises(UserError, match="as_tf_data"):
        load("penguins").as_tf_data(supervised=True)


def test_groups_are_hidden_as_a_whole_by_share_or_from_a_moment_on(tmp_path: Path) -> None:
    lines = "\n".join(f"r{row},g{row % 50},{row},x" for row in range(1000))
    content = f"name,group,size,kind\n{lines}\n".encode()
    rule = '[[examples.withheld]]\ngroup = "{group}"\nshare = 0.4\n'
    by_share = write_dataset(tmp_path / "a", {"small.csv": content}, EXAMPLES + rule, rows=1000)
    split = Split(b"key")
    groups = candidate_part(by_share, split).stored["group"].tolist()
    assert Counter(groups) == {f"g{n}": 20 for n in range(50) if split.position("small", f"g{n}") >= 0.4}
    rule = '[[examples.withheld]]\ngroup = "{size:08.1f}"\nfirst = "000900.0"\n'
    by_moment = write_dataset(tmp_path / "b", {"small.csv": content}, EXAMPLES + rule, rows=1000)
    assert candidate_part(by_moment, split).stored["size"].tolist() == list(range(900))


def test_groups_may_ignore_capitals_and_count_rows(tmp_path: Path) -> None:
    content = b"name,group,size,kind\na,Oak,1,x\nb,oak,2,y\nc,Elm,3,x\n"
    dataset = write_dataset(tmp_path, {"small.csv": content}, EXAMPLES, rows=3)
    form = require_examples(dataset)
    columns = read_columns(dataset, form)
    assert fill_in("{group!c} {kind}", columns, form, 3) == ["oak x", "oak y", "elm x"]
    assert fill_in("{row_number:02d}{group!r}", columns, form, 3) == ["01'Oak'", "02'oak'", "03'Elm'"]


def test_features_are_flattened_and_null_is_nothing(tmp_path: Path) -> None:
    features = [
        {"id": name, "properties": {"size": size, "kind": "y"}, "geometry": {"coordinates": [1, -2.5, depth]}}
        for name, size, depth in (("a", None, 3), ("b", 7, 0))
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features})
    examples = """
[examples]
reader = "geojson"
file = "small.json.gz"
id = "{id}"
[examples.types]
id = "text"
size = "number"
kind = ["x", "y"]
coordinates = "number 3"
"""
    dataset = write_dataset(tmp_path, {"small.json.gz": gzip.compress(content.encode())}, examples, rows=2)
    part = candidate_part(dataset, Split(b"key"))
    np.testing.assert_array_equal(part.stored["size"], [np.nan, 7])
    np.testing.assert_array_equal(part.stored["coordinates"], [[1, -2.5, 3], [1, -2.5, 0]])
    assert part.stored["kind"].tolist() == [1, 1]
    assert part.ids == ("a", "b")
    form = require_examples(dataset)
    assert fill_in("{coordinates[1]} {coordinates[2]}", part.stored, form, 2, 0.75) == ["-4 4", "-4 0"]


def test_a_dataset_without_examples_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    weights = write_dataset(tmp_path, {"weights.npz": b"..."}, "", kind="weights")
    with pytest.raises(UserError, match="of kind weights") as caught:
        candidate_part(weights, Split(b"key"))
    assert caught.value.next_step == "gradatim data show small"
    for name in ("penguin", "../penguins", ""):
        with pytest.raises(UserError, match="Expected a dataset of the catalogue"):
            load(name)


def test_a_file_that_is_not_what_the_schema_says_is_a_mistake_of_the_catalogue(tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path, {"small.csv": b"name,group,size,kind\na,g,1,z\n"}, EXAMPLES)
    with pytest.raises(ValueError, match="Expected one of x, y in kind"):
        candidate_part(dataset, Split(b"key"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"csv"', '"parquet"', "csv"),
        ('"{name}"', '"{nome}"', "nome"),
        ('["size", "kind"]', '["size", "sort"]', "sort"),
        ('"number"', '"float"', "'float'"),
        ("[examples.types]", 'archive = "small.zip"\n[examples.types]', "`archive` and `picture` together"),
        ('["x", "y"]', '["x", "y"]\n[[examples.withheld]]\ngroup = "{group}"', "either `share` or `first`"),
        ('["x", "y"]', '["x", "y"]\n[[examples.withheld]]\ngroup = "{herd}"\nshare = 0.3', "herd"),
    ],
)
def test_a_mistake_in_an_entry_is_named_with_its_file(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in EXAMPLES
    with pytest.raises(UserError) as caught:
        write_dataset(tmp_path, {"small.csv": TABLE}, EXAMPLES.replace(old, new))
    assert told in str(caught.value)
    assert "small.toml" in caught.value.expected


def test_reading_the_catalogue_and_the_examples_imports_no_tensorflow() -> None:
    program = (
        "import sys; import gradatim.data.catalogue; assert 'numpy' not in sys.modules; "
        "from gradatim.data import load; load('earth-tiles').as_numpy(); assert 'tensorflow' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
