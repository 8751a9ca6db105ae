import numpy as np
from checking import line_of, require, require_close, require_defined

CASES = ((50, 20, 7), (34, 20, 7), (30, 10, 5), (29, 10, 10))


def check_given_functions(answer):
    """`shop` and `average` are as the starter gives them."""
    rng, day = np.random.default_rng(3), np.arange(600)
    level = 200 + np.cumsum(rng.normal(0, 2.5, 600))
    wanted = level + 30 * np.sin(2 * np.pi * day / 7) + rng.normal(0, 15, 600)
    twice = answer.average(2)(np.arange(21.0), 9)
    same = np.allclose(answer.shop(3), wanted) and np.allclose(twice, np.resize(np.arange(10.5, 17.5), 9))
    require(
        same,
        expected="shop and average as the starter gives them",
        received="other values",
        look="Take these two functions from the starter again.",
        line=line_of("shop"),
    )


class Recorder:
    """A forecaster that remembers what it was given, and always answers zeros."""

    def __init__(self):
        self.asked = []

    def __call__(self, history, horizon):
        self.asked.append((np.array(history), horizon))
        return np.zeros(horizon)


def check_sees_only_the_past(answer):
    """Each forecast is made from the steps before it alone."""
    for size, first, horizon in CASES:
        recorder = Recorder()
        answer.walk_forward(np.arange(float(size)), recorder, first, horizon)
        require(
            len(recorder.asked) > 0 and len(recorder.asked[0][0]) == first,
            expected=f"the forecaster to be given only the past: at first the {first} steps before `first`",
            received=f"{len(recorder.asked[0][0])} steps" if recorder.asked else "no call of the forecaster",
            look="Cut the series before you hand it over.",
            line=line_of("walk_forward"),
        )
        begins = all(len(history) and history[0] == 0 for history, _ in recorder.asked)
        require(
            begins and all(asked == horizon for _, asked in recorder.asked),
            expected=f"each past to begin with the first step, and {horizon} steps to be asked for",
            received=[(len(history), asked) for history, asked in recorder.asked][:4],
            look="The past grows; the horizon stays the same.",
            line=line_of("walk_forward"),
        )


def check_folds(answer):
    """The past grows by one horizon at a time, as long as a full horizon follows."""
    for size, first, horizon in CASES:
        recorder = Recorder()
        answer.walk_forward(np.arange(float(size)), recorder, first, horizon)
        received = [len(history) for history, _ in recorder.asked]
        wanted = list(range(first, size - horizon + 1, horizon))
        require(
            received == wanted,
            expected=f"pasts of {wanted} steps for {size} steps, first={first}, horizon={horizon}: each a horizon "
            f"longer, and the last forecast ends at step {wanted[-1] + horizon}",
            received=received,
            look="By how much does the past grow, and which is the last end with a full horizon behind it?",
            line=line_of("walk_forward"),
        )


def check_error(answer):
    """The error is the mean absolute error over all forecast steps."""
    rng = np.random.default_rng(5)
    for size, first, horizon in CASES:
        series = rng.normal(0, 10, size)
        received = answer.walk_forward(series, lambda history, steps: np.full(steps, history[-1]), first, horizon)
        ends = range(first, size - horizon + 1, horizon)
        wanted = np.mean([abs(series[end - 1] - series[end + step]) for end in ends for step in range(horizon)])
        look = (
            "Compare each forecast with the `horizon` steps right after its past; take the mean of all absolute errors."
        )
        require_close(received, wanted, what="the error of the forecast 'as the last value'", look=look)
    require(
        isinstance(received, float),
        expected="a float",
        received=f"a {type(received).__name__}",
        look="Turn the mean into a Python float.",
        line=line_of("walk_forward"),
    )


def errors(answer, seed):
    series = answer.shop(seed)
    return [answer.walk_forward(series, answer.average(weeks), 210, 7) for weeks in range(1, 13)]


def check_best_weeks(answer):
    """`best_weeks` finds the least error among 1 to 12 weeks."""
    trend = np.arange(364.0)
    cases = [(answer.shop(seed), None) for seed in (4, 6)] + [(trend, 1)]
    for series, known in cases:
        found = [answer.walk_forward(series, answer.average(weeks), 140, 14) for weeks in range(1, 13)]
        wanted = known or int(np.argmin(found)) + 1
        received = answer.best_weeks(series, 140, 14)
        require(
            received == wanted,
            expected=f"best_weeks to return {wanted}, which has the least error from 1 to 12 weeks",
            received=received,
            look="Try each number from 1 to 12 with the arguments that you were given.",
            line=line_of("best_weeks"),
        )
    for first, horizon in ((100, 7), (210, 28)):
        series = np.random.default_rng(0).normal(0, 10, 364)  # nothing but noise: the longest average is best
        found = [answer.walk_forward(series, answer.average(weeks), first, horizon) for weeks in range(1, 14)]
        wanted = int(np.argmin(found[:12])) + 1
        received = answer.best_weeks(series, first, horizon)
        require(
            received == wanted,
            expected=f"best_weeks to return {wanted} for pure noise: the least error from 1 to 12 weeks",
            received=received,
            look="12 is the largest number to try, and it is to be tried.",
            line=line_of("best_weeks"),
        )


def check_choice(answer):
    """WEEKS has the least mean error over ten shops."""
    received = require_defined(answer, "WEEKS", look="Measure over the shops of the seeds 0 to 9.")
    table = np.array([errors(answer, seed) for seed in range(10)])
    mean, each = table.mean(axis=0), (table.argmin(axis=1) + 1).tolist()
    told = f", whose mean error is {mean[received - 1]:.2f}" if received in range(1, 13) else ""
    require(
        received == int(mean.argmin()) + 1,
        expected=f"WEEKS to have the least mean error over ten shops, {mean.min():.2f}",
        received=f"{received!r}{told}",
        look=f"Single shops say {each}: average the errors of all ten before you choose.",
        line=line_of("WEEKS"),
    )
