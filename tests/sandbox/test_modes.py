"""Which mode is chosen, as root, as a user, where namespaces are forbidden, and what the settings accept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gradatim.sandbox.cold_launcher import ColdLauncher
from gradatim.sandbox.confinement.privileges import FIRST_USER, MAX_CHILDREN
from gradatim.sandbox.default_launcher import default_launcher, require_confinement
from gradatim.sandbox.failure import ConfinementRefused
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.probe import Confinement, probe
from gradatim.sandbox.run_code import run_code
from gradatim.sandbox.session import open_model
from gradatim.sandbox.warm_launcher import WarmLauncher
from gradatim.settings import settings

GRADE_ONE = str(Path(__file__).with_name("grade_one.py"))
SUMS_PLUS_ONE = (np.arange(30, dtype=np.float32).reshape(10, 3).sum(axis=1, keepdims=True) + 1).tobytes().hex()


def grade_one(as_user: list[str], model: Path, *more: str, accept: str = "full") -> list[str]:
    done = subprocess.run(
        [*as_user, sys.executable, GRADE_ONE, str(model), *more],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"GRADATIM_SANDBOX": accept},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answer: list[str] = json.loads(done.stdout)
    return answer


def test_a_model_runs_fully_confined_whoever_runs_the_grader(models: Path, as_user: list[str]) -> None:
    assert grade_one(as_user, models / "dense.keras") == ["full", SUMS_PLUS_ONE]


def test_without_namespaces_a_model_runs_only_if_that_is_accepted(models: Path, as_user: list[str]) -> None:
    if not as_user:
        pytest.skip("root can always make namespaces here")
    refused, words = grade_one(as_user, models / "dense.keras", "no-namespaces")
    assert refused == "ConfinementRefused"
    assert "mode full. Received: mode reduced" in words
    assert "GRADATIM_SANDBOX=reduced" in words
    graded = grade_one(as_user, models / "dense.keras", "no-namespaces", accept="reduced")
    assert graded == ["reduced", SUMS_PLUS_ONE]


LOOK_ROUND = """
import os, socket

def outcome(attempt):
    try:
        attempt()
    except OSError as error:
        return type(error).__name__
    return "done"

verdict = {
    "user": os.getuid(),
    "a file of root": outcome(lambda: open("/etc/shadow").read()),
    "a file of the host": outcome(lambda: open("/etc/passwd").read()),
    "writing elsewhere": outcome(lambda: open("/tmp/gradatim-reduced", "w")),
    "a socket": outcome(socket.socket),
    "a process": outcome(os.fork),
    "another user": outcome(lambda: os.setuid(0)),
    "writing here": outcome(lambda: open("here", "w").close()),
    "folder": os.getcwd(),
}
"""


def test_root_is_not_root_in_the_reduced_mode_either(models: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can become the users of the children")
    launcher = WarmLauncher(SandboxMode.REDUCED)
    try:
        ran = run_code(LOOK_ROUND, {}, RunLimits(), launcher=launcher)
        assert ran.mode is SandboxMode.REDUCED
        assert isinstance(ran.verdict, dict), ran.message
        user, folder = ran.verdict.pop("user"), Path(ran.verdict.pop("folder"))
        assert FIRST_USER <= user < FIRST_USER + MAX_CHILDREN
        assert ran.verdict.pop("writing here") == "done"
        assert set(ran.verdict.values()) == {"PermissionError"}
        rows = np.arange(30, dtype=np.float32).reshape(10, 3)
        model = models / "dense.keras"
        with open_model(model, ModelFormat.KERAS, RunLimits(), allow_lambda=False, launcher=launcher) as session:
            session.load()
            assert session.predict(rows, output_shape=(1,)).tobytes().hex() == SUMS_PLUS_ONE
        # The server has answered since, so it has cleaned up after the script.
        assert not folder.exists()
    finally:
        launcher.close()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("found", "accepted", "chosen"),
    [
        ("full", "none", WarmLauncher),
        ("reduced", "reduced", WarmLauncher),
        ("none", "none", ColdLauncher),
        ("reduced", "full", None),
        ("none", "reduced", None),
    ],
)
def test_the_strictest_mode_that_works_is_chosen_or_refused(
    found: str, accepted: str, chosen: type | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    confinement = Confinement(SandboxMode(found), reason="of the test")
    monkeypatch.setattr("gradatim.sandbox.default_launcher.probe", lambda: confinement)
    monkeypatch.setenv("GRADATIM_SANDBOX", accepted)
    settings.cache_clear()
    if chosen is None:
        with pytest.raises(ConfinementRefused, match=r"because of the test.*Docker or WSL2"):
            default_launcher()
        return
    launcher = default_launcher()
    assert type(launcher) is chosen
    assert launcher.mode is SandboxMode(found)


def test_a_trial_that_is_killed_from_outside_is_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nmkdir {tmp_path}/killed 2>/dev/null && kill -9 $$\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    monkeypatch.setattr("gradatim.sandbox.probe._found", None)
    monkeypatch.setattr(sys, "executable", str(python))
    assert probe().mode is SandboxMode.FULL
    assert (tmp_path / "killed").is_dir()


def test_a_cold_process_answers_the_same_without_confinement(models: Path) -> None:
    rows = np.arange(30, dtype=np.float32).reshape(10, 3)
    limits = RunLimits()
    with open_model(
        models / "dense.keras", ModelFormat.KERAS, limits, allow_lambda=False, launcher=ColdLauncher()
    ) as session:
        session.load()
        assert session.mode is SandboxMode.NONE
        assert session.predict(rows, output_shape=(1,)).tobytes().hex() == SUMS_PLUS_ONE


REDUCED = Confinement(SandboxMode.REDUCED, reason="namespaces are off")


@pytest.mark.parametrize(
    ("environment", "accepted"),
    [
        ({}, False),
        ({"GRADATIM_SANDBOX": "reduced"}, True),
        ({"GRADATIM_SPLIT_KEY": "secret", "GRADATIM_SANDBOX": "reduced"}, False),
        ({"GRADATIM_SPLIT_KEY": "secret", "GRADATIM_SANDBOX_OVERRIDE_REASON": "our own candidates"}, False),
        (
            {
                "GRADATIM_SPLIT_KEY": "secret",
                "GRADATIM_SANDBOX": "reduced",
                "GRADATIM_SANDBOX_OVERRIDE_REASON": "our own candidates",
            },
            True,
        ),
        (
            {"GRADATIM_SPLIT_KEY": "secret", "GRADATIM_SANDBOX": "reduced", "GRADATIM_SANDBOX_OVERRIDE_REASON": " "},
            False,
        ),
    ],
)
def test_exams_that_certify_demand_full_confinement_or_a_written_reason(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], accepted: bool
) -> None:
    monkeypatch.setattr("gradatim.sandbox.default_launcher.probe", lambda: REDUCED)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    if accepted:
        assert require_confinement() is SandboxMode.REDUCED
        return
    with pytest.raises(ConfinementRefused, match="mode full") as refused:
        require_confinement()
    certifies_unwritten = (
        "GRADATIM_SPLIT_KEY" in environment and not environment.get("GRADATIM_SANDBOX_OVERRIDE_REASON", "").strip()
    )
    assert ("GRADATIM_SANDBOX_OVERRIDE_REASON" in str(refused.value)) is certifies_unwritten
