import numpy as np
from checking import require, require_close, shown

THREE = np.array([0.5, 0.3, 0.2])
MANY = np.array([0.02, 0.4, 0.08, 0.25, 0.05, 0.2], dtype="float32")


def check_sharpen(answer):
    """The probabilities are sharpened below and evened out above temperature 1."""
    for probabilities in (THREE, MANY):
        for temperature in (1.0, 0.5, 2.0, 0.25, 10.0):
            powers = probabilities.astype(float) ** (1 / temperature)
            name = "as they were, at temperature 1" if temperature == 1 else f"at temperature {temperature}"
            word = "cold" if temperature < 1 else "warm"
            require_close(
                answer.sharpen(probabilities.copy(), temperature),
                powers / powers.sum(),
                what=f"the probabilities {name}" + (f" ({word})" if temperature != 1 else ""),
                look="Cold favours the probable ones: the logarithms are divided by the temperature.",
                tolerance=1e-4,
            )


def check_very_cold(answer):
    """Very small and very great temperatures work."""
    with np.errstate(all="ignore"):
        for temperature in (0.001, 0.01, 100.0):
            received = np.asarray(answer.sharpen(MANY.copy(), temperature), dtype=float)
            powers = (MANY / MANY.max()).astype(float) ** (1 / temperature)
            require(
                np.isfinite(received).all() and abs(received.sum() - 1) < 1e-6,
                expected=f"finite probabilities that sum to 1 at temperature {temperature}",
                received=shown(received),
                look="Subtract the greatest logarithm before you take the exponential: one of them is then exp(0) = 1.",
            )
            require_close(
                received,
                powers / powers.sum(),
                what=f"the probabilities at temperature {temperature}",
                look="Towards temperature 0 all probability goes to the greatest.",
                tolerance=1e-4,
            )


def check_impossible_stays_impossible(answer):
    """A probability of 0 stays 0."""
    for temperature in (0.3, 1.0, 5.0):
        with np.errstate(all="ignore"):
            received = answer.sharpen(np.array([0.0, 0.75, 0.25]), temperature)
        powers = np.array([0.0, 0.75, 0.25]) ** (1 / temperature)
        require_close(
            received,
            powers / powers.sum(),
            what=f"the probabilities of [0, 0.75, 0.25] at temperature {temperature}",
            look="The logarithm of 0 is minus infinity, and its exponential is 0 again.",
            tolerance=1e-4,
        )


def check_no_warnings(answer):
    """A probability of 0 causes no warning."""
    with np.errstate(divide="raise", invalid="raise"):
        try:
            answer.sharpen(np.array([0.0, 1.0]), 0.5)
        except FloatingPointError as error:
            require(
                False,
                expected="no warning of NumPy for a probability of 0",
                received=str(error),
                look="The logarithm of 0 is meant here: `np.errstate` says so.",
            )


def check_draws(answer):
    """The draws follow the sharpened probabilities."""
    for temperature in (0.5, 2.0):
        rng = np.random.default_rng(17)
        drawn = [answer.sample(MANY.copy(), temperature, rng) for _ in range(4000)]
        require(
            all(isinstance(number, int) for number in drawn[:5]) and min(drawn) >= 0 and max(drawn) < len(MANY),
            expected=f"an int from 0 to {len(MANY) - 1}",
            received=shown(drawn[0]),
            look="One draw is one id.",
        )
        powers = MANY.astype(float) ** (1 / temperature)
        wanted = powers / powers.sum()
        share = np.bincount(drawn, minlength=len(MANY)) / len(drawn)
        require(
            np.abs(share - wanted).max() < 0.03,
            expected=f"4000 draws at temperature {temperature} in the shares {shown(np.round(wanted, 3))}",
            received=shown(share),
            look="Draw from what `sharpen` returns, at the temperature that was given.",
        )


def check_uses_the_generator(answer):
    """The same generator state gives the same draw."""
    first, second = (
        [answer.sample(MANY.copy(), 1.0, rng) for _ in range(30)]
        for rng in (np.random.default_rng(3), np.random.default_rng(3))
    )
    require(
        first == second,
        expected="the same 30 draws from two generators with the same seed",
        received="different ones",
        look="Draw with `rng`, not with np.random.",
    )
