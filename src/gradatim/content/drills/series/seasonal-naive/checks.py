import numpy as np
from checking import require_close


def require_forecast(answer, size, season, horizon, why, look):
    history = np.random.default_rng(size).integers(10, 99, size).astype(float)
    values = history.tolist()
    for _ in range(horizon):
        values.append(values[-season])
    received = answer.seasonal_naive(history.copy(), season, horizon)
    wanted = np.array(values[size:])
    told = f"{wanted.astype(int).tolist()[:10]} after …, {', '.join(str(int(v)) for v in history[-season:])}: {why}"
    require_close(received, wanted, what=f"{horizon} forecasts", look=look, expected=told)


def check_one_season(answer):
    """A forecast of one season repeats the newest season."""
    why = "the newest season once more"
    require_forecast(answer, 20, 4, 4, why, "The newest values are at the end of the history.")


def check_shorter_than_a_season(answer):
    """A forecast shorter than a season is its beginning."""
    look = "The first forecast is the value `season` steps before it, however short the horizon."
    require_forecast(answer, 20, 5, 2, "each is the value a season ago", look)


def check_longer_than_a_season(answer):
    """A forecast longer than a season goes on repeating it."""
    for size, season, horizon in ((20, 3, 8), (7, 7, 15), (12, 1, 4)):
        look = "The second season of the forecast repeats the first."
        require_forecast(answer, size, season, horizon, "the season goes on and on", look)
