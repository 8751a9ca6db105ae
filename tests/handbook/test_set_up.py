"""The set-up guide names the versions, the settings and the commands that there are."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from gradatim.handbook.handbook import Handbook
from gradatim.handbook.set_up import MODE_WORDS, python_versions, required_version
from gradatim.notebook.extension import Magics
from gradatim.sandbox.mode import SandboxMode
from gradatim.settings import Settings
from gradatim.workspace.editors.editor import Editor
from gradatim.workspace.editors.runs import exam_runs
from tests.commands import mistake_in, shown_commands

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_versions_are_those_that_the_package_requires(set_up: Handbook) -> None:
    assert PROJECT["requires-python"] == ">=3.11,<3.14"
    assert python_versions() == ["3.11", "3.12", "3.13"]
    assert any(
        line.startswith(f"keras>={required_version('keras')}") for line in PROJECT["optional-dependencies"]["cpu"]
    )
    assert "| Python | 3.11, 3.12 or 3.13, 64 bit |" in set_up.markdown
    assert f"| TensorFlow | {required_version('tensorflow')}, with Keras" in set_up.markdown


def test_every_setting_is_named_but_those_of_an_operator(set_up: Handbook) -> None:
    named = {name for name in Settings.model_fields if f"| `GRADATIM_{name.upper()}` |" in set_up.markdown}
    assert set(Settings.model_fields) - named == {"database_url", "content", "split_key", "sandbox_override_reason"}


def test_every_mode_of_the_sandbox_is_explained(set_up: Handbook) -> None:
    assert set(MODE_WORDS) == set(SandboxMode)
    assert all(f"| `{mode}` | {words} |" in set_up.markdown for mode, words in MODE_WORDS.items())


def test_every_editor_has_a_chapter_and_every_button_of_an_exam_folder_a_line(set_up: Handbook) -> None:
    headings = {node.plain for node in set_up.nodes if node.kind == "heading"}
    assert {editor.full_name for editor in Editor} | {"Colab, or another machine", "A terminal"} <= headings
    for run in exam_runs([1]):
        what = f"gradatim {' '.join(run.arguments)}" if run.arguments else run.script
        assert f"| {run.name} | `{what}`" in set_up.markdown


def test_every_magic_that_it_shows_is_there(set_up: Handbook) -> None:
    shown = {word for word in re.findall(r"^%(\w+)", set_up.markdown, re.MULTILINE) if word != "load_ext"}
    magics = {name for name, made in vars(Magics).items() if "line" in getattr(made, "__annotations__", {})}
    assert shown == magics


def test_every_command_in_it_can_be_typed(set_up: Handbook) -> None:
    commands = list(shown_commands(set_up.markdown))
    assert len(commands) > 5
    assert [mistake for command in commands if (mistake := mistake_in(command))] == []


def test_a_command_that_is_not_there_is_noticed() -> None:
    text = "`gradatim exam begin` and `gradatim submit 1 2 3`\n```sh\ngradatim grade TASK MODEL --yaml  # no\n```\n"
    assert sorted(bool(mistake_in(command)) for command in shown_commands(text)) == [True, True, True]
    assert not mistake_in("exam start --blueprint full --dir there")
