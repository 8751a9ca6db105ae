"""An exam that certifies does not start where models cannot be confined."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.cli.exam import blueprints, start
from gradatim.cli.opening import open_exam
from gradatim.errors import UserError
from gradatim.exams.blueprint import find_blueprint
from gradatim.exams.sitting import finish
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.probe import Confinement
from gradatim.settings import settings


def test_a_certifying_exam_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reduced = Confinement(SandboxMode.REDUCED, reason="namespaces are off")
    monkeypatch.setattr("gradatim.sandbox.default_launcher.probe", lambda: reduced)
    monkeypatch.setenv("GRADATIM_SPLIT_KEY", "an operator's secret")
    monkeypatch.setenv("GRADATIM_SANDBOX", "reduced")
    settings.cache_clear()
    folder = tmp_path / "exam"
    with pytest.raises(UserError) as caught:
        open_exam(find_blueprint(), folder, 0)
    assert caught.value.expected == "Expected a machine that confines models: mode full"
    assert caught.value.received == "mode reduced, because namespaces are off"
    assert "GRADATIM_SANDBOX_OVERRIDE_REASON" in caught.value.next_step
    assert "an operator's secret" not in str(caught.value)
    assert not folder.exists()


def test_a_retake_before_its_time_is_refused_and_names_the_day(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = find_blueprint("short").model_copy(update={"retake_days": (14,)})
    installation, sitting = open_exam(short, tmp_path / "one", None)
    finish(installation.engine, sitting.id)
    with pytest.raises(UserError, match="14 days after the last one, which did not pass") as caught:
        open_exam(short, tmp_path / "two", None)
    assert "gradatim exam start" in caught.value.next_step
    assert not (tmp_path / "two").exists()
    monkeypatch.setattr("gradatim.workspace.opening.time.time", lambda: sitting.started_at + 15 * 86_400)
    _, again = open_exam(short, tmp_path / "two", None)
    first, second = ({item.task_id for item in one.form.items} for one in (sitting, again))
    assert first.isdisjoint(second)


def test_a_seed_draws_the_same_form_whatever_was_met(home: Path, tmp_path: Path) -> None:
    short = find_blueprint("short")
    _, first = open_exam(short, tmp_path / "one", 7)
    _, second = open_exam(short, tmp_path / "two", 7)
    assert first.form == second.form
    assert (first.seed, second.seed) == (7, 7)


def test_an_exam_without_category_1_names_its_first_category(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    start(blueprint="short", directory=Path("evening"), seed=5)
    printed = capsys.readouterr().out
    assert "Drawn with the seed 5." in printed
    assert "read category2/README.md and fill in category2/answer.py" in printed
    assert "gradatim submit 2" in printed
    assert "category1" not in printed


def test_the_exams_that_can_be_sat_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    blueprints()
    printed = capsys.readouterr().out
    for words in ("practice", "full", "short", "5 hours", "1 hour 30 minutes", "next try after 14, 60, 365 days"):
        assert words in printed
