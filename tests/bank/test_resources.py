"""Every skill has somewhere to read on, and every place names a work that is there."""

from __future__ import annotations

from gradatim.bank.note import load_note
from gradatim.bank.resources import resources_of
from gradatim.bank.skills import load_skills


def test_every_skill_has_resources() -> None:
    assert not [skill for skill in load_skills() if not resources_of(skill)]


def test_an_unknown_skill_has_none() -> None:
    assert resources_of("nn.nothing") == ()


def test_a_note_ends_with_where_to_read_on() -> None:
    note = load_note("nn.callbacks")
    assert "https://" not in note.text
    assert note.full_text.startswith(note.text.rstrip())
    for resource in resources_of("nn.callbacks"):
        assert resource.title in note.full_text
        assert f"<{resource.link}>" in note.full_text
