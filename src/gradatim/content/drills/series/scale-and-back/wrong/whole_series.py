import numpy as np


def statistics(series: np.ndarray, first_validation: int) -> tuple[float, float]:
    """Return mean and standard deviation to scale by."""
    train = series
    return float(train.mean()), float(train.std())


def forecast(model, window: np.ndarray, mean: float, deviation: float) -> float:
    """Return the next value, in people per hour, after a window (length, 1) in people per hour."""
    scaled = (window - mean) / deviation
    answer = model.predict(scaled[np.newaxis], verbose=0)
    return answer.item() * deviation + mean
