"""The same attacks on a grader that does not run as root."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent
_AS_USER = _FOLDER.parent / "sandbox" / "as_ordinary_user.py"
_TESTS = [str(_FOLDER / f"test_{name}.py") for name in ("corpus", "code_jobs", "ablation")]
_SECONDS = 1_500


@pytest.mark.timeout(_SECONDS + 20)
@pytest.mark.skipif(os.getuid() != 0, reason="this run is not root's already")
def test_the_corpus_is_contained_without_root_too() -> None:
    with tempfile.TemporaryDirectory(prefix="gradatim-attacks-", dir="/tmp") as folder:
        Path(folder).chmod(0o777)
        pytest_words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp", f"{folder}/pytest", *_TESTS]
        words = [sys.executable, str(_AS_USER), sys.executable, *pytest_words]
        done = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=False)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-1000:]
