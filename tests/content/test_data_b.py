"""The data of categories 3 and 4: what the candidate gets, what is hidden, and that the two never meet."""

from __future__ import annotations

import ast
import csv
import gzip
import io
import re
import runpy
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.grading.bands import score_for
from gradatim.grading.metrics import measure
from gradatim.settings import PRACTICE_SPLIT_KEY

PRACTICE = Split(PRACTICE_SPLIT_KEY.encode())
TASKS = ("earth-from-above", "which-era")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=TASKS)
def task(request: pytest.FixtureRequest) -> ExamTask:
    return load_task(request.param)


def test_the_data_is_the_same_for_the_same_key(task: ExamTask, tmp_path: Path) -> None:
    first, second = task.hidden_set(PRACTICE), task.hidden_set(PRACTICE)
    assert first.ids == second.ids
    assert np.array_equal(first.inputs, second.inputs)
    task.write_candidate_data(PRACTICE, tmp_path / "once")
    task.write_candidate_data(PRACTICE, tmp_path / "again")
    files = [path for path in (tmp_path / "once").rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(tmp_path / "once")).read_bytes()


def test_another_key_hides_other_examples(task: ExamTask) -> None:
    practice, other = (set(task.hidden_set(split).ids) for split in (PRACTICE, Split(b"an operator's secret")))
    assert len(practice - other) > 0.3 * len(practice)


@pytest.mark.parametrize("key", [PRACTICE_SPLIT_KEY, "one secret", "another secret"])
def test_naive_predictions_score_at_most_1_and_perfect_ones_5(task: ExamTask, key: str) -> None:
    split = Split(key.encode())
    hidden = task.hidden_set(split)
    predictions = task.baselines(split)
    naive = [name for name in predictions if name.startswith("naive")]
    assert naive
    for name in naive:
        metric = measure(task.rubric.metric, predictions[name], hidden, task.output)
        assert score_for(metric.value, task.rubric) <= 1, (name, metric)
    perfect = np.eye(len(task.output.classes), dtype=np.float32)[hidden.targets]
    assert score_for(measure(task.rubric.metric, perfect, hidden, task.output).value, task.rubric) == 5


@pytest.mark.parametrize("key", [PRACTICE_SPLIT_KEY, "one secret", "another secret"])
def test_every_class_is_well_represented_among_the_hidden(task: ExamTask, key: str) -> None:
    hidden = task.hidden_set(Split(key.encode()))
    shares = np.bincount(hidden.targets, minlength=len(task.output.classes)) / len(hidden.targets)
    assert shares.min() > 0.4 / len(shares)


# 3 earth-from-above


@pytest.fixture(scope="module")
def earth() -> ExamTask:
    return load_task("earth-from-above")


