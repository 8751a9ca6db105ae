"""Kept models of answer scripts: found again for the very same origin only."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.bank.answers import AnswerRun
from gradatim.bank.category_folder import ANSWER_FILE, DATA_FOLDER
from gradatim.bank.reader import load_task
from gradatim.data.split import Split
from gradatim.grading.trained_answers import AnswerPlace, TrainedAnswers
from gradatim.grading.verify_task import _Verifier
from gradatim.settings import PRACTICE_SPLIT_KEY

PLACE = AnswerPlace("penguin-mass", "weak/logits.py", 1)
ORIGIN = {"data": "1f", "script": "2e"}


@pytest.fixture
def trained(tmp_path: Path) -> TrainedAnswers:
    (tmp_path / "model.keras").write_bytes(b"a trained model")
    kept = TrainedAnswers(tmp_path / "trained")
    kept.keep(PLACE, ORIGIN, AnswerRun(2.5, 4.0, tmp_path / "model.keras"))
    return kept


def test_a_kept_model_is_found_with_the_time_it_took(trained: TrainedAnswers) -> None:
    run = trained.find(PLACE, ORIGIN)
    assert run is not None
    assert (run.seconds, run.cpu_seconds, run.model.read_bytes()) == (2.5, 4.0, b"a trained model")


def test_changed_data_another_seed_and_another_script_are_trained_anew(trained: TrainedAnswers) -> None:
    assert trained.find(PLACE, ORIGIN | {"data": "changed"}) is None
    assert trained.find(AnswerPlace(PLACE.task, PLACE.file, 2), ORIGIN) is None
    assert trained.find(AnswerPlace(PLACE.task, "logits.py", 1), ORIGIN) is None
    trained.forget(PLACE.task)
    assert trained.find(PLACE, ORIGIN) is None


@pytest.mark.parametrize("damage", ["half a record", "no record", "another model"])
def test_what_is_damaged_is_trained_anew(trained: TrainedAnswers, damage: str) -> None:
    record, model = next(trained.folder.rglob("*.json")), next(trained.folder.rglob("*.keras"))
    if damage == "half a record":
        record.write_bytes(record.read_bytes()[:40])
    elif damage == "no record":
        record.unlink()
    else:
        model.write_bytes(b"another model")
    assert trained.find(PLACE, ORIGIN) is None


def test_verifying_trains_a_script_once_and_again_when_the_data_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []

    def trains(script: Path, folder: Path, *, seed: int, **_: object) -> AnswerRun:
        runs.append(seed)
        assert script == folder / ANSWER_FILE
        (folder / "model.keras").write_bytes(script.read_bytes())
        return AnswerRun(1, 2, folder / "model.keras")

    monkeypatch.setattr("gradatim.grading.verify_task.run_answer", trains)
    verifier = _Verifier(
        load_task("penguin-mass"),
        Split(PRACTICE_SPLIT_KEY.encode()),
        tmp_path,
        lambda _what, _epoch: None,
        {},
        trained=TrainedAnswers(tmp_path / "trained"),
    )
    (verifier.folder / DATA_FOLDER).mkdir(parents=True)
    first = verifier.train("solution.py", 0)
    assert verifier.train("solution.py", 0).model.read_bytes() == first.model.read_bytes()
    assert runs == [0]
    verifier.train("solution.py", 1)
    (verifier.folder / DATA_FOLDER / "more.csv").write_text("1,2\n")
    verifier.train("solution.py", 0)
    assert runs == [0, 1, 0]
