"""Whatever is handed in, the candidate reads what was expected, what was received and what to do; the exam goes on."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from gradatim.bank.exam_task import Limits
from gradatim.bank.findings import FINDINGS
from gradatim.bank.reader import load_task
from gradatim.grading.refuse import preflight
from tests.cli.conftest import CommandLine


def hand_in(command: CommandLine, exam: Path, file: Path) -> str:
    """Submit a file that cannot be scored; return everything printed, in one line."""
    done = command.run("submit", "1", str(file), cwd=exam)
    printed = " ".join((done.stdout + done.stderr).replace("│", " ").split())
    assert done.returncode in (1, 2), printed
    assert "Traceback" not in printed
    assert "/5" not in printed.replace("0/5", "")
    status = command.run("exam", "status", cwd=exam)
    assert status.returncode == 0, status.stderr
    assert "Time left" in status.stdout
    return printed


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wrong_rank.keras", ["refused", "7"]),
        ("two_outputs.keras", ["refused", "one output", "2"]),
        ("string_output.zip", ["refused", "string"]),
        ("nan.keras", ["refused", "finite"]),
        ("custom_layer.keras", ["refused", "Doubled"]),
        ("hungry.zip", ["failed", "memory"]),
    ],
)
def test_a_model_that_breaks_the_contract_is_told_how(
    command: CommandLine, exam: Path, models: Path, name: str, words: list[str]
) -> None:
    printed = hand_in(command, exam, models / name)
    for word in words:
        assert word.casefold() in printed.casefold(), printed


def test_a_model_that_never_answers_runs_out_of_time(command: CommandLine, exam: Path, models: Path) -> None:
    printed = hand_in(command, exam, models / "endless.zip")
    assert "failed" in printed.casefold()
    assert "within" in printed


def test_a_directory_an_empty_file_text_and_half_a_file_are_refused(
    command: CommandLine, exam: Path, models: Path, tmp_path: Path
) -> None:
    empty, text, half = (tmp_path / f"{name}.keras" for name in ("empty", "text", "half"))
    empty.touch()
    text.write_text("import keras\n" * 20)
    whole = (models / "good.keras").read_bytes()
    half.write_bytes(whole[: len(whole) // 2])
    os.utime(half, (time.time() - 60, time.time() - 60))
    assert "director" in hand_in(command, exam, tmp_path)
    assert "empty" in hand_in(command, exam, empty)
    assert "refused" in hand_in(command, exam, text).casefold()
    assert "refused" in hand_in(command, exam, half).casefold()


def test_three_gigabytes_are_refused_without_being_read(command: CommandLine, exam: Path, tmp_path: Path) -> None:
    huge = tmp_path / "huge.keras"
    with huge.open("wb") as file:
        file.truncate(3 * 10**9)
    printed = hand_in(command, exam, huge)
    assert "MB" in printed


def test_a_file_that_is_being_written_is_refused(
    command: CommandLine, exam: Path, models: Path, tmp_path: Path
) -> None:
    growing = tmp_path / "growing.keras"
    whole = (models / "good.keras").read_bytes()
    stop = threading.Event()

    def write_slowly() -> None:
        with growing.open("wb") as file:
            file.write(whole[: len(whole) // 2])
            while not stop.wait(0.02):
                file.write(b"x")
                file.flush()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    try:
        while not growing.exists():
            time.sleep(0.01)
        printed = hand_in(command, exam, growing)
    finally:
        stop.set()
        writer.join()
    assert "written" in printed


def test_an_unknown_category_and_a_missing_file_name_what_there_is(command: CommandLine, exam: Path) -> None:
    assert "gradatim submit 1" in command.run("submit", "7", cwd=exam).stderr
    missing = command.run("submit", "1", cwd=exam)
    assert missing.returncode == 2
    assert "model.keras" in missing.stderr
    assert "there is no file" in hand_in(command, exam, exam / "nowhere.keras")


def test_outside_an_exam_folder_submit_says_so(command: CommandLine, tmp_path: Path) -> None:
    done = command.run("submit", "1", cwd=tmp_path)
    assert done.returncode == 2
    assert "exam folder" in done.stderr


def test_predictions_in_other_units_are_scored_and_explained(command: CommandLine, exam: Path, models: Path) -> None:
    done = command.run("submit", "1", str(models / "scaled_units.keras"), cwd=exam)
    assert done.returncode == 0, done.stderr
    assert "0/5" in done.stdout
    assert "Why:" in done.stdout
    assert FINDINGS["not-rescaled"] in done.stdout
    assert "Note:" not in done.stdout, "what a notice only guesses at, the finding has tried"


def test_a_submission_after_the_end_is_turned_away_and_the_report_stays(command: CommandLine, models: Path) -> None:
    folder = command.open_exam("over")
    assert command.run("exam", "finish", "--yes", cwd=folder).returncode == 0
    done = command.run("submit", "1", str(models / "good.keras"), cwd=folder)
    assert done.returncode == 2
    assert "before the bell" in done.stderr
    assert command.run("exam", "report", cwd=folder).returncode == 0


def test_a_read_only_exam_folder_still_submits_and_a_read_only_place_refuses_a_new_exam(
    command: CommandLine, models: Path
) -> None:
    folder = command.open_exam("frozen")
    shutil.copy(models / "good.keras", folder / "category1" / "model.keras")
    read_only(folder, True)
    try:
        assert "/5" in command.run("submit", "1", cwd=folder).stdout
        if os.geteuid() != 0:  # root may write anywhere
            refused = command.run("exam", "start", "--dir", str(folder / "inner"))
            assert refused.returncode == 2
            assert "--dir" in refused.stderr
    finally:
        read_only(folder, False)
    file_in_the_way = command.folder / "in-the-way"
    file_in_the_way.touch()
    refused = command.run("exam", "start", "--dir", str(file_in_the_way / "exam"))
    assert refused.returncode == 2
    assert "--dir" in refused.stderr


def read_only(folder: Path, yes: bool) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod((0o555 if yes else 0o755) if path.is_dir() else (0o444 if yes else 0o644))


def test_a_lambda_layer_runs_where_models_are_confined_and_is_refused_elsewhere(
    command: CommandLine, models: Path
) -> None:
    confined = command.run("grade", "penguin-mass", str(models / "lambda.h5"), "--json")
    assert confined.returncode == 0, confined.stdout
    assert json.loads(confined.stdout)["sandbox"] == "full"
    strict = replace(load_task("penguin-mass"), limits=Limits(lambda_layers=False))
    refused = preflight(strict, models / "lambda.h5")
    assert [notice.code for notice in refused] == ["lambda-layer"]
    assert "Rescaling" in refused[0].message


def test_grade_prints_the_same_refusal_as_json(command: CommandLine, models: Path) -> None:
    done = command.run("grade", "penguin-mass", str(models / "custom_layer.keras"), "--json")
    result = json.loads(done.stdout)
    assert done.returncode == 1
    assert result["outcome"] == "refused"
    assert result["score"] is None
    assert result["preflight"][0]["code"]
    assert len(result["model_sha256"]) == 64
