"""The photographs and the pretrained network of category 3: what the READMEs say of them is so."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from gradatim.bank.reader import load_task
from gradatim.data.catalogue import load_dataset
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

PRACTICE = Split(PRACTICE_SPLIT_KEY.encode())
KNOWN = Path(__file__).parent / "known_photographs"
CLASSES = ("animal", "building", "fish", "object", "power")
FREE = {"public domain", "CC0-1.0", "CC-BY-2.0", "CC-BY-3.0", "CC-BY-SA-4.0"}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def candidate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("candidate")
    load_task("photo-archive").write_candidate_data(PRACTICE, folder)
    return folder


def test_every_photograph_names_its_author_its_source_and_a_licence_that_lets_it_be_passed_on(candidate: Path) -> None:
    for row in table(candidate / "train.csv"):
        assert row["author"], row["file"]
        assert row["source"].startswith("http"), row["file"]
        assert row["licence"] in FREE, row["file"]


def test_the_table_and_the_folders_name_the_same_photographs(candidate: Path) -> None:
    files = {path.relative_to(candidate / "train").as_posix() for path in (candidate / "train").rglob("*.jpg")}
    assert files == {row["file"] for row in table(candidate / "train.csv")}
    assert {file.split("/")[0] for file in files} == set(CLASSES)


def test_the_parts_are_as_large_as_the_readme_says(candidate: Path) -> None:
    hidden = load_task("photo-archive").hidden_set(PRACTICE)
    shown = table(candidate / "train.csv")
    assert 110 <= len(shown) <= 130
    assert 95 <= len(hidden.ids) <= 110
    assert not set(hidden.ids) & {row["file"] for row in shown}
    for counts in (
        Counter(row["class"] for row in shown),
        Counter(CLASSES[label] for label in hidden.targets.tolist()),
    ):
        assert set(counts) == set(CLASSES)
        assert min(counts.values()) >= 12


def test_photographs_come_in_many_shapes_and_sizes() -> None:
    with zipfile.ZipFile(load_dataset("photo-subjects").file("photographs.zip")) as archive:
        sizes = [Image.open(io.BytesIO(archive.read(name))).size for name in archive.namelist()]
    assert len(sizes) == 221
    assert {max(size) for size in sizes} <= set(range(119, 191))
    assert len(set(sizes)) > 150
    assert any(width < height for width, height in sizes)


def test_the_grader_gives_what_image_dataset_from_directory_gives(candidate: Path) -> None:
    import keras

    task = load_task("photo-archive")
    folder = keras.utils.image_dataset_from_directory(
        candidate / "train",
        class_names=list(CLASSES),
        image_size=(224, 224),
        batch_size=16,
        shuffle=False,
        verbose=False,
    )
    theirs, labels = (np.concatenate(parts) for parts in zip(*folder.as_numpy_iterator(), strict=True))
    ours = task.training_set(PRACTICE)
    order = np.argsort(ours.ids)
    assert np.array_equal(ours.targets[order], labels)
    assert ours.inputs.dtype == np.float32
    assert 200 < ours.inputs.max() <= 255
    # TensorFlow decodes JPEG with less accuracy than Pillow.
    assert np.abs(ours.inputs[order] - theirs).mean() < 1.5


@pytest.fixture(scope="module")
def network(candidate: Path) -> Any:
    import keras

    return keras.models.load_model(candidate / "features.keras")


def pixels(name: str, side: int = 224) -> npt.NDArray[np.float32]:
    image = Image.open(KNOWN / name).convert("RGB").resize((side, side), Image.Resampling.BICUBIC)
    return np.asarray(image, dtype=np.float32)[np.newaxis]


def likeliest(network: Any, photograph: npt.NDArray[np.float32]) -> str:
    with np.load(KNOWN / "classifier.npz") as classifier:
        features = network.predict(photograph, verbose=0).mean(axis=(1, 2))
        logits = features @ classifier["weights"].astype(np.float32) + classifier["bias"]
        return str(classifier["names"][logits.argmax()])


@pytest.mark.parametrize(("photograph", "name"), [("cat.jpg", "Egyptian cat"), ("espresso.jpg", "espresso")])
def test_the_network_knows_what_photographs_show(network: Any, photograph: str, name: str) -> None:
    assert likeliest(network, pixels(photograph)) == name


def test_the_network_takes_other_sizes_and_returns_features_for_each_32_pixels(network: Any) -> None:
    assert network.predict(pixels("cat.jpg"), verbose=0).shape == (1, 7, 7, 1280)
    features = network.predict(pixels("cat.jpg", side=161), verbose=0)
    assert features.shape == (1, 6, 6, 1280)
    assert features.min() >= 0
    assert likeliest(network, pixels("cat.jpg", side=160)) == "Egyptian cat"


def test_the_network_is_loaded_with_32_bits_and_as_many_weights_as_stated(network: Any) -> None:
    assert {str(weight.dtype) for weight in network.weights} == {"float32"}
    assert network.count_params() == 3_413_024
