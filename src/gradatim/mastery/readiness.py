"""How likely a score of 4 or more is in each category, from what the learner has scored before.

Each past sitting of a category is one trial: did its best score reach 4? With a Beta(1/2, 1/2) prior (Jeffreys, 1946)
the probability has the posterior Beta(1/2 + successes, 1/2 + failures); its mean is the estimate and its 2.5 % and
97.5 % quantiles are the interval, which behaves well for few trials (Brown, Cai and DasGupta, 2001, "Interval
estimation for a binomial proportion"). The model takes sittings as exchangeable: it knows nothing of learning between
them, so only the latest count. Drills do not enter: nobody has measured yet what a passed drill says of an exam task.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gradatim.exams.task_scores import TaskScore
from gradatim.mastery.skill_map import SHOWN_FROM

LATEST = 8
"""Sittings of a category that count; older ones say little of today."""

_PRIOR = 0.5


@dataclass(frozen=True)
class Readiness:
    """The chance of a score of 4 or more in one category.

    Args:
        category: Category of the exam, 1 to 5.
        sittings: How many sittings it rests on.
        successes: In how many of them the best score was 4 or more.
        probability: Posterior mean, 0 to 1; None without a sitting.
        interval: Equal-tailed 95 % interval; None without a sitting.
    """

    category: int
    sittings: int
    successes: int
    probability: float | None
    interval: tuple[float, float] | None


def readiness(scores: Sequence[TaskScore], category: int) -> Readiness:
    """Estimate the readiness for a category.

    Args:
        scores: Best score of each category of each sitting of the learner, in any order.
        category: Category of the exam, 1 to 5.

    Example:
        >>> readiness([], 3).probability is None
        True
    """
    latest = sorted((score for score in scores if score.category == category), key=lambda score: score.at)[-LATEST:]
    if not latest:
        return Readiness(category, 0, 0, None, None)
    # Quantiles of the Beta distribution; scipy.stats takes ten times as long to import.
    from scipy.special import betaincinv

    successes = sum(score.score >= SHOWN_FROM for score in latest)
    a, b = _PRIOR + successes, _PRIOR + len(latest) - successes
    interval = (float(betaincinv(a, b, 0.025)), float(betaincinv(a, b, 0.975)))
    return Readiness(category, len(latest), successes, a / (a + b), interval)
