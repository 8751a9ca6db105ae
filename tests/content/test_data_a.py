"""The data of categories 1, 2 and 5: what the candidate gets, what is hidden, and that the two never meet."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import itertools
import runpy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gradatim.bank.exam_task import ExamTask, MetricName
from gradatim.bank.reader import load_task
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.grading.bands import score_for
from gradatim.grading.metrics import measure
from gradatim.settings import PRACTICE_SPLIT_KEY

PRACTICE = Split(PRACTICE_SPLIT_KEY.encode())
SCRIPTS = Path(__file__).parents[2] / "scripts" / "datasets"
TASKS = ("penguin-mass", "clothes", "footfall")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def candidate_files(task: ExamTask, folder: Path, split: Split = PRACTICE) -> Path:
    task.write_candidate_data(split, folder)
    return folder


def penguins(dataset_folder: Path) -> list[dict[str, str]]:
    return [row for row in table(dataset_folder / "penguins.csv") if row["body_mass_g"]]


@pytest.mark.parametrize("task_id", TASKS)
def test_the_data_is_the_same_for_the_same_key(task_id: str, tmp_path: Path) -> None:
    task = load_task(task_id)
    first, second = task.hidden_set(PRACTICE), task.hidden_set(PRACTICE)
    assert first.ids == second.ids
    assert np.array_equal(first.inputs, second.inputs)
    once, again = candidate_files(task, tmp_path / "once"), candidate_files(task, tmp_path / "again")
    for path in once.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


@pytest.mark.parametrize("task_id", TASKS)
def test_another_key_hides_other_examples(task_id: str) -> None:
    task = load_task(task_id)
    other = set(task.hidden_set(Split(b"an operator's secret")).ids)
    practice = set(task.hidden_set(PRACTICE).ids)
    assert len(practice - other) > 0.1 * len(practice)


@pytest.mark.parametrize("task_id", TASKS)
@pytest.mark.parametrize("key", [PRACTICE_SPLIT_KEY, "one secret", "another secret"])
def test_naive_predictions_score_at_most_1(task_id: str, key: str) -> None:
    task, split = load_task(task_id), Split(key.encode())
    hidden = task.hidden_set(split)
    naive = {name: values for name, values in task.baselines(split).items() if name.startswith("naive")}
    assert naive
    for name, predictions in naive.items():
        metric = measure(task.rubric.metric, predictions, hidden, task.output)
        assert score_for(metric.value, task.rubric) <= 1, (name, metric)


@pytest.mark.parametrize("task_id", TASKS)
def test_perfect_predictions_score_5(task_id: str) -> None:
    task = load_task(task_id)
    hidden = task.hidden_set(PRACTICE)
    perfect = np.eye(10)[hidden.targets] if task.rubric.metric is MetricName.ACCURACY else hidden.targets
    metric = measure(task.rubric.metric, perfect.astype(np.float32), hidden, task.output)
    assert score_for(metric.value, task.rubric) == 5


# 1 penguin-mass


def test_the_candidate_and_the_grader_share_out_all_measured_penguins(tmp_path: Path) -> None:
    task = load_task("penguin-mass")
    visible = table(candidate_files(task, tmp_path) / "penguins.csv")
    hidden = task.hidden_set(PRACTICE)
    everyone = {row["row"]: row for row in penguins(task.dataset.folder)}
    assert len(everyone) == 342
    expected = [row for row in everyone.values() if row["row"] not in hidden.ids]
    columns = ("species", "flipper_length_mm", "body_mass_g")
    assert visible == [{name: row[name] for name in columns} for row in expected]
    for example, flipper, mass in zip(hidden.ids, hidden.inputs, hidden.targets, strict=True):
        row = everyone[example]
        assert (flipper.item(), mass.item()) == (float(row["flipper_length_mm"]), float(row["body_mass_g"]))


def test_what_may_be_one_penguin_is_never_on_both_sides() -> None:
    task = load_task("penguin-mass")
    hidden_rows = set(task.hidden_set(PRACTICE).ids)
    sides: dict[tuple[str, str], list[bool]] = {}
    for row in penguins(task.dataset.folder):
        sides.setdefault((row["species"], row["ring"]), []).append(row["row"] in hidden_rows)
    assert sum(len(side) > 1 for side in sides.values()) > 50
    assert all(len(set(side)) == 1 for side in sides.values())


# 2 clothes


def clothes(path: Path) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    with np.load(path) as arrays:
        return arrays["images"], arrays["labels"]


def test_no_picture_is_both_visible_and_hidden(tmp_path: Path) -> None:
    task = load_task("clothes")
    images, labels = clothes(candidate_files(task, tmp_path) / "clothes.npz")
    hidden = task.hidden_set(PRACTICE)
    visible = {image.tobytes() for image in images}
    unseen = {image.astype(np.uint8).tobytes() for image in hidden.inputs}
    assert not visible & unseen
    assert len(images) + len(hidden.inputs) == 10_000
    assert images.dtype == labels.dtype == np.uint8


def test_hidden_pictures_keep_their_labels_and_their_scale() -> None:
    task = load_task("clothes")
    images, labels = clothes(task.dataset.folder / "clothes.npz")
    label_of = {image.tobytes(): int(label) for image, label in zip(images, labels, strict=True)}
    hidden = task.hidden_set(PRACTICE)
    assert [label_of[image.astype(np.uint8).tobytes()] for image in hidden.inputs] == hidden.targets.tolist()
    assert hidden.inputs.min() == 0
    assert hidden.inputs.max() == 255
    assert np.bincount(hidden.targets, minlength=10).min() > 200


# 5 footfall


@pytest.fixture(scope="module")
def footfall() -> ExamTask:
    return load_task("footfall")


@pytest.fixture(scope="module")
def hidden_days(footfall: ExamTask) -> Examples:
    return footfall.hidden_set(PRACTICE)


@pytest.fixture(scope="module")
def visible_hours(footfall: ExamTask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[int]]:
    rows = table(candidate_files(footfall, tmp_path_factory.mktemp("data")) / "counts.csv")
    return {row.pop("time"): [int(count) for count in row.values()] for row in rows}


def test_the_candidates_hours_have_no_gap_and_end_before_the_first_hidden_window(
    visible_hours: dict[str, list[int]], hidden_days: Examples
) -> None:
    times = [dt.datetime.fromisoformat(time) for time in visible_hours]
    assert all(later - earlier == dt.timedelta(hours=1) for earlier, later in itertools.pairwise(times))
    first_window = dt.datetime.fromisoformat(f"{min(hidden_days.ids)}T06:00") - dt.timedelta(hours=168)
    assert times[-1] < first_window


def test_a_hidden_day_is_what_follows_its_window(footfall: ExamTask, hidden_days: Examples) -> None:
    task_data = runpy.run_path(str(footfall.folder / "data.py"))
    times, counts = task_data["read"](footfall.dataset)
    for row in (0, len(hidden_days.ids) // 2, len(hidden_days.ids) - 1):
        start = int(np.flatnonzero(times == np.datetime64(f"{hidden_days.ids[row]}T06:00"))[0])
        assert np.array_equal(hidden_days.inputs[row], counts[start - 168 : start])
        assert np.array_equal(hidden_days.targets[row], counts[start : start + 24, 0])


def test_the_scale_is_the_seasonal_naive_error_on_the_candidates_hours(
    visible_hours: dict[str, list[int]], hidden_days: Examples
) -> None:
    series = [counts[0] for counts in visible_hours.values()]
    errors = [abs(now - week_ago) for now, week_ago in zip(series[168:], series, strict=False)]
    assert hidden_days.scale == pytest.approx(sum(errors) / len(errors), rel=1e-12)


def test_days_of_one_calendar_week_are_one_block(hidden_days: Examples) -> None:
    assert hidden_days.blocks is not None
    weeks = [dt.date.fromisoformat(day).isocalendar()[:2] for day in hidden_days.ids]
    pairs = set(zip(weeks, hidden_days.blocks.tolist(), strict=True))
    assert len(pairs) == len(set(weeks)) == len(set(hidden_days.blocks.tolist()))


def test_new_years_crowd_stands_at_midnight_of_the_new_year(visible_hours: dict[str, list[int]]) -> None:
    """The source files it under 31 December, because its days begin at 6:00."""
    k_road = 1
    for year in (2023, 2024):
        first_day = {hour: counts[k_road] for hour, counts in visible_hours.items() if hour.startswith(f"{year}-01-01")}
        assert first_day[f"{year}-01-01T00:00"] == max(first_day.values())


# How the shipped files were made


def write_counts(path: Path, rows: Sequence[tuple[str, int, int | None]], sensors: tuple[str, ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["date", "hour", "year", *sensors])
        for date, hour, count in rows:
            value = "" if count is None else float(count)
            lines.writerow([date, f"{hour}:00-{hour}:59", date[:4], *([value] * len(sensors))])


def test_a_counting_day_becomes_clock_time_whatever_date_its_rows_carry(tmp_path: Path) -> None:
    script = runpy.run_path(str(SCRIPTS / "auckland_pedestrians.py"))
    day = [("2019-01-01", (6 + hour) % 24, hour) for hour in range(24)]
    day[1] = ("2019-05-05", *day[1][1:])  # a wrong date
    del day[20]  # the hour from 2:00, as when the clocks are put forward
    write_counts(tmp_path / "counts.csv", day, script["SENSORS"])
    counts = script["read"](tmp_path / "counts.csv")
    by_time = {time.isoformat(): row[0] for time, row in counts.items()}
    assert by_time["2019-01-01T07:00:00"] == 1
    assert by_time["2019-01-02T00:00:00"] == 18
    assert "2019-01-02T02:00:00" not in by_time
    assert by_time["2019-01-02T05:00:00"] == 23


def test_a_longer_hole_in_the_source_is_refused(tmp_path: Path) -> None:
    script = runpy.run_path(str(SCRIPTS / "auckland_pedestrians.py"))
    write_counts(tmp_path / "counts.csv", [("2019-01-01", 6, 1), ("2019-01-01", 9, 1)], script["SENSORS"])
    with pytest.raises(ValueError, match="Expected the hour after"):
        script["read"](tmp_path / "counts.csv")


def test_a_single_missing_hour_gets_the_mean_of_its_neighbours_and_a_longer_gap_is_refused() -> None:
    script = runpy.run_path(str(SCRIPTS / "auckland_pedestrians.py"))
    first, hour, sensors = script["FIRST_KEPT"], script["HOUR"], len(script["SENSORS"])
    counts: dict[dt.datetime, list[int | None]] = {first + n * hour: [10 * n] * sensors for n in range(5)}
    counts[first + hour] = [None] * sensors
    del counts[first + 3 * hour]
    assert [row[0] for row in script["fill"](counts).values()] == [0, 10, 20, 30, 40]
    counts[first + 2 * hour] = [None] * sensors
    with pytest.raises(ValueError, match="Expected gaps of one hour"):
        script["fill"](counts)


def test_idx_files_are_read_by_their_header(tmp_path: Path) -> None:
    script = runpy.run_path(str(SCRIPTS / "fashion_mnist.py"))
    pixels = np.arange(2 * 3 * 4, dtype=np.uint8)
    header = b"".join(number.to_bytes(4) for number in (script["IMAGES_MAGIC"], 2, 3, 4))
    (tmp_path / "images.gz").write_bytes(gzip.compress(header + pixels.tobytes()))
    images = script["read_idx"](tmp_path / "images.gz", script["IMAGES_MAGIC"])
    assert np.array_equal(images, pixels.reshape(2, 3, 4))
    with pytest.raises(ValueError, match="Expected magic number 2049"):
        script["read_idx"](tmp_path / "images.gz", script["LABELS_MAGIC"])


def test_tables_of_different_penguins_are_refused(tmp_path: Path) -> None:
    script = runpy.run_path(str(SCRIPTS / "penguins.py"))
    folder = tmp_path / "palmerpenguins" / "data"
    folder.mkdir(parents=True)
    (folder / "penguins.csv").write_text(
        f"{','.join(script['COPIED'])}\nAdelie,Torgersen,39.1,18.7,181,3750,male,2007\n", encoding="utf-8"
    )
    raw = "Species,Individual ID,Flipper Length (mm),Body Mass (g)\nAdelie Penguin,N1A1,181,{mass}\n"
    (folder / "penguins-raw.csv").write_text(raw.format(mass=3750), encoding="utf-8")
    assert [(row["row"], row["ring"]) for row in script["penguins"](tmp_path)] == [("penguin-001", "N1A1")]
    (folder / "penguins-raw.csv").write_text(raw.format(mass=3800), encoding="utf-8")
    with pytest.raises(ValueError, match="Expected the same bird in row 1"):
        script["penguins"](tmp_path)