@pytest.fixture(scope="module")
def photographs(earth: ExamTask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("earth")
    earth.write_candidate_data(PRACTICE, folder)
    return folder


def test_no_two_photographs_come_from_one_cell_of_the_map(earth: ExamTask) -> None:
    tiles = rows(earth.dataset.folder / "tiles.csv")
    cells = {(int(tile["west"]), int(tile["south"])) for tile in tiles}
    assert len(cells) == len(tiles)
    assert all(west % 3 == south % 3 == 0 for west, south in cells)


def test_no_photograph_exceeds_its_cell_and_they_differ_in_shape(earth: ExamTask) -> None:
    with zipfile.ZipFile(earth.dataset.folder / "tiles.zip") as archive:
        sizes = {Image.open(io.BytesIO(archive.read(name))).size for name in archive.namelist()}
    assert min(min(size) for size in sizes) == 28
    assert max(max(size) for size in sizes) == 45
    assert len(sizes) > 200


def test_a_block_of_the_map_is_wholly_hidden_or_wholly_visible(earth: ExamTask, photographs: Path) -> None:
    tiles = {tile["file"]: tile for tile in rows(earth.dataset.folder / "tiles.csv")}
    hidden = earth.hidden_set(PRACTICE)
    visible = rows(photographs / "train.csv")
    assert {row["file"] for row in visible} | set(hidden.ids) == set(tiles)
    assert not {row["block"] for row in visible} & {tiles[name]["block"] for name in hidden.ids}
    for tile in tiles.values():
        west, south = int(tile["west"]) // 6 * 6, int(tile["south"]) // 6 * 6
        assert tile["block"] == f"{west:+04d}{south:+04d}"


def test_photographs_of_one_block_are_resampled_together(earth: ExamTask) -> None:
    tiles = {tile["file"]: tile["block"] for tile in rows(earth.dataset.folder / "tiles.csv")}
    hidden = earth.hidden_set(PRACTICE)
    assert hidden.blocks is not None
    pairs = {(tiles[name], int(block)) for name, block in zip(hidden.ids, hidden.blocks, strict=True)}
    assert len(pairs) == len({block for block, _ in pairs}) == len({block for _, block in pairs})


def test_folders_name_the_classes_in_the_order_of_the_probabilities(earth: ExamTask, photographs: Path) -> None:
    folders = sorted(path.name for path in (photographs / "train").iterdir())
    assert tuple(folders) == earth.output.classes
    listed = {row["file"] for row in rows(photographs / "train.csv")}
    found = {path.relative_to(photographs / "train").as_posix() for path in (photographs / "train").rglob("*.jpg")}
    assert found == listed
    hidden = earth.hidden_set(PRACTICE)
    for name, target in zip(hidden.ids, hidden.targets, strict=True):
        assert name.split("/")[0] == earth.output.classes[target]


def test_the_grader_resizes_as_tensorflow_does(earth: ExamTask, photographs: Path) -> None:
    import keras
    import tensorflow as tf

    resized_pixels = runpy.run_path(str(earth.folder / "data.py"))["resized_pixels"]
    files = sorted((photographs / "train").rglob("*.jpg"))[::12]
    ours = np.stack([resized_pixels(path.read_bytes()) for path in files])
    decoded = (tf.io.decode_jpeg(path.read_bytes(), 3, dct_method="INTEGER_ACCURATE") for path in files)
    assert np.allclose(ours, np.stack([tf.image.resize(image, (64, 64)) for image in decoded]), atol=1e-3)
    assert ours.dtype == np.float32

    # What the README promises of the default decoder.
    theirs = keras.utils.image_dataset_from_directory(
        photographs / "train", image_size=(64, 64), batch_size=None, shuffle=False, verbose=False
    )
    assert tuple(theirs.class_names) == earth.output.classes
    pixels = {Path(path): image for path, image in zip(theirs.file_paths, (x.numpy() for x, _ in theirs), strict=True)}
    assert np.abs(ours - np.stack([pixels[path] for path in files])).mean() < 1.5


# 4 which-era


@pytest.fixture(scope="module")
def era() -> ExamTask:
    return load_task("which-era")


@pytest.fixture(scope="module")
def hidden_passages(era: ExamTask) -> Examples:
    return era.hidden_set(PRACTICE)


@pytest.fixture(scope="module")
def passages(era: ExamTask) -> dict[str, dict[str, str]]:
    with gzip.open(era.dataset.folder / "passages.csv.gz", "rt", newline="", encoding="utf-8") as table:
        return {row["id"]: row for row in csv.DictReader(table)}


@pytest.fixture(scope="module")
def archive(era: ExamTask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("era")
    era.write_candidate_data(PRACTICE, folder)
    return folder


def words(text: str) -> list[str]:
    return re.findall("[a-z]+", text.lower())


def test_a_speech_is_wholly_hidden_or_wholly_visible(
    archive: Path, passages: dict[str, dict[str, str]], hidden_passages: Examples
) -> None:
    visible = rows(archive / "train.csv")
    hidden_speeches = [passages[name]["speech"] for name in hidden_passages.ids]
    assert len(visible) + len(hidden_speeches) == len(passages)
    assert not {row["speech"] for row in visible} & set(hidden_speeches)
    assert hidden_passages.blocks is not None
    pairs = set(zip(hidden_speeches, hidden_passages.blocks.tolist(), strict=True))
    assert len(pairs) == len(set(hidden_speeches)) == len(set(hidden_passages.blocks.tolist()))


def test_no_hidden_passage_shares_twelve_words_in_a_row_with_a_visible_one(
    archive: Path, passages: dict[str, dict[str, str]], hidden_passages: Examples
) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        tokens = words(text)
        return {tuple(tokens[start : start + 12]) for start in range(len(tokens) - 11)}

    visible = set().union(*(runs(row["text"]) for row in rows(archive / "train.csv")))
    assert len(visible) > 100_000
    assert visible.isdisjoint(set().union(*(runs(passages[name]["text"]) for name in hidden_passages.ids)))


def test_the_vocabulary_is_the_commonest_words_of_the_visible_passages(archive: Path) -> None:
    lines = (archive / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["<padding>", "<unknown>"]
    assert len(lines) == len(set(lines)) == 8000
    in_vocabulary = set(lines)
    count_of = Counter(word for row in rows(archive / "train.csv") for word in words(row["text"]))
    in_file = [count_of[word] for word in lines[2:]]
    assert in_file == sorted(in_file, reverse=True)
    assert in_file[-1] >= max(count for word, count in count_of.items() if word not in in_vocabulary)


def test_hidden_token_ids_stand_for_the_passages_words(
    archive: Path, passages: dict[str, dict[str, str]], hidden_passages: Examples
) -> None:
    lines = (archive / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    known = set(lines)
    for name, tokens in zip(hidden_passages.ids, hidden_passages.inputs, strict=True):
        expected = [word if word in known else "<unknown>" for word in words(passages[name]["text"])][:100]
        assert [lines[token] for token in tokens] == expected + ["<padding>"] * (100 - len(expected))


def token_ids_of(script: Path) -> Callable[[str, dict[str, int]], list[int]]:
    """Return a script's token_ids() without importing Keras, as the script itself does."""
    tree = ast.parse(script.read_text(encoding="utf-8"))
    wanted: list[ast.stmt] = [
        node
        for node in tree.body
        if (isinstance(node, ast.FunctionDef) and node.name == "token_ids")
        or (isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant))
    ]
    names: dict[str, object] = {"re": re}
    exec(compile(ast.Module(wanted, []), script, "exec"), names)
    function: Callable[[str, dict[str, int]], list[int]] = names["token_ids"]  # type: ignore[assignment]
    return function


@pytest.mark.parametrize("script", ["starter.py", "solution.py"])
def test_the_candidate_makes_the_same_token_ids_as_the_grader(era: ExamTask, script: str, archive: Path) -> None:
    lines = tuple((archive / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
    vocabulary = {word: line for line, word in enumerate(lines)}
    grader = runpy.run_path(str(era.folder / "data.py"))["token_ids"]
    candidate = token_ids_of(era.folder / script)
    texts = ["In 1862 America's cause", "", "—“Peace”— zzyzx!", "word " * 150]
    texts += [row["text"] for row in rows(archive / "train.csv")[:200]]
    expected: npt.NDArray[np.int32] = grader(texts, lines)
    assert [candidate(text, vocabulary) for text in texts] == expected.tolist()
    assert [lines[token] for token in expected[0][:5]] == ["in", "america", "s", "cause", "<padding>"]


def test_eras_follow_the_year_of_the_speech(era: ExamTask, archive: Path) -> None:
    for row in rows(archive / "train.csv"):
        first, last = row["era"].split("-")
        assert row["era"] in era.output.classes
        assert int(first) <= int(row["speech"][:4]) <= int(last)


def test_a_validation_split_from_the_end_holds_all_eras(era: ExamTask, archive: Path) -> None:
    table = rows(archive / "train.csv")
    last = [row["era"] for row in table[-len(table) // 5 :]]
    assert all(last.count(name) > 0.1 * len(last) for name in era.output.classes)


def test_the_length_of_a_passage_says_nothing_about_its_era(era: ExamTask, archive: Path) -> None:
    table = rows(archive / "train.csv")
    means = [np.mean([len(row["text"].split()) for row in table if row["era"] == name]) for name in era.output.classes]
    assert max(means) - min(means) < 2.5
