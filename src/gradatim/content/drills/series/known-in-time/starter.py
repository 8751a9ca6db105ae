import numpy as np
import pandas as pd


def inputs(frame: pd.DataFrame, horizon: int) -> pd.DataFrame:
    """Return what is known of each hour `horizon` hours before it, one row an hour."""
    return pd.DataFrame(
        {
            "visits_before": ...,  # TODO: and the five other columns
        },
        index=frame.index,
    )
