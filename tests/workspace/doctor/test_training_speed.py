"""A minute of training here tells how long the tasks train; it is kept as long as it belongs to this machine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gradatim.bank.reader import load_task, load_tasks
from gradatim.errors import UserError
from gradatim.workspace.doctor.factor import (
    KindSpeed,
    Machine,
    TrainingSpeed,
    predict,
    recall,
    reference_cpu_seconds,
    remember,
)
from gradatim.workspace.doctor.smoke import measure_speed, this_machine

MACHINE = Machine(processor="A processor", cores=2, tensorflow="2.21.0", keras="3.15.1")


def a_speed(factor: float = 1.0, start: float = 4.0) -> TrainingSpeed:
    kind = KindSpeed(factor=factor, low=0.9 * factor, high=1.2 * factor)
    return TrainingSpeed(
        measured_at=datetime(2026, 1, 1, tzinfo=UTC),
        machine=MACHINE,
        start_seconds=start,
        reference_start_seconds=4.0,
        kinds={"nn": kind, "image": kind, "text": kind, "series": kind},
        waited=0.0,
    )


def test_every_task_is_predicted_from_its_reference_s_processor_seconds() -> None:
    for task in load_tasks():
        found = predict(task, a_speed())
        assert found is not None
        assert found.seconds == pytest.approx(reference_cpu_seconds(task), abs=0.11)
        assert found.low < found.seconds < found.high


def test_a_slow_machine_takes_longer_by_its_factor_and_the_start_only_once() -> None:
    task = load_task("clothes")
    reference = reference_cpu_seconds(task)
    assert reference is not None
    found = predict(task, a_speed(factor=3.0, start=10.0))
    assert found is not None
    assert found.seconds == pytest.approx(10.0 + 3.0 * (reference - 4.0), abs=0.11)


def test_a_task_of_an_unknown_kind_is_not_predicted() -> None:
    assert predict(load_task("clothes"), a_speed().model_copy(update={"kinds": {}})) is None


def test_a_speed_is_kept_and_holds_for_its_own_machine_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert recall(home) is None
    remember(home, a_speed())
    assert recall(home) == recall(home, MACHINE) == a_speed()
    assert recall(home, MACHINE.model_copy(update={"cores": 8})) is None


def test_a_damaged_measurement_counts_as_none(tmp_path: Path) -> None:
    remember(tmp_path, a_speed())
    for path in tmp_path.iterdir():
        path.write_text('{"kinds": 3}')
    assert recall(tmp_path) is None


def test_training_here_measures_every_kind() -> None:
    seen: list[str] = []
    speed = measure_speed(seconds=0.2, on_kind=seen.append)
    assert seen == ["start", "nn", "image", "text", "series"]
    assert speed.kinds.keys() == {task.area for task in load_tasks()}
    assert speed.machine == this_machine()
    # Nobody can say how busy the machine is that runs this test, but a thousand times is not a matter of that.
    assert all(0.05 < kind.low <= kind.factor <= kind.high < 50 for kind in speed.kinds.values())


def test_without_tensorflow_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keras.py").write_text("raise ModuleNotFoundError(\"No module named 'tensorflow'\")\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(UserError, match="No module named 'tensorflow'"):
        measure_speed(seconds=0.1)
