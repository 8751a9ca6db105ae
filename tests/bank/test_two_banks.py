"""What was read of one bank is never taken for what another one holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from gradatim.bank.drill_reader import load_drills
from gradatim.bank.resources import resources_of
from gradatim.bank.skills import load_areas, load_skills
from gradatim.settings import settings


def test_each_bank_is_read_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    skills, areas, drills, resources = load_skills(), load_areas(), load_drills(), resources_of("nn.train")
    assert skills
    assert drills
    assert resources
    (tmp_path / "skills.toml").write_text("area = []\nskill = []\n")
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("GRADATIM_CONTENT", str(tmp_path))
        settings.cache_clear()
        assert (load_skills(), load_areas(), load_drills(), resources_of("nn.train")) == ({}, {}, {}, ())
    settings.cache_clear()
    assert (load_skills(), load_areas(), load_drills(), resources_of("nn.train")) == (skills, areas, drills, resources)


@pytest.mark.parametrize("load", [load_skills, load_areas, load_drills])
def test_nobody_changes_what_others_read_too(load: Callable[[], Mapping[str, object]]) -> None:
    known = load()
    with pytest.raises((TypeError, AttributeError)):
        known.pop(next(iter(known)))  # type: ignore[attr-defined]
    assert len(load()) == len(dict(known)) > 0
