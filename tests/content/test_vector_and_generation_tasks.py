"""The word vectors, and the data of the tasks `what-is-it` and `next-letter`: what their READMEs claim."""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import re
import runpy
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.data.catalogue import load_dataset
from gradatim.data.split import Split
from gradatim.grading.bands import score_for
from gradatim.grading.metrics import measure
from gradatim.settings import PRACTICE_SPLIT_KEY

PRACTICE = Split(PRACTICE_SPLIT_KEY.encode())
KEYS = (PRACTICE_SPLIT_KEY, "one secret", "another secret")

Vectors = npt.NDArray[np.float32]


# word-vectors


@pytest.fixture(scope="module")
def vectors() -> dict[str, Vectors]:
    with np.load(load_dataset("word-vectors").file("word-vectors.npz")) as archive:
        assert archive["vectors"].dtype == np.float16
        assert archive["vectors"].shape == (19_690, 50)
        table = archive["vectors"].astype(np.float32)
        return dict(zip(archive["words"].tolist(), table, strict=True))


@pytest.fixture(scope="module")
def nearest(vectors: dict[str, Vectors]) -> Callable[..., list[str]]:
    """Return the three words with the highest cosine to a sum of words, less others; neither are answers."""
    words = list(vectors)
    table = np.stack(list(vectors.values()))
    table /= np.linalg.norm(table, axis=1, keepdims=True)

    def find(*plus: str, minus: str = "") -> list[str]:
        wanted = sum(vectors[word] for word in plus) - (vectors[minus] if minus else 0)
        return [words[row] for row in np.argsort(-(table @ wanted)) if words[row] not in (*plus, minus)][:3]

    return find


def test_words_are_plain_and_come_commonest_first(vectors: dict[str, Vectors]) -> None:
    words = list(vectors)
    assert len(words) == 19_690
    assert words[:5] == ["the", "of", "to", "and", "in"]
    assert all(re.fullmatch("[a-z]+", word) for word in words)


@pytest.mark.parametrize(
    ("word", "neighbours"),
    [
        ("france", ["french", "belgium", "paris"]),
        ("terrible", ["horrible", "awful", "tragic"]),
        ("dog", ["cat", "dogs", "horse"]),
        ("tuesday", ["monday", "thursday", "wednesday"]),
    ],
)
def test_words_of_like_meaning_are_neighbours(
    nearest: Callable[..., list[str]], word: str, neighbours: list[str]
) -> None:
    assert set(nearest(word)) == set(neighbours)


@pytest.mark.parametrize(
    ("plus", "minus", "answer"),
    [
        (("king", "woman"), "man", "queen"),
        (("paris", "italy"), "france", "rome"),
        (("walking", "swim"), "walk", "swimming"),
    ],
)
def test_differences_of_vectors_answer_analogies(
    nearest: Callable[..., list[str]], plus: tuple[str, str], minus: str, answer: str
) -> None:
    assert nearest(*plus, minus=minus)[0] == answer


def test_crude_words_are_left_out(vectors: dict[str, Vectors]) -> None:
    assert not {"fuck", "shit", "bitch", "whore", "porn"} & vectors.keys()


# what-is-it


@pytest.fixture(scope="module")
def definitions() -> ExamTask:
    return load_task("what-is-it")


