import numpy as np
import pandas as pd


def inputs(frame: pd.DataFrame, horizon: int) -> pd.DataFrame:
    """Return what is known of each hour `horizon` hours before it, one row an hour."""
    known, angle = frame.shift(horizon), frame.index.hour
    return pd.DataFrame(
        {
            "visits_before": known["visits"],
            "rain_before": known["rain"],
            "week_ago": frame["visits"].shift(168),
            "hour_sin": np.sin(angle),
            "hour_cos": np.cos(angle),
            "weekend": (frame.index.dayofweek >= 5).astype(float),
        },
        index=frame.index,
    )
