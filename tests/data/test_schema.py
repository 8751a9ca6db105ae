"""The words of the catalogue become columns, and a word that is none is refused with what was expected."""

from __future__ import annotations

import math

import pytest

from gradatim.data.schema import ColumnType, parse_column, parsed_value, shown_type


@pytest.mark.parametrize(
    ("words", "shape", "shown"),
    [
        ("text", (), "text"),
        ("integer", (), "integer"),
        ("integer 4", (4,), "integer x 4"),
        ("number 3x2", (3, 2), "number x 3 x 2"),
        ("picture", (None, None, 3), "picture of any size"),
        ("picture 28x28x1", (28, 28, 1), "picture 28 x 28 x 1"),
        (["cat", "dog"], (), "class (2)"),
    ],
)
def test_words_become_a_column(words: str | list[str], shape: tuple[int | None, ...], shown: str) -> None:
    column = parse_column("one", words)
    assert column.shape == shape
    assert shown_type(column) == shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("float", "'float'"),
        ("number 3 x 2", "'number 3 x 2'"),
        ("text 4", "without a shape"),
        ("picture 28x28", "height x width x channels"),
        ("picture 28x28x2", "height x width x channels"),
        (["cat"], "two or more"),
        (["cat", "cat"], "different class names"),
    ],
)
def test_words_that_are_no_type_are_refused(words: str | list[str], told: str) -> None:
    with pytest.raises(ValueError, match="Expected") as caught:
        parse_column("one", words)
    assert told in str(caught.value)
    assert "Received" in str(caught.value)


def test_cells_become_values() -> None:
    assert parsed_value(parse_column("n", "integer"), "-7") == -7
    assert parsed_value(parse_column("x", "number"), "39.1") == 39.1
    assert math.isnan(parsed_value(parse_column("x", "number"), ""))
    assert parsed_value(parse_column("t", "text"), "") == ""
    assert parsed_value(parse_column("c", ["cat", "dog"]), "dog") == 1
    with pytest.raises(ValueError, match="cat, dog"):
        parsed_value(parse_column("c", ["cat", "dog"]), "cow")
    assert parse_column("c", ["cat", "dog"]).type is ColumnType.CLASS
