"""What the READMEs of island-or-lake and which-world say about their data is true."""

from __future__ import annotations

import csv
import json
import runpy
import struct
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

PRACTICE = Split(PRACTICE_SPLIT_KEY.encode())
SECRET = Split(b"an operator's secret")
SCRIPTS = Path(__file__).parents[2] / "scripts" / "datasets"


def table(path: Path) -> dict[str, dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def places(rows: list[dict[str, str]], x: str, y: str) -> np.ndarray[Any, Any]:
    """Return left, top, right, bottom of each photograph in the map that it was cut from."""
    corners = np.array([[int(row[x]), int(row[y])] for row in rows])
    return np.concatenate([corners, corners + [[int(row["width"]), int(row["height"])] for row in rows]], axis=1)


def overlaps(ones: np.ndarray[Any, Any], others: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return which of the first places share a pixel with which of the second."""
    left_top = np.maximum(ones[:, np.newaxis, :2], others[:, :2])
    right_bottom = np.minimum(ones[:, np.newaxis, 2:], others[:, 2:])
    return np.asarray((left_top < right_bottom).all(axis=-1))


# island-or-lake


@pytest.fixture(scope="module")
def island_or_lake() -> ExamTask:
    return load_task("island-or-lake")


@pytest.fixture(scope="module")
def hidden_boxes(island_or_lake: ExamTask) -> Examples:
    return island_or_lake.hidden_set(PRACTICE)


@pytest.fixture(scope="module")
def candidate_folder(island_or_lake: ExamTask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("island-or-lake")
    island_or_lake.write_candidate_data(PRACTICE, folder)
    return folder


def coco(folder: Path) -> dict[str, list[dict[str, Any]]]:
    content: dict[str, list[dict[str, Any]]] = json.loads((folder / "annotations.json").read_text(encoding="utf-8"))
    return content


def test_every_photograph_has_one_box_that_lies_in_it(candidate_folder: Path) -> None:
    content = coco(candidate_folder)
    images = {image["id"]: image for image in content["images"]}
    assert sorted(one["image_id"] for one in content["annotations"]) == sorted(images)
    assert {path.name for path in (candidate_folder / "pictures").iterdir()} == {
        image["file_name"] for image in images.values()
    }
    for annotation in content["annotations"]:
        image = images[annotation["image_id"]]
        x, y, width, height = annotation["bbox"]
        assert 0 < x < x + width < image["width"]
        assert 0 < y < y + height < image["height"]
        with Image.open(candidate_folder / "pictures" / image["file_name"]) as picture:
            assert picture.size == (image["width"], image["height"])


def test_the_annotations_say_what_the_grader_expects(island_or_lake: ExamTask, candidate_folder: Path) -> None:
    known = island_or_lake.training_set(PRACTICE)
    expected = dict(zip(known.ids, known.targets.tolist(), strict=True))
    content = coco(candidate_folder)
    images = {image["id"]: image for image in content["images"]}
    names = {category["id"]: category["name"] for category in content["categories"]}
    assert len(expected) == len(images)
    for annotation in content["annotations"]:
        image = images[annotation["image_id"]]
        x, y, width, height = annotation["bbox"]
        across, down = image["width"], image["height"]
        fractions = [y / down, x / across, (y + height) / down, (x + width) / across]
        label, *edges = expected[image["file_name"]]
        assert island_or_lake.output.classes[int(label)] == names[annotation["category_id"]]
        assert edges == pytest.approx(fractions, abs=1e-5)


@pytest.mark.parametrize("split", [PRACTICE, SECRET])
def test_no_hidden_photograph_shares_a_pixel_or_an_object_with_a_visible_one(
    island_or_lake: ExamTask, split: Split
) -> None:
    rows = table(island_or_lake.dataset.folder / "boxes.csv")
    names = set(island_or_lake.hidden_set(split).ids)
    hidden, visible = ([row for name, row in rows.items() if (name in names) == side] for side in (True, False))
    assert len(hidden) > 300
    assert not {row["object"] for row in hidden} & {row["object"] for row in visible}
    assert not overlaps(places(hidden, "x", "y"), places(visible, "x", "y")).any()
    # The photographs of one object do overlap, so the test can see it.
    assert overlaps(places(hidden, "x", "y"), places(hidden, "x", "y")).sum() > len(hidden)


def test_the_hidden_photographs_are_as_many_as_the_readme_says(
    island_or_lake: ExamTask, hidden_boxes: Examples
) -> None:
    rows = table(island_or_lake.dataset.folder / "boxes.csv")
    assert hidden_boxes.blocks is not None
    assert len(set(hidden_boxes.blocks.tolist())) >= 30
    assert abs(len(hidden_boxes.ids) - 510) < 10
    assert abs(len({rows[name]["object"] for name in hidden_boxes.ids}) - 105) < 5
    assert np.bincount(hidden_boxes.targets[:, 0].astype(int)).min() > 90


def test_the_box_is_where_the_colours_change(hidden_boxes: Examples) -> None:
    """An island is less blue inside its box than the rest of the photograph; with the axes exchanged it is less so."""
    islands = hidden_boxes.targets[:, 0] == 0
    share = 0.0
    exchanged = 0.0
    for image, (top, left, bottom, right) in zip(
        hidden_boxes.inputs[islands], hidden_boxes.targets[islands, 1:], strict=True
    ):
        blueness = image[..., 2] - image[..., 0]
        share += contrast(blueness, top, left, bottom, right)
        exchanged += contrast(blueness, left, top, right, bottom)
    assert share > 1.5 * exchanged > 0


def contrast(levels: np.ndarray[Any, Any], top: float, left: float, bottom: float, right: float) -> float:
    inside = np.zeros(levels.shape, dtype=bool)
    side = len(levels)
    inside[round(top * side) : round(bottom * side), round(left * side) : round(right * side)] = True
    return float(levels[~inside].mean() - levels[inside].mean())


def test_a_larger_file_is_shrunk_without_averaging_as_tensorflow_does(island_or_lake: ExamTask) -> None:
    data = runpy.run_path(str(island_or_lake.folder / "data.py"))
    stripes = np.zeros((96, 96, 3), dtype=np.float32)
    stripes[:, ::2] = 200
    # Each new pixel lies midway between two old columns, of which one is bright; averaging four would give the same,
    # so the width is chosen such that it does not: of 144 columns, every third one is hit exactly.
    assert np.allclose(data["_interpolated"](stripes, 1), 100)
    thirds = np.zeros((48, 144, 3), dtype=np.float32)
    thirds[:, 1::3] = 90
    assert np.allclose(data["_interpolated"](thirds, 1), 90)


def test_a_shapefile_is_read_by_its_outer_rings(tmp_path: Path) -> None:
    script = runpy.run_path(str(SCRIPTS / "islands_and_lakes.py"))
    clockwise = [(10.0, 20.0), (10.0, 21.0), (12.0, 21.0), (12.0, 20.0), (10.0, 20.0)]
    hole = [(10.5, 20.2), (11.0, 20.2), (11.0, 20.8), (10.5, 20.8), (10.5, 20.2)]
    points = b"".join(struct.pack("<dd", *point) for point in clockwise + hole)
    content = struct.pack("<i4d2i2i", 5, 10, 20, 12, 21, 2, 10, 0, 5) + points
    record = struct.pack(">ii", 1, len(content) // 2) + content
    (tmp_path / "land.shp").write_bytes(bytes(100) + record)
    (outline,) = script["read_outlines"](tmp_path / "land.shp", "island")
    assert (outline.box.left, outline.box.right) == (190 * 15, 192 * 15)
    assert (outline.box.top, outline.box.bottom) == (69 * 15, 70 * 15)
    assert outline.name == "island+011.0+20.5"


# which-world


@pytest.fixture(scope="module")
def which_world() -> ExamTask:
    return load_task("which-world")


def test_no_two_photographs_of_a_world_share_a_pixel(which_world: ExamTask) -> None:
    rows = list(table(which_world.dataset.folder / "photographs.csv").values())
    for world in which_world.output.classes:
        cut = places([row for row in rows if row["class"] == world], "left", "top")
        assert overlaps(cut, cut).sum() == len(cut) > 100


@pytest.mark.parametrize("split", [PRACTICE, SECRET])
def test_each_world_is_among_the_hidden_photographs_and_whole_squares_are_hidden(
    which_world: ExamTask, split: Split
) -> None:
    rows = table(which_world.dataset.folder / "photographs.csv")
    hidden = which_world.hidden_set(split)
    assert len(hidden.ids) > 300
    assert np.bincount(hidden.targets, minlength=8).min() >= 30
    blocks = {rows[name]["block"] for name in hidden.ids}
    assert len(blocks) > 90
    assert not blocks & {rows[name]["block"] for name in which_world.training_set(split).ids}


def test_the_folder_of_a_photograph_is_its_class(which_world: ExamTask, tmp_path: Path) -> None:
    which_world.write_candidate_data(PRACTICE, tmp_path)
    known = which_world.training_set(PRACTICE)
    for name, target in zip(known.ids, known.targets.tolist(), strict=True):
        assert name.split("/")[0] == which_world.output.classes[target]
        with Image.open(tmp_path / "train" / name) as picture:
            assert picture.mode == "L"
            assert all(32 <= side <= 44 for side in picture.size)
    assert len(list((tmp_path / "train").glob("*/*.jpg"))) == len(known.ids)


def test_classes_run_from_the_sun_outwards_and_not_from_a_to_z(which_world: ExamTask) -> None:
    million_kilometres = {"mercury": 58, "venus": 108, "moon": 150, "mars": 228, "europa": 778, "rhea": 1427}
    distances = [million_kilometres[name] for name in which_world.output.classes if name in million_kilometres]
    assert all(nearer < farther for nearer, farther in pairwise(distances))
    assert list(which_world.output.classes) != sorted(which_world.output.classes)


def test_the_radar_stripes_of_venus_are_left_out(which_world: ExamTask) -> None:
    script = runpy.run_path(str(SCRIPTS / "worlds.py"))
    striped = np.full((40, 40), 90, dtype=np.uint8)
    assert not script["has_gap"](Image.fromarray(striped))
    striped[:, 20] = 0
    assert script["has_gap"](Image.fromarray(striped))
    for examples in (which_world.training_set(PRACTICE), which_world.hidden_set(PRACTICE)):
        venus = examples.inputs[examples.targets == which_world.output.classes.index("venus")]
        assert venus.min() > 20
