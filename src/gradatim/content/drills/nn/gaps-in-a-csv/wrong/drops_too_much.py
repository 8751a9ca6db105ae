import pandas as pd

FEATURES = ["temperature", "humidity", "wind"]


def read_weather(path):
    table = pd.read_csv(path, sep=";", decimal=",", na_values=["--", "-999"])
    complete = table.dropna()
    return complete[FEATURES].to_numpy("float32"), complete["rain"].to_numpy("int32")
