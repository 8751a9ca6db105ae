import pandas as pd

FEATURES = ["temperature", "humidity", "wind"]


def read_weather(path):
    """Return features float32 (n, 3) and labels int32 (n,) of the rows without a gap."""
    table = pd.read_csv(path)  # TODO: how are fields separated, decimals written and gaps marked?
    return ...  # TODO: both arrays, without the rows that have a gap in them
