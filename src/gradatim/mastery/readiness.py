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

# Row n from 1, column k from 0: the 2.5 % quantile of Beta(1/2 + k, 1/2 + n - k), from scipy.special.betaincinv: all
# that can occur, because SciPy takes longer to import than the first page has. A test compares every one.
_LOW = (
    (0.00038558, 0.14674632),
    (0.00021691, 0.06083028, 0.33317825),
    (0.00015064, 0.03874762, 0.17673610, 0.46441676),
    (0.00011533, 0.02847090, 0.12275388, 0.28375168, 0.55523738),
    (0.00009342, 0.02251277, 0.09439033, 0.20941666, 0.37137360, 0.62062286),
    (0.00007850, 0.01862013, 0.07677014, 0.16680820, 0.28642301, 0.44194323, 0.66961109),
    (0.00006769, 0.01587652, 0.06472827, 0.13886422, 0.23450125, 0.35233835, 0.49920254, 0.70756383),
    (0.00005949, 0.01383823, 0.05596689, 0.11903918, 0.19896561, 0.29482345, 0.40837649, 0.54628068, 0.73778275),
)


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
    number, successes = len(latest), sum(score.score >= SHOWN_FROM for score in latest)
    # Beta(a, b) and Beta(b, a) mirror each other.
    interval = (_LOW[number - 1][successes], 1 - _LOW[number - 1][number - successes])
    probability = (_PRIOR + successes) / (2 * _PRIOR + number)
    return Readiness(category, number, successes, probability, interval)
