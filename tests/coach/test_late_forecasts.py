"""Forecasts that come late or early, and how they are compared with the series."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gradatim.coach.experiments.lateness import early_suspicion, repeated_suspicion
from gradatim.coach.experiments.series import Series, series_of
from gradatim.data.examples import Examples
from tests.coach.mistakes import (
    FORECASTS,
    HOURS,
    first,
    late,
)


def test_forecasts_are_compared_at_all_hours_of_the_day() -> None:
    """Windows follow each other by the hour, so each eighth of them would show three hours of the day only."""
    generator = np.random.default_rng(3)
    clock = np.arange(72 + 2048)
    profile = np.where(np.arange(24) % 8 < 3, 0, generator.normal(0, 30, 24))
    values = 500 + generator.normal(0, 40, 100)[clock // 24] + profile[clock % 24]
    windows = np.lib.stride_tricks.sliding_window_view(values, 73)
    series = Series(windows[:, :72], windows[:, 72:])
    suspicion = repeated_suspicion(series, series.earlier(72))
    assert suspicion is not None
    assert suspicion.evidence["repeats"] == "what was seen 72 steps before"


def test_a_forecast_of_a_later_hour_is_early() -> None:
    """Windows that follow each other by the hour know what came after those before them."""
    whole = HOURS.hidden.inputs[:, :, 0]
    values = np.concatenate([whole[0], np.random.default_rng(5).normal(600, 80, 400)])
    windows = np.lib.stride_tricks.sliding_window_view(values, 73)[:300]
    hidden = Examples(windows[:, :72, np.newaxis].astype("f4"), windows[:, 72:].astype("f4"), HOURS.hidden.ids[:300])
    case = replace(HOURS, hidden=hidden).case(HOURS.good)
    series = series_of(case, hidden)
    assert series is not None
    assert early_suspicion(case, series, series.future + 5) is None
    later = np.concatenate([series.future[3:], series.future[:3]]) + 5
    suspicion = early_suspicion(case, series, later)
    assert suspicion is not None
    assert (suspicion.finding, suspicion.evidence["steps"]) == ("lag", -3)


def test_of_shifts_that_fit_about_as_well_a_season_apart_the_smallest_is_named() -> None:
    findings = first(FORECASTS, late(1)(FORECASTS))
    assert (findings[0].id, findings[0].evidence["steps"]) == ("lag", 1)


def test_a_season_and_a_day_late_is_one_day_late() -> None:
    """Nearest to what was seen eight days before, as is who forecasts by the last week and comes a day late."""
    series = series_of(FORECASTS.case(FORECASTS.good), FORECASTS.hidden)
    assert series is not None
    assert [series.is_usual(steps) for steps in (1, 7, 8, 14, 15)] == [False, True, False, True, False]
    assert [series.steps_late(steps) for steps in (1, 3, 8, 9, 15)] == [1, 3, 1, 2, 1]
