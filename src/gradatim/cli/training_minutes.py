"""How long reference answers train on this machine, in words, where `gradatim doctor --smoke` has measured it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradatim.exams.form import FormItem

_SECONDS_BELOW = 120.0
_TENTHS_BELOW = 10.0


def training_minutes(items: Iterable[FormItem]) -> dict[int, str]:
    """Return the training time of each category's reference answer.

    Args:
        items: The drawn form.

    Returns:
        Words by category; empty where this machine was never measured.
    """
    from gradatim.bank.reader import load_task
    from gradatim.settings import settings
    from gradatim.workspace.doctor.factor import predict, recall

    speed = recall(settings().home)
    if speed is None:
        return {}
    found = {item.category: predict(load_task(item.task_id), speed) for item in items}
    return {category: minutes_in_words(one.seconds) if one else "unknown minutes" for category, one in found.items()}


def minutes_in_words(seconds: float) -> str:
    """Return a duration as people plan with it: seconds up to two minutes, then minutes.

    Example:
        >>> minutes_in_words(12.4), minutes_in_words(100), minutes_in_words(252), minutes_in_words(1500)
        ('12 s', '100 s', '4.2 min', '25 min')
    """
    if seconds < _SECONDS_BELOW:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.1f} min" if minutes < _TENTHS_BELOW else f"{minutes:.0f} min"
