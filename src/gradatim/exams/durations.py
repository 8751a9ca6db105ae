"""Exam time in words and as a clock."""

from __future__ import annotations


def clock_face(seconds: float) -> str:
    """Return exam time as hours and minutes.

    Example:
        >>> clock_face(3725.0)
        '1:02'
    """
    minutes = int(seconds // 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def in_words(seconds: float) -> str:
    """Return a duration in whole minutes, or in seconds below one minute.

    Example:
        >>> in_words(18000.0), in_words(3725.0), in_words(60.0), in_words(12.3)
        ('5 hours', '1 hour 2 minutes', '1 minute', '12 seconds')
    """
    if seconds < 60:
        return _count(int(seconds), "second")
    hours, minutes = divmod(int(seconds // 60), 60)
    parts = [_count(hours, "hour")] if hours else []
    if minutes or not hours:
        parts.append(_count(minutes, "minute"))
    return " ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
