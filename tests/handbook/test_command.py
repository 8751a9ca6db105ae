"""`gradatim handbook` writes what was asked for, where it was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from gradatim.cli.main import app
from gradatim.errors import UserError

BOTH = {"candidate-handbook.html", "candidate-handbook.pdf"}


def written(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("options", "files"),
    [
        ([], BOTH),
        (["--html", "--pdf"], BOTH),
        (["candidate", "--html"], {"candidate-handbook.html"}),
        (["set-up", "--pdf"], {"set-up-guide.pdf"}),
    ],
)
def test_it_writes_what_was_asked_for(tmp_path: Path, options: list[str], files: set[str]) -> None:
    done = CliRunner().invoke(app, ["handbook", *options, "--output", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert written(tmp_path) == files
    assert all(name in done.output.replace("\n", "") for name in files)


def test_without_a_folder_it_writes_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["handbook", "--html"]).exit_code == 0
    assert written(tmp_path) == {"candidate-handbook.html"}


def test_the_blueprint_decides_what_it_says(tmp_path: Path) -> None:
    CliRunner().invoke(app, ["handbook", "--html", "--blueprint", "short", "--output", str(tmp_path)])
    page = (tmp_path / "candidate-handbook.html").read_text(encoding="utf-8")
    assert "Short exam" in page
    assert "1 hour 30 minutes, without a pause" in page


def test_an_unknown_exam_or_handbook_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["handbook", "--blueprint", "ful", "--output", str(tmp_path)])
    assert isinstance(done.exception, UserError)
    assert "gradatim exam start --blueprint full" in str(done.exception)
    assert CliRunner().invoke(app, ["handbook", "examiner", "--output", str(tmp_path)]).exit_code == 2
    assert written(tmp_path) == set()
