import pandas as pd

FEATURES = ["temperature", "humidity", "wind"]


def read_weather(path):
    """Return features float32 (n, 3) and labels int32 (n,) of the rows without a gap."""
    table = pd.read_csv(path, sep=";", decimal=",", na_values=["--", "-999"])
    complete = table.dropna(subset=[*FEATURES, "rain"])
    return complete[FEATURES].to_numpy("float32"), complete["rain"].to_numpy("int32")