@pytest.fixture(scope="module")
def labelled(definitions: ExamTask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("what-is-it")
    definitions.write_candidate_data(PRACTICE, folder)
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_readme_counts_the_definitions(definitions: ExamTask, labelled: Path) -> None:
    train, hidden = rows(labelled / "train.csv"), definitions.hidden_set(PRACTICE)
    assert (len(train), len(hidden.ids)) == (357, 2_283)
    counts = Counter(row["kind"] for row in train) + Counter(definitions.output.classes[one] for one in hidden.targets)
    assert counts == dict.fromkeys(definitions.output.classes, 330)
    assert all(6 <= len(re.findall("[a-z]+", row["definition"].lower())) <= 24 for row in train)
    assert "comb" in {row["word"] for row in train}


@pytest.mark.parametrize("key", KEYS)
def test_every_kind_has_examples_whatever_is_hidden(definitions: ExamTask, key: str) -> None:
    counts = np.bincount(definitions.training_set(Split(key.encode())).targets, minlength=8)
    assert counts.min() >= 25


def test_the_grader_makes_token_ids_as_the_starter_does(
    definitions: ExamTask, labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(labelled.parent)
    starter = runpy.run_path(str(definitions.folder / "starter.py"))
    monkeypatch.setitem(starter["training_data"].__globals__, "DATA", labelled)
    ids, table = starter["read_word_vectors"]()
    inputs, labels = starter["training_data"](ids)
    training = definitions.training_set(PRACTICE)
    assert np.array_equal(inputs, training.inputs)
    assert np.array_equal(labels, training.targets)
    assert len(ids) == len(table) == 19_690
    assert starter["token_ids"]("an organ of the cat's eye", ids)[:7] == [
        ids[word] for word in ("an", "organ", "of", "the", "cat", "s", "eye")
    ]


def test_token_ids_leave_room_for_padding_and_unknown_words(definitions: ExamTask) -> None:
    hidden = definitions.hidden_set(PRACTICE).inputs
    assert (hidden.min(), hidden.max() <= 19_691) == (0, True)
    assert all((row[np.flatnonzero(row)[-1] + 1 :] == 0).all() for row in hidden)
    assert all((row[: np.flatnonzero(row)[-1] + 1] > 0).all() for row in hidden)
    assert 0.02 < np.count_nonzero(hidden == 1) / np.count_nonzero(hidden) < 0.03


def test_no_definition_shares_half_of_its_words_or_six_in_a_row_with_another() -> None:
    with gzip.open(load_dataset("definitions").file("definitions.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        texts = [re.findall("[a-z]+", row["definition"].lower()) for row in csv.DictReader(file)]
    runs = Counter(run for text in texts for run in {tuple(text[k : k + 6]) for k in range(len(text) - 5)})
    assert max(runs.values()) == 1
    names = {word: column for column, word in enumerate(sorted({word for text in texts for word in text}))}
    bags = np.zeros((len(texts), len(names)), dtype=np.float32)
    for row, text in enumerate(texts):
        bags[row, [names[word] for word in text]] = 1
    both = bags @ bags.T
    either = bags.sum(axis=1)[:, np.newaxis] + bags.sum(axis=1) - both
    np.fill_diagonal(both, 0)
    assert (both / either).max() < 0.5


def test_the_licence_of_wordnet_lies_beside_the_definitions() -> None:
    dataset = load_dataset("definitions")
    licence = " ".join(dataset.file("LICENSE.wordnet").read_text(encoding="utf-8").split())
    assert "Permission to use, copy, modify and distribute this software and database" in licence
    assert "WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved." in licence
    assert dataset.licence_files == [dataset.folder / "LICENSE.wordnet"]


@pytest.mark.parametrize("key", KEYS)
def test_word_vectors_beat_counted_words_whatever_is_hidden(definitions: ExamTask, key: str) -> None:
    split = Split(key.encode())
    hidden, predictions = definitions.hidden_set(split), definitions.baselines(split)
    right = {name: np.mean(answer.argmax(axis=1) == hidden.targets) for name, answer in predictions.items()}
    assert right["nearest mean of word vectors"] > right["Bayes with independent words"] + 0.05


# next-letter


@pytest.fixture(scope="module")
def letters() -> ExamTask:
    return load_task("next-letter")


@pytest.fixture(scope="module")
def scenes(letters: ExamTask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("next-letter")
    letters.write_candidate_data(PRACTICE, folder)
    return folder


def all_scenes() -> dict[str, str]:
    with lzma.open(load_dataset("scenes").file("scenes.csv.xz"), "rt", encoding="utf-8", newline="") as file:
        return {row["scene"]: row["text"] for row in csv.DictReader(file)}


def test_the_readme_counts_the_scenes(letters: ExamTask, scenes: Path) -> None:
    files = sorted((scenes / "scenes").glob("*.txt"))
    assert len(files) == 180
    assert sum(len(path.read_text(encoding="utf-8")) for path in files) == 1_176_537
    hidden = letters.hidden_set(PRACTICE)
    assert hidden.inputs.shape == (8_504, 100)
    assert hidden.blocks is not None
    assert len(np.unique(hidden.blocks)) == 51
    assert {name.rsplit("-", 1)[0] for name in hidden.ids}.isdisjoint(path.stem for path in files)


def test_every_character_has_its_place(letters: ExamTask, scenes: Path) -> None:
    characters = json.loads((scenes / "characters.json").read_text(encoding="utf-8"))
    assert len(characters) == len(set(characters)) == 62
    names = {"line break": "\n", "space": " ", "comma": ","}
    assert [names.get(name, name) for name in letters.output.classes] == characters
    assert set("".join(all_scenes().values())) == set(characters)


def test_a_window_and_its_target_stand_in_the_scene_as_the_readme_says(letters: ExamTask, scenes: Path) -> None:
    characters = json.loads((scenes / "characters.json").read_text(encoding="utf-8"))
    texts, hidden = all_scenes(), letters.hidden_set(PRACTICE)
    for name, window, target in list(zip(hidden.ids, hidden.inputs, hidden.targets, strict=True))[::97]:
        scene, place = name.rsplit("-", 1)
        written = "".join(characters[one] for one in window) + characters[target]
        assert texts[scene][int(place) - 100 : int(place) + 1] == written


def test_speakers_stand_in_capitals_and_nothing_is_staged() -> None:
    for name, text in all_scenes().items():
        assert re.match(r"[A-Z][A-Z' ,;-]*\.\n", text), name
        assert not re.search(r"[\[\]]|\n\n\n|^(?:ACT|SCENE|THE END)\b", text, re.MULTILINE), name


def test_no_sixty_characters_in_a_row_occur_in_two_scenes() -> None:
    found: dict[str, str] = {}
    for name, text in all_scenes().items():
        for start in range(len(text) - 60):
            run = text[start : start + 60]
            assert found.setdefault(run, name) == name


@pytest.mark.parametrize("key", KEYS)
def test_longer_runs_of_characters_tell_more_whatever_is_hidden(letters: ExamTask, key: str) -> None:
    split = Split(key.encode())
    hidden, predictions = letters.hidden_set(split), letters.baselines(split)
    bits = [measure(letters.rubric.metric, answer, hidden, letters.output).value for answer in predictions.values()]
    assert bits == sorted(bits, reverse=True)
    assert [round(one, 1) for one in bits] == pytest.approx([4.8, 3.6, 2.9, 2.3, 2.2], abs=0.11)
    assert [score_for(one, letters.rubric) for one in bits][:2] == [0, 0]
    for answer in predictions.values():
        assert np.allclose(answer.sum(axis=1), 1, atol=1e-5)


def test_the_starter_writes_as_long_a_text_as_was_asked(
    letters: ExamTask, scenes: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "data").symlink_to(scenes)
    monkeypatch.chdir(tmp_path)
    starter = runpy.run_path(str(letters.folder / "starter.py"))

    def after_q_comes_u(window: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
        q, u = (starter["CHARACTERS"].index(letter) for letter in "qu")
        return np.eye(62)[[u if one == q else q for one in window[:, -1]]]

    assert starter["generate"](after_q_comes_u, "MACBETH.\n", length=5) == "MACBETH.\nququq"
    assert starter["character_ids"]("\n a").tolist() == [0, 1, 2]
