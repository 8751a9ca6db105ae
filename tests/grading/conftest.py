"""Real models, written once by TensorFlow in a process of its own, and tasks to hand them in for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of saved models that `make_models.py` writes."""
    folder = tmp_path_factory.mktemp("models")
    script = Path(__file__).with_name("make_models.py")
    made = subprocess.run([sys.executable, "-I", str(script), str(folder)], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr[-2000:]
    return folder


@pytest.fixture(scope="session")
def facts(models: Path) -> dict[str, Any]:
    """What Keras itself says about these models."""
    facts: dict[str, Any] = json.loads((models / "facts.json").read_text())
    return facts
