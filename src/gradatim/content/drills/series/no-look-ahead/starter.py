import pandas as pd


def features(counts: pd.Series) -> pd.DataFrame:
    """Return one row an hour: what is known when the forecast for that hour is made, at its very beginning."""
    # TODO: some of these columns know what has not happened yet
    return pd.DataFrame(
        {
            "day": counts.rolling(24, center=True).mean(),
            "three_hours": counts.rolling(3).mean(),
            "week_ago": counts.shift(7 * 24),
        }
    )


counts = pd.read_csv("hourly.csv.xz", index_col="time", parse_dates=True)["8 Darby Street NS"]
table = features(counts)
