"""The data of the text tasks question-or-not and which-language: what their READMEs say about it."""

from __future__ import annotations

import csv
import runpy
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.grading.bands import score_for
from gradatim.grading.metrics import measure
from gradatim.settings import PRACTICE_SPLIT_KEY

PRACTICE = Split(PRACTICE_SPLIT_KEY.encode())
KEYS = (PRACTICE_SPLIT_KEY, "one secret", "another secret")


def table(task: ExamTask, folder: Path) -> list[dict[str, str]]:
    task.write_candidate_data(PRACTICE, folder)
    with (folder / "train.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def runs(steps: Any, length: int) -> Iterator[Any]:
    return (tuple(steps[start : start + length]) for start in range(len(steps) - length + 1))


def scores(task: ExamTask, split: Split) -> dict[str, int]:
    hidden = task.hidden_set(split)
    return {
        name: score_for(measure(task.rubric.metric, prediction, hidden, task.output).value, task.rubric)
        for name, prediction in task.baselines(split).items()
    }


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["question-or-not", "which-language"])
def test_naive_predictions_score_nothing_under_any_key(name: str, key: str) -> None:
    reached = scores(load_task(name), Split(key.encode()))
    assert [score for name, score in reached.items() if name.startswith("naive")] == [0]
    assert max(reached.values()) >= 4


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["question-or-not", "which-language"])
def test_enough_is_hidden_under_any_key(name: str, key: str) -> None:
    hidden = load_task(name).hidden_set(Split(key.encode()))
    assert len(hidden.inputs) > 900
    assert hidden.blocks is not None
    assert len(set(hidden.blocks.tolist())) > 70


# question-or-not


@pytest.fixture(scope="module")
def questions() -> ExamTask:
    return load_task("question-or-not")


@pytest.fixture(scope="module")
def sentences(questions: ExamTask, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    return table(questions, tmp_path_factory.mktemp("questions"))


@pytest.fixture(scope="module")
def asked(questions: ExamTask) -> Examples:
    return questions.hidden_set(PRACTICE)


def hidden_texts(asked: Examples) -> list[str]:
    return [text.decode() for text in asked.inputs[:, 0]]


def test_sentences_are_words_in_lower_case_with_single_spaces(sentences: list[dict[str, str]], asked: Examples) -> None:
    every = [row["text"] for row in sentences] + hidden_texts(asked)
    assert len(every) == len(set(every)) == 8364
    assert set("".join(every)) == set("abcdefghijklmnopqrstuvwxyz' ")
    assert all(text == " ".join(text.split()) for text in every)
    assert {len(text.split()) for text in every} == set(range(4, 31))


def test_for_each_question_there_are_three_statements_of_the_same_length(
    sentences: list[dict[str, str]], asked: Examples
) -> None:
    lengths = {kind: Counter[int]() for kind in ("statement", "question")}
    for row in sentences:
        lengths[row["kind"]][len(row["text"].split())] += 1
    for text, target in zip(hidden_texts(asked), asked.targets, strict=True):
        lengths["question" if target else "statement"][len(text.split())] += 1
    assert lengths["statement"] == Counter({length: 3 * count for length, count in lengths["question"].items()})


def test_chapters_are_hidden_as_a_whole(sentences: list[dict[str, str]], asked: Examples) -> None:
    shown = {row["chapter"] for row in sentences}
    unseen = {name.rsplit("-", 1)[0] for name in asked.ids}
    assert not shown & unseen
    assert len(shown) + len(unseen) == 257
    assert asked.blocks is not None
    assert len(set(asked.blocks.tolist())) == len(unseen)


def test_no_eight_words_in_a_row_are_those_of_another_chapter(sentences: list[dict[str, str]], asked: Examples) -> None:
    places = [(row["text"], row["chapter"]) for row in sentences]
    places += [(text, name.rsplit("-", 1)[0]) for text, name in zip(hidden_texts(asked), asked.ids, strict=True)]
    chapters = defaultdict(set)
    for text, chapter in places:
        for run in runs(text.split(), 8):
            chapters[run].add(chapter)
    assert {len(found) for found in chapters.values()} == {1}


def test_known_sentences_of_the_novels_are_what_they_end_with(sentences: list[dict[str, str]], asked: Examples) -> None:
    kinds = {row["text"]: row["kind"] for row in sentences}
    kinds |= {
        text: ("statement", "question")[target] for text, target in zip(hidden_texts(asked), asked.targets, strict=True)
    }
    known = {
        # Pride and Prejudice, chapter 1, and around a remark: "How so? How can it affect them?"
        "how can it affect them": "question",
        "is he married or single": "question",
        # Emma: "You are not serious?" and Mansfield Park: "But where is Fanny?"
        "but where is fanny": "question",
        # Persuasion: "She was out with him"; Sense and Sensibility
        "do you really think him selfish": "question",
        "my eyes are opened": "statement",
        "we must descend a little": "statement",
    }
    assert {text: kinds.get(text) for text in known} == known


def test_the_script_puts_speech_together_over_remarks() -> None:
    script = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "datasets" / "austen_dialogue.py"))
    speech, split = script["speech"], script["split"]
    assert speech('"Will you come," said he, "or not?" He left.') == "Will you come, or not?"
    assert speech('"You are right," said she. "Is he?"') == "You are right. Is he?"
    assert [mark for _, mark in split(speech('"I never--" He stopped. "Never!"'))] == ["…", "!"]
    assert list(split("Mr. Elton's gone. Is he?")) == [(["mr", "elton's", "gone"], "."), (["is", "he"], "?")]


