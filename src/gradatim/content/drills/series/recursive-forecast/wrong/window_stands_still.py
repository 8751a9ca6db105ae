import numpy as np


def forecast(model, history: np.ndarray, length: int, horizon: int) -> np.ndarray:
    """Return the next `horizon` values (horizon,), each forecast from the `length` values before it."""
    values = list(history)
    for _ in range(horizon):
        window = np.reshape(history[-length:], (1, length, 1))
        values.append(model.predict(window, verbose=0).item())
    return np.array(values[len(history) :])
