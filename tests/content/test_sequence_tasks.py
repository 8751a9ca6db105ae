"""What the sequence tasks mauna-loa, births, bike-hire and who-speaks say about their data."""

from __future__ import annotations

import csv
import datetime as dt
import re
import runpy
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.grading.bands import score_for
from gradatim.grading.metrics import measure
from gradatim.settings import PRACTICE_SPLIT_KEY

KEYS = (PRACTICE_SPLIT_KEY, "one secret", "another secret")
FORECASTS = ("mauna-loa", "births", "bike-hire")
TASKS = (*FORECASTS, "who-speaks")

Rows = list[dict[str, str]]


@cache
def task(task_id: str) -> ExamTask:
    return load_task(task_id)


@cache
def hidden(task_id: str, key: str = PRACTICE_SPLIT_KEY) -> Examples:
    return task(task_id).hidden_set(Split(key.encode()))


@cache
def training(task_id: str) -> Examples:
    return task(task_id).training_set(Split(PRACTICE_SPLIT_KEY.encode()))


@cache
def readme(task_id: str) -> str:
    return " ".join((task(task_id).folder / "README.md").read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A category folder of each task: the candidate's files in data/, as the starter expects them."""
    folders = {}
    for task_id in TASKS:
        folders[task_id] = tmp_path_factory.mktemp(task_id)
        task(task_id).write_candidate_data(Split(PRACTICE_SPLIT_KEY.encode()), folders[task_id] / "data")
    return folders


def table(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def starter(task_id: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(folder)
    return runpy.run_path(str(task(task_id).folder / "starter.py"))


def figures(task_id: str, metric_of: dict[str, str]) -> None:
    """Compare each baseline with the figure that the README gives for it, to the figure's own decimals."""
    split = Split(PRACTICE_SPLIT_KEY.encode())
    for name, predictions in task(task_id).baselines(split).items():
        if name not in metric_of:
            continue
        stated = metric_of[name]
        value = measure(task(task_id).rubric.metric, predictions, hidden(task_id), task(task_id).output).value
        decimals = len(stated.partition(".")[2])
        assert f"{value:.{decimals}f}" == stated, (name, value)
        assert re.search(rf"\b{re.escape(stated)}\b", readme(task_id)), f"{stated} is not in the README"
        metric_of = {other: figure for other, figure in metric_of.items() if other != name}
    assert not metric_of


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("task_id", TASKS)
def test_naive_answers_score_at_most_1_whatever_is_hidden(task_id: str, key: str) -> None:
    for name, predictions in task(task_id).baselines(Split(key.encode())).items():
        if name.startswith("naive"):
            metric = measure(task(task_id).rubric.metric, predictions, hidden(task_id, key), task(task_id).output)
            assert score_for(metric.value, task(task_id).rubric) <= 1, (name, metric.value)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("task_id", TASKS)
def test_enough_is_hidden_to_tell_scores_apart(task_id: str, key: str) -> None:
    examples = hidden(task_id, key)
    assert len(examples.inputs) >= 300
    assert examples.blocks is None or len(np.unique(examples.blocks)) >= 30


@pytest.mark.parametrize("task_id", FORECASTS)
def test_hidden_windows_begin_after_the_candidates_last_row(task_id: str, folders: dict[str, Path]) -> None:
    """The ids are the times asked; the window's first row lies a window and a horizon before."""
    rows = table(next((folders[task_id] / "data").iterdir()))
    last_row = np.datetime64(next(iter(rows[-1].values())))
    step = last_row - np.datetime64(next(iter(rows[-2].values())))
    ahead = 26 if task_id == "mauna-loa" else 1
    first_given = np.array(hidden(task_id).ids, dtype=last_row.dtype) - step * (
        hidden(task_id).inputs.shape[1] + ahead - 1
    )
    assert first_given.min() > last_row


# mauna-loa


def test_the_air_is_given_from_1958_to_1985_with_59_gaps(folders: dict[str, Path]) -> None:
    rows = table(folders["mauna-loa"] / "data" / "co2.csv")
    weeks = [dt.date.fromisoformat(row["week"]) for row in rows]
    assert (len(rows), weeks[0], weeks[-1]) == (1449, dt.date(1958, 3, 29), dt.date(1985, 12, 28))
    assert all(week.weekday() == 5 for week in weeks)
    runs = re.findall(" +", "".join(" " if not row["co2"] else "x" for row in rows))
    assert (sum(map(len, runs)), max(map(len, runs))) == (59, 18)
    assert max(float(row["co2"]) for row in rows if row["co2"]) == 349.3


def test_the_air_to_forecast_is_of_the_26th_week_after_the_window() -> None:
    dataset = task("mauna-loa").dataset
    values = {row["week"]: row["co2"] for row in table(dataset.folder / "weekly.csv")}
    for examples in (training("mauna-loa"), hidden("mauna-loa")):
        assert np.isfinite(examples.inputs).all()
        for name, window, target in zip(examples.ids, examples.inputs, examples.targets, strict=True):
            asked = dt.date.fromisoformat(name)
            assert float(target[0]) == pytest.approx(float(values[name]), abs=1e-4)
            given = [asked - dt.timedelta(weeks=26 + back) for back in reversed(range(104))]
            assert window[:, 0] == pytest.approx([float(values[str(week)]) for week in given], abs=1e-4)


@pytest.mark.parametrize("key", KEYS)
def test_the_hidden_air_holds_as_much_as_the_readme_says(key: str) -> None:
    targets = hidden("mauna-loa", key).targets
    assert targets.min() >= 348
    assert targets.max() <= 374
    assert min(hidden("mauna-loa", key).ids) >= "1988-06"


def test_what_copying_the_air_errs_by() -> None:
    figures(
        "mauna-loa",
        {
            "naive: last week repeated": "3.8",
            "naive: same week of the year before": "1.5",
            "same week of the year before, and a year's usual growth": "0.7",
        },
    )


def test_the_starter_cuts_the_air_as_the_grader_does(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    windows, weeks = starter("mauna-loa", folders["mauna-loa"], monkeypatch)["windows_and_weeks"]()
    cut = {window.tobytes(): float(week[0]) for window, week in zip(windows, weeks, strict=True)}
    for window, target in zip(training("mauna-loa").inputs, training("mauna-loa").targets, strict=True):
        assert cut[window.tobytes()] == float(target[0])


# births


def test_births_are_given_for_ten_years(folders: dict[str, Path]) -> None:
    rows = table(folders["births"] / "data" / "births.csv")
    days = [dt.date.fromisoformat(row["date"]) for row in rows]
    assert (len(rows), days[0], days[-1]) == (3653, dt.date(2000, 1, 1), dt.date(2009, 12, 31))
    assert {after - before for before, after in pairwise(days)} == {dt.timedelta(days=1)}


def test_the_fortnight_follows_54_weeks_of_births() -> None:
    births = {row["date"]: int(row["births"]) for row in table(task("births").dataset.folder / "daily.csv")}
    for examples in (training("births"), hidden("births")):
        for name, window, fortnight in zip(examples.ids, examples.inputs, examples.targets, strict=True):
            first = dt.date.fromisoformat(name)
            assert window[-1, 0] == births[str(first - dt.timedelta(days=1))]
            assert window[0, 0] == births[str(first - dt.timedelta(weeks=54))]
            assert window[14, 0] == births[str(first - dt.timedelta(days=364))]
            assert fortnight.tolist() == [births[str(first + dt.timedelta(days=day))] for day in range(14)]


@pytest.mark.parametrize("key", KEYS)
def test_hidden_fortnights_begin_on_all_weekdays_in_the_stated_years(key: str) -> None:
    days = [dt.date.fromisoformat(name) for name in hidden("births", key).ids]
    assert {day.weekday() for day in days} == set(range(7))
    assert dt.date(2011, 1, 14) <= min(days)
    assert max(days) <= dt.date(2014, 12, 18)


def test_what_copying_births_gets_and_what_it_is_divided_by() -> None:
    figures("births", {"naive: last week, twice": "0.99", "same days 52 weeks ago": "0.72"})
    scale = hidden("births").scale
    assert scale is not None
    assert f"{scale:.1f}" == "468.3"
    assert "468.3 births" in readme("births")


def test_the_starter_cuts_births_as_the_grader_does(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    windows, fortnights = starter("births", folders["births"], monkeypatch)["windows_and_fortnights"]()
    assert np.array_equal(windows[::2], training("births").inputs)
    assert np.array_equal(fortnights[::2], training("births").targets)


# bike-hire


def test_bicycles_are_given_for_every_hour_of_a_year_and_a_half(folders: dict[str, Path]) -> None:
    rows = table(folders["bike-hire"] / "data" / "bikes.csv")
    times = [dt.datetime.fromisoformat(row["time"]) for row in rows]
    assert (times[0], times[-1]) == (dt.datetime(2011, 1, 1), dt.datetime(2012, 6, 30, 23))  # noqa: DTZ001  # local
    assert {after - before for before, after in pairwise(times)} == {dt.timedelta(hours=1)}
    assert all(int(row["hour"]) == time.hour for row, time in zip(rows, times, strict=True))
    assert sum(row["bicycles"] == "0" for row in rows) == 125
    assert {row["time"][:10] for row in rows if row["humidity"] == "0"} == {"2011-03-10"}
    working = {(time.date(), row["working_day"]) for row, time in zip(rows, times, strict=True)}
    assert len(working) == len({time.date() for time in times})
    assert {flag for day, flag in working if day.weekday() > 4} == {"0"}


@pytest.mark.parametrize("key", KEYS)
def test_whole_days_of_bicycles_are_hidden(key: str) -> None:
    hours = Counter(name[:10] for name in hidden("bike-hire", key).ids)
    assert set(hours.values()) == {24}
    assert min(hours) >= "2012-07-08"
    assert max(hours) <= "2012-12-31"


def test_nothing_is_given_of_the_hour_asked() -> None:
    """The window ends with the hour before it, and begins with the same hour a week before."""
    for examples in (training("bike-hire"), hidden("bike-hire")):
        asked = np.array([int(name[11:13]) for name in examples.ids])
        assert np.array_equal(examples.inputs[:, 0, 5], asked)
        assert np.array_equal(examples.inputs[:, -1, 5], (asked - 1) % 24)
    following = hidden("bike-hire").ids.index("2012-12-29T12:00")
    assert hidden("bike-hire").targets[following - 1, 0] == hidden("bike-hire").inputs[following, -1, 0]


def test_the_candidates_hours_are_all_hours_of_the_day() -> None:
    assert {name[11:13] for name in training("bike-hire").ids} == {f"{hour:02}" for hour in range(24)}


def test_what_copying_bicycles_errs_by() -> None:
    figures(
        "bike-hire",
        {
            "naive: last hour repeated": "90",
            "naive: same hour a week ago": "64",
            "least squares on the week's bicycles": "41",
        },
    )


def test_the_starter_pairs_weeks_and_hours_as_the_grader_does(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = starter("bike-hire", folders["bike-hire"], monkeypatch)["weeks_and_hours"]
    cut = {
        week.tobytes(): float(hour[0]) for batch in pairs.as_numpy_iterator() for week, hour in zip(*batch, strict=True)
    }
    for week, hour in zip(training("bike-hire").inputs, training("bike-hire").targets, strict=True):
        assert cut[week.tobytes()] == float(hour[0])


# who-speaks


def test_nine_speakers_say_640_utterances(folders: dict[str, Path]) -> None:
    both = np.concatenate([training("who-speaks").targets, hidden("who-speaks").targets])
    assert len(both) == 640
    assert (np.bincount(both).min(), np.bincount(both).max()) == (54, 118)
    rows = table(folders["who-speaks"] / "data" / "train.csv")
    assert len({row["utterance"] for row in rows}) == len(training("who-speaks").inputs)
    assert {row["speaker"] for row in rows} == {str(number) for number in range(1, 10)}


def test_utterances_have_7_to_29_frames_and_zeros_only_after_them() -> None:
    inputs = np.concatenate([training("who-speaks").inputs, hidden("who-speaks").inputs])
    spoken = inputs.any(axis=2)
    lengths = spoken.sum(axis=1)
    assert (lengths.min(), np.median(lengths), lengths.max()) == (7, 15, 29)
    assert np.array_equal(spoken, np.arange(29) < lengths[:, None])
    assert -1.9 < inputs.min() < inputs.max() < 2.3


@pytest.mark.parametrize("key", KEYS)
def test_every_speaker_is_heard_often_in_both_parts(key: str) -> None:
    split = Split(key.encode())
    for examples in (task("who-speaks").training_set(split), hidden("who-speaks", key)):
        assert np.bincount(examples.targets, minlength=9).min() >= 15


def test_the_starter_fills_utterances_up_as_the_grader_does(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    frames, speakers = starter("who-speaks", folders["who-speaks"], monkeypatch)["training_data"]()
    assert np.array_equal(frames, training("who-speaks").inputs)
    assert np.array_equal(speakers, training("who-speaks").targets)
