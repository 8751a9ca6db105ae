import numpy as np


def forecast(model, history: np.ndarray, length: int, horizon: int) -> np.ndarray:
    """Return the next `horizon` values (horizon,), each forecast from the `length` values before it."""
    window = history[-length:].reshape(1, length, 1)
    steps = []
    for _ in range(horizon):
        step = model.predict(window, verbose=0)
        steps.append(step.item())
        window = np.concatenate([step[:, np.newaxis], window[:, :-1]], axis=1)
    return np.array(steps)
