import numpy as np
from checking import line_of, require, require_close

HOUR = np.arange(24)
NAMES = ["none", "one", "hourly"]


def validation(days, hourly=0.0, constant=0.0, noise=20.0, seed=0):
    """Return actual values and forecasts with a bias of `hourly` by the time of day plus a constant."""
    rng = np.random.default_rng(seed)
    actual = 300 + 100 * np.sin(2 * np.pi * HOUR / 24) + rng.normal(0, noise, (days, 24))
    return actual, np.broadcast_to(
        300 + 100 * np.sin(2 * np.pi * HOUR / 24) + hourly * np.cos(2 * np.pi * HOUR / 24) + constant, (days, 24)
    ).copy()


def check_biases(answer):
    """`biases` gives what each compensation takes off."""
    actual, forecast = validation(12, hourly=15, constant=8)
    received = answer.biases(actual, forecast)
    require(
        isinstance(received, dict) and list(received) == NAMES,
        expected=f"a dict with the keys {NAMES}, in this order",
        received=list(received) if isinstance(received, dict) else received,
        look="Return a dict.",
        line=line_of("biases"),
    )
    error = forecast - actual
    wanted = {"none": np.zeros(24), "one": np.full(24, error.mean()), "hourly": error.mean(axis=0)}
    for name in NAMES:
        look = "Errors are forecast - actual; what is taken off has shape (24,) for each of the three."
        require_close(received[name], wanted[name], what=f'biases(…)["{name}"]', look=look)


def require_choice(answer, data, wanted, why):
    received = answer.choose(*data)
    half = len(data[0]) // 2
    error = (data[1] - data[0])[:half]
    later = (data[1] - data[0])[half:]
    taken = {"none": 0.0, "one": error.mean(), "hourly": error.mean(axis=0)}
    told = ", ".join(f"{name} {np.abs(later - off).mean():.1f}" for name, off in taken.items())
    require(
        received == wanted,
        expected=f'choose to return "{wanted}" for {why}',
        received=f"{received!r}, where the errors in the later half are {told}",
        look="Days that the constants have seen cannot judge them: estimate on the first half, measure on the other.",
        line=line_of("choose"),
    )


def check_choose_with_many_days(answer):
    """With many days and a bias that depends on the hour, hourly constants are chosen."""
    require_choice(answer, validation(60, hourly=30), "hourly", "60 days with a bias that differs by the hour")


def check_choose_with_few_days(answer):
    """With few days the constants that are mostly chance are not chosen."""
    for seed in (1, 4, 9):
        data = validation(5, constant=30, noise=40, seed=seed)
        require_choice(answer, data, "one", "five days with the same bias at every hour, where it pays to measure")
    data = validation(4, noise=40, seed=4)
    data[1][:2] += 25  # looks like a bias in the first half, and is gone in the second
    require_choice(answer, data, "none", "four days with a bias in the first half that is gone in the second")


def check_choose_splits_in_halves(answer):
    """The first half gives the constants, all other days judge them."""
    actual = np.full((5, 24), 100.0)
    forecast = actual.copy()
    tilt = np.where(HOUR % 2, 3.0, -3.0)
    forecast[:2] += np.array([[-20.0], [40.0]]) + tilt  # 10 in the mean; the third day belongs to those that judge
    forecast[2:] += np.array([[10.0], [9.0], [-20.0]])
    require_choice(answer, (actual, forecast), "one", "five days, of which two estimate and three judge")
    forecast[2:] += np.array([[-11.0], [-30.0], [5.0]])
    require_choice(answer, (actual, forecast), "none", "five days, of which the last three have no such bias")


def check_compensated(answer):
    """The chosen compensation, estimated on all days, is subtracted."""
    new = np.random.default_rng(7).normal(300, 50, (3, 24))
    cases = (
        (validation(60, hourly=30), lambda error: error.mean(axis=0)),
        (validation(5, constant=30, noise=40, seed=1), lambda error: error.mean()),
    )
    for (actual, forecast), off in cases:
        received = answer.compensated(actual, forecast, new.copy())
        wanted = new - off(forecast - actual)
        told = "new forecasts less the chosen bias of all validation days (added, the bias would be there twice)"
        look = "Which sign, and which days: the estimate for new forecasts may use all validation days."
        require_close(received, wanted, what="the compensated forecasts", look=look, expected=told)
