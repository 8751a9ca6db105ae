"""Spaced repetition: which passed drills are worth doing again, and when.

FSRS (Ye, Su and Cao, 2022, "A stochastic shortest path algorithm for optimizing spaced repetition scheduling"), as the
package `fsrs` implements it with its default parameters. A pass without help is rated "good", one after a hint or the
solution "hard". Its parameters were fitted on flash cards, not on programming drills: the day is a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

DAY_SECONDS = 86_400.0


@dataclass(frozen=True)
class Review:
    """When a passed drill is due again.

    Args:
        drill: Id of the drill.
        last_passed_at: Seconds since 1970 UTC.
        due_at: Seconds since 1970 UTC.
        recall: Estimated chance that the learner can still do it now, 0 to 1.
    """

    drill: str
    last_passed_at: float
    due_at: float
    recall: float


def reviews(passes: Iterable[tuple[str, float, bool]], now: float) -> list[Review]:
    """Return when each passed drill is due, the earliest first.

    Args:
        passes: Drill, when it passed, and whether help was taken, in the order of time. Passes of a drill within one
            day count as one.
        now: Seconds since 1970 UTC.
    """
    from fsrs import Card, Rating, Scheduler

    # Learning steps of minutes suit flash cards; a drill is done once a day at most.
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    cards: dict[str, Card] = {}
    last: dict[str, float] = {}
    for drill, at, helped in passes:
        if at - last.get(drill, -DAY_SECONDS) < DAY_SECONDS:
            continue
        rating = Rating.Hard if helped else Rating.Good
        when = datetime.fromtimestamp(at, UTC)
        card = cards.get(drill)
        # With an id: without one each new card sleeps for a millisecond, so that no two get the same.
        card = Card(card_id=len(cards)) if card is None else card
        cards[drill], _ = scheduler.review_card(card, rating, when)
        last[drill] = at
    today = datetime.fromtimestamp(now, UTC)
    found = [
        Review(drill, last[drill], card.due.timestamp(), scheduler.get_card_retrievability(card, today))
        for drill, card in cards.items()
    ]
    return sorted(found, key=lambda review: (review.due_at, review.drill))


def due(found: Iterable[Review], now: float) -> list[Review]:
    """Return the reviews whose day has come."""
    return [review for review in found if review.due_at <= now + timedelta(hours=1).total_seconds()]
