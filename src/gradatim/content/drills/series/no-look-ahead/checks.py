import numpy as np
import pandas as pd
from checking import line_of, require, require_close

COLUMNS = ["day", "three_hours", "week_ago"]
NOW = 250


def hours(size=400):
    index = pd.date_range("2024-03-01", periods=size, freq="h")
    return pd.Series(np.random.default_rng(4).integers(0, 500, size).astype(float), index=index)


def made(answer, counts):
    table = answer.features(counts.copy())
    require(
        isinstance(table, pd.DataFrame) and list(table.columns) == COLUMNS and len(table) == len(counts),
        expected=f"a DataFrame with the columns {COLUMNS} and one row for each of the {len(counts)} hours",
        received=f"columns {list(table.columns)}, {len(table)} rows" if isinstance(table, pd.DataFrame) else table,
        look="Keep columns and rows; only what they are computed from changes.",
        line=line_of("features"),
    )
    return table


def require_unmoved(answer, first_changed, what, look):
    counts = hours()
    changed = counts.copy()
    changed.iloc[first_changed:] += 1000
    before, after = made(answer, counts).iloc[NOW], made(answer, changed).iloc[NOW]
    for column in COLUMNS:
        require(
            np.isclose(before[column], after[column], equal_nan=True),
            expected=f"{column} not to move when {what} change",
            received=f"{column} moved from {before[column]:.1f} to {after[column]:.1f}",
            look=look,
            line=line_of("features"),
        )


def check_looks_only_back(answer):
    """No column moves when hours after the forecast hour change."""
    look = "center=True takes half of the window from after the row."
    require_unmoved(answer, NOW + 1, "hours that come later", look)


def check_own_hour(answer):
    """No column moves when the hour to be forecast changes."""
    look = "A trailing window ends at its own row. But this hour is the target: it has not been counted yet."
    require_unmoved(answer, NOW, "its own hour and later ones", look)


def check_values(answer):
    """Each column is computed from the newest hours that are known."""
    counts = hours()
    table, values = made(answer, counts), counts.to_numpy()
    wanted = {
        "day": values[NOW - 24 : NOW].mean(),
        "three_hours": values[NOW - 3 : NOW].mean(),
        "week_ago": values[NOW - 168],
    }
    for column, value in wanted.items():
        require_close(
            table[column].iloc[NOW],
            value,
            what=f"{column} of row {NOW}",
            look="Count the hours between the row and the newest and the oldest value in its window.",
        )


def check_too_short_a_past(answer):
    """Rows hold NaN where the past is too short."""
    table = made(answer, hours())
    for column, first in {"day": 24, "three_hours": 3, "week_ago": 168}.items():
        defined = int(table[column].notna().to_numpy().argmax())
        require(
            defined == first and table[column].iloc[first:].notna().all(),
            expected=f"{column} to be NaN in the first {first} rows and a number in all others",
            received=f"the first number in row {defined}, {int(table[column].isna().sum())} NaN in all",
            look="Do not fill what is not known, and do not use shorter windows.",
        )


def check_table(answer):
    """`table` holds the features of the real counts."""
    table = getattr(answer, "table", None)
    require(
        isinstance(table, pd.DataFrame) and table.equals(answer.features(answer.counts)),
        expected="table to be features(counts)",
        received="no table" if table is None else table,
        look="Keep the last two lines of the starter.",
        line=line_of("table"),
    )
    counts = answer.counts
    require(
        counts.name == "8 Darby Street NS" and len(counts) == 31440 and isinstance(counts.index, pd.DatetimeIndex),
        expected="counts to be the 31440 hours of 8 Darby Street NS, with their times as the index",
        received=f"{len(counts)} hours of {counts.name}, index of type {counts.index.dtype}",
        look="Keep the last two lines of the starter.",
        line=line_of("counts"),
    )
