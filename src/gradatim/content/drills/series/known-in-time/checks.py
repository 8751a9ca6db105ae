import numpy as np
import pandas as pd
from checking import line_of, require, require_close

COLUMNS = ["visits_before", "rain_before", "week_ago", "hour_sin", "hour_cos", "weekend"]
ROW = 300


def museum(hours=400):
    rng = np.random.default_rng(3)
    index = pd.date_range("2024-02-26 00:00", periods=hours, freq="h")  # a Monday
    return pd.DataFrame({"visits": rng.uniform(0, 300, hours), "rain": rng.uniform(0, 5, hours)}, index=index)


def made(answer, frame, horizon):
    table = answer.inputs(frame.copy(), horizon)
    good = isinstance(table, pd.DataFrame) and list(table.columns) == COLUMNS and table.index.equals(frame.index)
    require(
        good,
        expected=f"a DataFrame with the index of `frame` and the columns {COLUMNS}",
        received=list(table.columns) if isinstance(table, pd.DataFrame) else table,
        look="One entry for each column of the README's table, in that order.",
        line=line_of("inputs"),
    )
    numeric = all(np.issubdtype(kind, np.floating) for kind in table.dtypes)
    require(
        numeric,
        expected="columns of floats",
        received={name: str(kind) for name, kind in table.dtypes.items()},
        look="A network takes numbers: turn True and False into 1.0 and 0.0.",
        line=line_of("inputs"),
    )
    return table


def check_columns(answer):
    """The table has the six columns, all floats, and the index of the frame."""
    made(answer, museum(), 24)


def check_nothing_measured_too_late(answer):
    """No column moves when what is measured later than `horizon` hours before changes."""
    for horizon in (1, 24):
        frame = museum()
        changed = frame.copy()
        changed.iloc[ROW - horizon + 1 :] += 1000
        before, after = made(answer, frame, horizon).iloc[ROW], made(answer, changed, horizon).iloc[ROW]
        for column in COLUMNS:
            require(
                np.isclose(before[column], after[column]),
                expected=f"{column} not to depend on what is measured later than {horizon} hours before the row",
                received=f"{column} moved from {before[column]:.1f} to {after[column]:.1f}",
                look="The forecast is made `horizon` hours before the hour of the row.",
                line=line_of("inputs"),
            )


def check_measured(answer):
    """Measured columns hold the newest values known."""
    frame = museum()
    for horizon in (1, 24, 168):
        table = made(answer, frame, horizon)
        wanted = {
            "visits_before": frame["visits"].iloc[ROW - horizon],
            "rain_before": frame["rain"].iloc[ROW - horizon],
            "week_ago": frame["visits"].iloc[ROW - 168],
        }
        for column, value in wanted.items():
            told = (
                f"{value:.3f}, the newest value known" if column != "week_ago" else f"{value:.3f}, of 168 hours before"
            )
            look = "Count from the hour of the row back to the hour that was measured."
            require_close(table[column].iloc[ROW], value, what=column, look=look, expected=f"{column} to be {told}")
        require(
            table["visits_before"].isna().sum() == horizon and table["week_ago"].isna().sum() == 168,
            expected="NaN where the measured past is too short, and nowhere else",
            received=table.isna().sum().to_dict(),
            look="Do not fill what is not known.",
            line=line_of("inputs"),
        )


def check_calendar(answer):
    """Calendar columns tell of the hour to be forecast."""
    frame = museum()
    for horizon in (1, 5):
        table = made(answer, frame, horizon)
        angle = 2 * np.pi * frame.index.hour.to_numpy() / 24
        look = "The calendar of the hour to be forecast is known beforehand: nothing to shift."
        for column, wanted in (("hour_sin", np.sin(angle)), ("hour_cos", np.cos(angle))):
            told = f"{column} to go once around the circle in 24 hours, 0:00 at angle 0, for the hour to be forecast"
            require_close(table[column].to_numpy(), wanted, what=column, look=look, expected=told, tolerance=1e-6)
        weekend = np.isin(frame.index.day_name(), ["Saturday", "Sunday"]).astype(float)
        told = "weekend to be 1.0 on Saturdays and Sundays, for the hour to be forecast"
        require_close(table["weekend"].to_numpy(), weekend, what="weekend", look=look, expected=told)
