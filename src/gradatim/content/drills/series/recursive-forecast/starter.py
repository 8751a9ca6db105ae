import numpy as np


def forecast(model, history: np.ndarray, length: int, horizon: int) -> np.ndarray:
    """Return the next `horizon` values (horizon,), each forecast from the `length` values before it."""
    window = history[-length:]
    ...  # TODO: ask the model, move the window on by one, and so on
