"""No text of a model's process can act on a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from gradatim.sandbox.hostile_text import clean


@given(st.text(alphabet=st.characters(codec=None), max_size=3000))
def test_only_readable_characters_stay(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) <= 1500
    assert all(c in "\n\t" or not unicodedata.category(c).startswith("C") for c in cleaned)


def test_a_colour_goes_as_a_whole() -> None:
    assert clean("\x1b[1;31mred\x1b[0m, and\tthe\nrest \U0001f600") == "red, and\tthe\nrest \U0001f600"
