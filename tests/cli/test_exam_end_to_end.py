"""A candidate's way through an exam with the real command line, worker and grading process."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.cli.conftest import CommandLine


def test_an_exam_from_start_to_report(command: CommandLine, models: Path) -> None:
    folder = command.open_exam("whole")
    assert {path.name for path in (folder / "category1").iterdir()} >= {"README.md", "answer.py", "data"}
    shutil.copy(models / "good.keras", folder / "category1" / "model.keras")

    first = command.run("submit", "1", cwd=folder / "category1")
    assert first.returncode == 0, first.stderr
    assert "mean absolute error" in first.stdout
    assert "95 % interval" in first.stdout
    assert "Best of category 1, which counts:" in first.stdout

    worse = command.run("submit", "1", str(models / "scaled_units.keras"), cwd=folder)
    assert "0/5" in worse.stdout

    status = command.run("exam", "status", cwd=folder)
    assert "passing now:" in status.stdout
    finished = command.run("exam", "finish", "--yes", cwd=folder)
    assert finished.returncode == 0, finished.stderr
    report = json.loads((folder / "report" / "report.json").read_text())
    assert (folder / "report" / "report.html").stat().st_size > 1000
    assert report["categories"][0]["submissions"][0]["file_name"] == "model.keras"
    assert len(report["categories"][0]["submissions"]) == 2


def test_every_format_of_the_same_model_gets_the_same_metric(command: CommandLine, models: Path) -> None:
    values = {}
    for name in ("good.keras", "good.h5", "good.zip"):
        done = command.run("grade", "penguin-mass", str(models / name), "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        values[name] = json.loads(done.stdout)["metric"]["value"]
    assert max(values.values()) - min(values.values()) < 1e-3, values


def test_the_second_time_the_answer_comes_from_the_store(command: CommandLine, models: Path) -> None:
    first = json.loads(command.run("grade", "penguin-mass", str(models / "good.keras"), "--json").stdout)
    second = json.loads(command.run("grade", "penguin-mass", str(models / "good.keras"), "--json").stdout)
    assert second == first, "graded anew it would have other timings"


def test_two_submits_of_one_file_at_the_same_time_are_one_submission(command: CommandLine, models: Path) -> None:
    folder = command.open_exam("twice")
    shutil.copy(models / "good.keras", folder / "category1" / "model.keras")
    both = [command.start("submit", "1", cwd=folder) for _ in range(2)]
    printed = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], printed
    assert command.run("exam", "finish", "--yes", cwd=folder).returncode == 0
    report = json.loads((folder / "report" / "report.json").read_text())
    assert len(report["categories"][0]["submissions"]) == 1


def test_interrupting_submit_interrupts_no_grading(command: CommandLine, models: Path) -> None:
    folder = command.open_exam("interrupted")
    model = folder / "category1" / "model.keras"
    shutil.copy(models / "good.h5", model)
    process = command.start("submit", "1", cwd=folder)
    assert process.stdout is not None
    for line in process.stdout:
        if "Received:" in line:
            break
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[0]
    assert "graded all the same" in rest or "/5" in rest
    for _ in range(240):
        if "★" in command.run("exam", "status", cwd=folder).stdout:
            return
        time.sleep(0.5)
    raise AssertionError("the interrupted submission was never graded")


def test_a_lost_exam_folder_loses_no_result(command: CommandLine, models: Path) -> None:
    folder = command.open_exam("lost")
    command.run("submit", "1", str(models / "good.keras"), cwd=folder)
    shutil.rmtree(folder)
    assert "lost" in command.run("exam", "list").stdout


def test_help_names_every_command_and_imports_nothing_heavy(command: CommandLine) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "gradatim", "--help"], capture_output=True, text=True, check=True
    )
    for name in ("exam", "submit", "grade", "task", "demo"):
        assert name in done.stdout
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert "typer" in imported
    assert not imported & {"tensorflow", "keras", "numpy", "sqlalchemy", "pydantic", "rich"}
