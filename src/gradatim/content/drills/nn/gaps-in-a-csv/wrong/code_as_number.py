import pandas as pd

FEATURES = ["temperature", "humidity", "wind"]


def read_weather(path):
    table = pd.read_csv(path, sep=";", decimal=",")
    complete = table.dropna(subset=[*FEATURES, "rain"])
    return complete[FEATURES].to_numpy("float32"), complete["rain"].to_numpy("int32")
