import numpy as np
from checking import line_of, require, require_close, require_defined


def check_nights(answer):
    """`nights` is as the starter gives it."""
    wanted = np.random.default_rng(9).gamma(0.8, 25, 365).astype(int)
    require(
        np.array_equal(answer.nights(9), wanted),
        expected="nights as the starter gives it",
        received="other passengers",
        look="Take this function from the starter again.",
        line=line_of("nights"),
    )


def check_errors(answer):
    """Both errors are means over all nights."""
    counts = np.array([0, 2, 10])
    look = "The difference of each night from the guess, made absolute or squared, then the mean."
    received = answer.absolute_error(counts, 4)
    require_close(received, 4.0, what="absolute_error([0, 2, 10], 4)", look=look)
    received = answer.squared_error(counts, 4)
    require_close(received, 56 / 3, what="squared_error([0, 2, 10], 4)", look=look)


def check_best_guess(answer):
    """`best_guess` finds the least error among all whole numbers from smallest to largest."""
    cases = {
        "in the middle": (np.array([0, 1, 2, 3, 50]), 20, 20),
        "at the smallest count": (np.array([3, 4, 9]), 3, 3),
        "at the largest count": (np.array([3, 4, 9]), 9, 9),
        "above the largest count, which is no guess,": (np.array([3, 4, 9]), 30, 9),
        "below the smallest count, which is no guess,": (np.array([3, 4, 9]), 0, 3),
    }
    for where, (counts, target, wanted) in cases.items():
        received = answer.best_guess(counts, lambda _, guess, target=target: float(abs(guess - target)))
        require(
            received == wanted,
            expected=f"best_guess to return {wanted} when the error is least {where}",
            received=received,
            look=f"Try all whole numbers from {counts.min()} to {counts.max()}, both included, with the given error.",
            line=line_of("best_guess"),
        )
    received = answer.best_guess(np.array([2, 5, 8]), lambda _, guess: 1.0)
    require(
        received == 2,
        expected="best_guess to return the smallest of equally good guesses, 2",
        received=received,
        look="Keep the first guess unless a later one is better.",
        line=line_of("best_guess"),
    )


def check_choices(answer):
    """Each purpose has the error whose best guess serves it better."""
    per_night, off_by = {}, {}
    for name, error in (("absolute", answer.absolute_error), ("squared", answer.squared_error)):
        years = [answer.nights(seed) for seed in range(20, 25)]
        guesses = [answer.best_guess(counts, error) for counts in years]
        pairs = list(zip(years, guesses, strict=True))
        per_night[name] = np.mean([np.abs(counts - guess).mean() for counts, guess in pairs])
        off_by[name] = np.mean([abs(counts.sum() - guess * 365) for counts, guess in pairs])
    for choice, measured, what in (
        ("FOR_A_NIGHT", per_night, "misses a night by"),
        ("FOR_THE_SUM", off_by, "misses the year's total by"),
    ):
        received = require_defined(answer, choice, look='Write "absolute" or "squared".')
        told = ", ".join(f"minimising the {name} error {what} {value:.1f}" for name, value in measured.items())
        require(
            received == min(measured, key=measured.get),
            expected=f"{choice} to name the error whose guess {what} less",
            received=f"{received!r}; the checks measure: {told}",
            look="Two purposes, two measures: measure both, do not guess.",
            line=line_of(choice),
        )
