"""The sharp and the blurred pictures of category 3: what the README says of them is so."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gradatim.bank.reader import load_task
from gradatim.data.catalogue import load_dataset
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

PRACTICE = Split(PRACTICE_SPLIT_KEY.encode())
FREE = {"public domain", "CC-BY-SA-3.0", "CC-BY-SA-4.0"}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def candidate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("candidate")
    load_task("sharp-or-blurred").write_candidate_data(PRACTICE, folder)
    return folder


def test_every_picture_names_its_author_its_source_and_a_licence_that_lets_it_be_passed_on(candidate: Path) -> None:
    for row in rows_of(candidate / "train.csv"):
        assert row["author"], row["file"]
        assert row["source"].split()[0] in {"endless-sky-data", "scratch"}, row["file"]
        assert row["licence"] in FREE, row["file"]


def test_the_parts_are_as_large_as_the_readme_says_and_share_no_photograph(candidate: Path) -> None:
    shown = rows_of(candidate / "train.csv")
    hidden = load_task("sharp-or-blurred").hidden_set(PRACTICE)
    photograph = {
        row["file"]: row["photograph"] for row in rows_of(load_dataset("photo-sharpness").file("photographs.csv"))
    }
    assert 740 <= len(shown) <= 780
    assert 390 <= len(hidden.ids) <= 430
    assert not {row["photograph"] for row in shown} & {photograph[name] for name in hidden.ids}
    assert hidden.blocks is not None
    assert len(set(hidden.blocks.tolist())) == len({photograph[name] for name in hidden.ids}) >= 60
    files = {path.relative_to(candidate / "train").as_posix() for path in (candidate / "train").rglob("*.jpg")}
    assert files == {row["file"] for row in shown}
    for labels in (Counter(row["class"] for row in shown), Counter(hidden.targets.tolist())):
        assert 0.45 < min(labels.values()) / labels.total() <= 0.5


def test_pictures_come_in_many_shapes_and_no_side_exceeds_what_the_grader_enlarges_to() -> None:
    with zipfile.ZipFile(load_dataset("photo-sharpness").file("photographs.zip")) as archive:
        sizes = [Image.open(io.BytesIO(archive.read(name))).size for name in archive.namelist()]
    assert {max(size) for size in sizes} <= set(range(71, 97))
    assert len(set(sizes)) > 300
    assert any(width < height for width, height in sizes)


def test_blur_and_noise_are_as_strong_as_the_readme_says_and_sharp_pictures_have_no_blur() -> None:
    for row in rows_of(load_dataset("photo-sharpness").file("photographs.csv")):
        extent = float(row["extent"])
        assert 0 <= float(row["noise"]) <= 2
        if row["class"] == "sharp":
            assert (row["blur"], extent) == ("", 0)
        else:
            low, high = {"focus": (1.5, 3.2), "shake": (5, 10)}[row["blur"]]
            assert low <= extent <= high, row["file"]


def test_the_grader_gives_what_image_dataset_from_directory_gives_and_a_label_of_1_means_blurred(
    candidate: Path,
) -> None:
    import keras

    task = load_task("sharp-or-blurred")
    folder = keras.utils.image_dataset_from_directory(
        candidate / "train",
        class_names=["sharp", "blurred"],
        label_mode="binary",
        image_size=(96, 96),
        batch_size=64,
        shuffle=False,
        verbose=False,
    )
    theirs, labels = (np.concatenate(parts) for parts in zip(*folder.as_numpy_iterator(), strict=True))
    ours = task.training_set(PRACTICE)
    # Keras goes through the folders in the order of the classes, and through the files by name.
    order = np.lexsort((np.array(ours.ids), ours.targets))
    assert np.array_equal(labels[:, 0], ours.targets[order])
    # TensorFlow decodes with a quicker transform: about 1 of 255 apart on average, as the README says.
    apart = np.abs(theirs - ours.inputs[order])
    assert apart.mean() < 1.5
