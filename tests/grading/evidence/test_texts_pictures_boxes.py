"""Words, pictures and boxes of hidden rows, against cases made by hand."""

from __future__ import annotations

import io
import string

import numpy as np
import pytest
from PIL import Image

from gradatim.bank.exam_task import InputContract, OutputKind
from gradatim.grading.evidence.gather import gather
from gradatim.grading.evidence.pixels import as_png, holds_pictures, levels
from gradatim.grading.evidence.words import association
from tests.grading.evidence.builders import a_task, examples

TEXTS = [["Who", "goes", "there,", "pray"] if row % 2 else ["It", "rains", "there", "today."] for row in range(40)]


def test_words_go_with_the_answer_in_whose_texts_they_stand() -> None:
    found = association(TEXTS, np.arange(40) % 2, 2)
    assert found is not None
    assert found.marked(["WHO", "rains", "there"], 1) == (True, False, False)
    assert found.marked(["who", "Rains,", "there"], 0) == (False, True, False)


def test_words_that_stand_everywhere_alike_go_with_no_answer() -> None:
    found = association([["as", "be"]] * 40, np.arange(40) % 2, 2)
    assert found is not None
    assert found.scores == ({}, {})


def test_random_answers_mark_hardly_any_word() -> None:
    generator = np.random.default_rng(3)
    words = [f"word{number}" for number in range(200)]
    texts = [[words[place] for place in generator.integers(0, 200, 12)] for _ in range(300)]
    found = association(texts, generator.integers(0, 2, 300), 2)
    assert found is not None
    assert len(found.scores[0]) + len(found.scores[1]) < 0.08 * 400


def test_characters_are_no_words_and_few_texts_say_nothing() -> None:
    assert association([list("abc")] * 40, np.arange(40) % 2, 2) is None
    assert association(TEXTS[:19], np.arange(19) % 2, 2) is None


def test_one_answer_for_all_texts_is_no_division_by_zero() -> None:
    found = association(TEXTS, np.zeros(40, dtype=np.int64), 2)
    assert found is not None
    assert found.scores[1] == {}


def test_the_words_of_strings_are_shown_and_marked() -> None:
    task = a_task(
        OutputKind.PROBABILITY, classes=("statement", "question"), input_shape=(1,), dtype="string", area="text"
    )
    inputs = np.array([[" ".join(text).encode()] for text in TEXTS])
    hidden = examples(inputs, 1 - np.arange(40) % 2)
    found = gather(task, hidden, (np.arange(40) % 2).reshape(-1, 1) * 0.8 + 0.1)
    assert found.worst[0].kind == "text"
    assert [(piece.text, piece.marked) for piece in found.worst[1].pieces] == [
        ("Who", True),
        ("goes", True),
        ("there,", False),
        ("pray", True),
    ]
    question = found.words[1]
    assert (question.name, question.named) == ("question", 20)
    assert {score.word for score in question.words} == {"who", "goes", "pray"}


def test_token_ids_are_shown_as_the_words_that_the_task_says_they_are() -> None:
    task = a_task(
        OutputKind.PROBABILITIES, shape=(3,), classes=("a", "b", "c"), input_shape=(2,), dtype="int32", area="text"
    )
    hidden = examples(np.array([[1, 0], [2, 1]], dtype=np.int32), np.array([0, 1]))
    words = ("", "tree", "house")
    found = gather(task, hidden, np.eye(3)[:2], lambda ids: [[words[one] for one in row if one] for row in ids])
    assert [[piece.text for piece in one.pieces] for one in sorted(found.worst, key=lambda one: one.row)] == [
        ["tree"],
        ["house", "tree"],
    ]
    plain = gather(task, hidden, np.eye(3)[:2])
    assert [piece.text for piece in min(plain.worst, key=lambda one: one.row).pieces] == ["1", "0"]


@pytest.mark.parametrize(
    ("shape", "dtype", "pictures"),
    [
        ((28, 28), "uint8", True),
        ((28, 28, 1), "float32", True),
        ((64, 48, 3), "uint8", True),
        ((168, 4), "float32", False),
        ((28, 28), "float32", False),
        ((64, 64, 2), "float32", False),
        ((None, 64, 3), "float32", False),
        ((100,), "int32", False),
    ],
)
def test_which_inputs_are_pictures(shape: tuple[int | None, ...], dtype: str, pictures: bool) -> None:
    assert holds_pictures(InputContract("x", shape, dtype, "")) is pictures


@pytest.mark.parametrize("scale", [1.0, 1 / 255])
def test_a_picture_keeps_its_levels_whatever_its_scale(scale: float) -> None:
    inputs = np.zeros((2, 8, 9, 3), dtype=np.float32)
    inputs[1, 2, 3] = np.array([255, 128, 0]) * scale
    picture = Image.open(io.BytesIO(as_png(inputs, 1, levels(inputs))))
    assert (picture.size, picture.mode) == ((9, 8), "RGB")
    assert picture.getpixel((3, 2)) == (255, 128, 0)
    assert picture.getpixel((0, 0)) == (0, 0, 0)


def test_pictures_of_any_other_range_are_stretched() -> None:
    inputs = np.linspace(-1, 1, 128, dtype=np.float32).reshape(2, 8, 8, 1)
    assert Image.open(io.BytesIO(as_png(inputs, 0, levels(inputs)))).getpixel((0, 0)) == 0
    assert Image.open(io.BytesIO(as_png(inputs, 1, levels(inputs)))).getpixel((7, 7)) == 255


def test_boxes_are_told_apart_by_class_and_by_overlap() -> None:
    task = a_task(OutputKind.BOX, shape=(6,), classes=("island", "lake"), input_shape=(48, 48, 3), area="image")
    targets = np.array([[0, 0.0, 0.0, 0.5, 0.5]] * 4, dtype=np.float32)
    good, half = [0.0, 0.0, 0.5, 0.5], [0.0, 0.0, 0.5, 0.2]
    answers = np.array([[*good, 1, 0], [*half, 1, 0], [*good, 0, 1], [*half, 0, 1]])
    found = gather(task, examples(np.zeros((4, 48, 48, 3), dtype=np.float32), targets), answers)
    boxes = found.boxes
    assert boxes is not None
    assert (boxes.found, boxes.box_misses, boxes.class_misses, boxes.both_miss) == (1, 1, 1, 1)
    assert boxes.mean_overlap == pytest.approx(0.7)
    assert sum(boxes.overlaps) == 4
    assert [one.row for one in found.worst] == [3, 2, 1, 0]
    assert found.worst[0].error == pytest.approx(0.6)
    assert found.worst[0].true_box is not None
    assert (found.worst[0].true_box.bottom, found.worst[0].true_box.right) == (0.5, 0.5)
    assert found.worst[0].kind == "picture"


def test_a_window_of_several_channels_is_shown_channel_by_channel() -> None:
    task = a_task(OutputKind.PROBABILITIES, shape=(3,), classes=("a", "b", "c"), input_shape=(4, 2), area="series")
    inputs = np.arange(16, dtype=np.float32).reshape(2, 4, 2)
    found = gather(task, examples(inputs, np.array([0, 1])), np.eye(3)[[1, 1]])
    assert found.worst[0].lines == ((0.0, 2.0, 4.0, 6.0), (1.0, 3.0, 5.0, 7.0))


def test_punctuation_around_words_does_not_count() -> None:
    assert set("?!,.") <= set(string.punctuation)
    found = association([["yes!"] if row % 2 else ["no"] for row in range(40)], np.arange(40) % 2, 2)
    assert found is not None
    assert found.marked(["Yes?"], 1) == (True,)
