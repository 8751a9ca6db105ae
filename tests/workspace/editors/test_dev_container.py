"""The development container of the repository: its form, its image by tag, and the target that makes it ready."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.workspace.editors.schemas import DEV_CONTAINER

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / ".devcontainer"


def test_it_keeps_to_the_specification_and_begins_with_a_target_of_the_makefile() -> None:
    text = (FOLDER / "devcontainer.json").read_text(encoding="utf-8")
    container = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    jsonschema.Draft202012Validator(DEV_CONTAINER).validate(container)
    make, target = container["postCreateCommand"].split()
    assert make == "make"
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert container["build"]["dockerfile"] in {path.name for path in FOLDER.iterdir()}


def test_its_image_is_named_by_a_tag_and_has_the_python_that_is_locked() -> None:
    (image,) = re.findall(r"^FROM (\S+)$", (FOLDER / "Dockerfile").read_text(), re.MULTILINE)
    name, _, tag = image.partition(":")
    assert name == "python"
    assert tag.startswith("3.11-")
    assert "--python-version 3.11" in (ROOT / "Makefile").read_text()


def test_it_brings_the_programs_without_which_tests_would_be_skipped() -> None:
    installed = re.findall(r"[a-z0-9-]+", (FOLDER / "Dockerfile").read_text())
    assert {"chromium", "fish", "zsh"} <= set(installed)


def test_a_misspelt_property_would_be_found() -> None:
    container = {"name": "x", "build": {"dockerfile": "Dockerfile"}, "remoteUsr": "x"}
    with pytest.raises(jsonschema.ValidationError, match="remoteUsr"):
        jsonschema.Draft202012Validator(DEV_CONTAINER).validate(container)