# which-language


@pytest.fixture(scope="module")
def languages() -> ExamTask:
    return load_task("which-language")


@pytest.fixture(scope="module")
def paragraphs(languages: ExamTask, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    return table(languages, tmp_path_factory.mktemp("languages"))


@pytest.fixture(scope="module")
def pieces(languages: ExamTask) -> Examples:
    return languages.hidden_set(PRACTICE)


def piece_texts(pieces: Examples) -> list[str]:
    return [bytes(row.tolist()).rstrip(b"\0").decode("utf-8") for row in pieces.inputs]


def test_a_piece_is_whole_words_of_20_to_40_bytes_with_zeros_at_the_end(
    languages: ExamTask, paragraphs: list[dict[str, str]], pieces: Examples
) -> None:
    for row in pieces.inputs.tolist():
        length = len(bytes(row).rstrip(b"\0"))
        assert 20 <= length <= 40
        assert 0 not in row[:length]
    training = languages.training_set(PRACTICE)
    words = {word for row in paragraphs for word in row["text"].split()}
    assert {word for text in piece_texts(training) for word in text.split()} <= words


def test_every_language_has_the_declaration_and_no_accent_is_in_two_parts(paragraphs: list[dict[str, str]]) -> None:
    articles = defaultdict(set)
    for row in paragraphs:
        articles[row["language"]].add(row["article"])
        assert unicodedata.is_normalized("NFC", row["text"])
        assert not row["text"][0].isdigit()
    assert len(articles) == 16
    assert len({frozenset(found) for found in articles.values()}) == 1


def test_articles_are_hidden_in_all_languages(paragraphs: list[dict[str, str]], languages: ExamTask) -> None:
    module = runpy.run_path(str(languages.folder / "data.py"))
    unseen = module["paragraphs"](languages.dataset, PRACTICE, hidden=True)
    shown = {row["article"] for row in paragraphs}
    assert not shown & {one.article for one in unseen}
    assert shown | {one.article for one in unseen} == {str(number) for number in range(31)}


def test_no_hidden_piece_has_24_bytes_in_a_row_of_the_candidates(
    paragraphs: list[dict[str, str]], pieces: Examples
) -> None:
    known = {run for row in paragraphs for run in runs(row["text"].encode(), 24)}
    assert not [text for text in piece_texts(pieces) if any(run in known for run in runs(text.encode(), 24))]


def test_no_hidden_piece_is_also_another_language(languages: ExamTask, pieces: Examples) -> None:
    module = runpy.run_path(str(languages.folder / "data.py"))
    texts: defaultdict[str, str] = defaultdict(str)
    for hidden in (False, True):
        for one in module["paragraphs"](languages.dataset, PRACTICE, hidden=hidden):
            texts[one.language] += "\n" + one.text
    for text, target in zip(piece_texts(pieces), pieces.targets, strict=True):
        assert [name for name in languages.output.classes if text in texts[name]] == [languages.output.classes[target]]


def test_languages_are_about_equally_common(languages: ExamTask, pieces: Examples) -> None:
    counts = np.bincount(pieces.targets, minlength=len(languages.output.classes))
    assert counts.max() < 1.5 * counts.min()
