import pandas as pd


def features(counts: pd.Series) -> pd.DataFrame:
    """Return one row an hour: what is known when the forecast for that hour is made, at its very beginning."""
    known = counts.shift(1)
    return pd.DataFrame(
        {
            "day": known.rolling(24).mean(),
            "three_hours": known.rolling(3).mean(),
            "week_ago": counts.shift(7 * 24),
        }
    )


counts = pd.read_csv("hourly.csv.xz", index_col="time", parse_dates=True)["8 Darby Street NS"]
table = features(counts)
