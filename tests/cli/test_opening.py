"""An exam that certifies does not start where models cannot be confined."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.cli.opening import open_exam
from gradatim.errors import UserError
from gradatim.exams.blueprint import practice_blueprint_path, read_blueprint
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
        open_exam(read_blueprint(practice_blueprint_path()), folder, 0)
    assert caught.value.expected == "Expected a machine that confines models: mode full"
    assert caught.value.received == "mode reduced, because namespaces are off"
    assert "GRADATIM_SANDBOX_OVERRIDE_REASON" in caught.value.next_step
    assert "an operator's secret" not in str(caught.value)
    assert not folder.exists()
