"""Words and figures of the templates: days, sizes, numbers. Each is a filter under its own name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from gradatim.exams.durations import clock_face, in_words
from gradatim.exams.numbers import readable

STATIC = Path(__file__).parent / "static"


@lru_cache(maxsize=4096)
def day(at: float) -> Markup:
    """Return a moment as its day, for people and for machines.

    Args:
        at: Seconds since 1970 UTC.
    """
    moment = datetime.fromtimestamp(at, UTC).astimezone()
    return Markup('<time datetime="{}">{} {}</time>').format(
        moment.isoformat(timespec="seconds"), moment.day, moment.strftime("%B %Y")
    )


@lru_cache(maxsize=4096)
def moment(at: float) -> Markup:
    """Return a moment as day and minute.

    Args:
        at: Seconds since 1970 UTC.
    """
    local = datetime.fromtimestamp(at, UTC).astimezone()
    return Markup('<time datetime="{}">{} {}</time>').format(
        local.isoformat(timespec="seconds"), local.day, local.strftime("%B %Y, %H:%M")
    )


def megabytes(size: int) -> str:
    """Return a size in bytes in the unit that suits it.

    Example:
        >>> megabytes(1_234_567), megabytes(512)
        ('1.2 MB', '512 bytes')
    """
    if size < 1_000:
        return f"{size} bytes"
    for unit, bytes_ in (("GB", 10**9), ("MB", 10**6)):
        if size >= bytes_:
            return f"{size / bytes_:.1f} {unit}"
    return f"{size / 1000:.0f} kB"


def percent(share: float) -> str:
    """Return a share of one in percent, without decimals.

    Example:
        >>> percent(0.875)
        '88 %'
    """
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")


def chance(value: float) -> str:
    """Return what a model gave to a class: in percent, with digits where they matter; as it is if it is no probability.

    Example:
        >>> chance(0.9), chance(0.0002), chance(0.9996), chance(-2.34)
        ('90.0 %', 'under 0.1 %', 'over 99.9 %', '-2.34')
    """
    space = "\N{NO-BREAK SPACE}"
    if not 0 <= value <= 1:
        return readable(value, 3)
    if 0 < value < 0.001:
        return f"under 0.1{space}%"
    return f"over 99.9{space}%" if 0.999 < value < 1 else f"{100 * value:.1f}{space}%"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    Example:
        >>> count(1, "drill"), count(1200, "drill"), count(2, "category", "categories")
        ('1 drill', '1,200 drills', '2 categories')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def capital(text: str) -> str:
    """Return a text with a capital at its beginning and the rest as it is: "macro F1" keeps its F.

    Example:
        >>> capital("macro F1")
        'Macro F1'
    """
    return text[:1].upper() + text[1:]


def clock(seconds: float) -> str:
    """Return exam time as hours and minutes, such as "1:02"."""
    return clock_face(seconds)


def place(path: str) -> str:
    """Return a path as it is written in a terminal: what lies in the home folder begins with `~`.

    Args:
        path: An absolute path.
    """
    home = os.path.expanduser("~")  # noqa: PTH111  # Path.home() raises where there is none
    return f"~{path[len(home) :]}" if home != "/" and f"{path}/".startswith(f"{home}/") else path


def with_code(text: str) -> Markup:
    """Return a text, escaped, in which what stands between backticks is set as code.

    Example:
        >>> with_code("`logs` < 1"), with_code("a ` alone")
        (Markup('<code>logs</code> &lt; 1'), Markup('a ` alone'))
    """
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup().join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )


def minutes(seconds: float) -> str:
    """Return a duration in words, such as "1 hour 30 minutes"."""
    return in_words(seconds)


def about_minutes(seconds: float) -> str:
    """Return a duration in words, rounded to a minute and never below one.

    Example:
        >>> about_minutes(110.0), about_minutes(12.0), about_minutes(3700.0)
        ('2 minutes', '1 minute', '1 hour 2 minutes')
    """
    return in_words(60.0 * max(1, round(seconds / 60)))


@cache
def static_address(name: str) -> str:
    """Return the address of a static file; it changes with the file, so browsers may keep it for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


_WORDS = (day, moment, megabytes, percent, chance, count, capital, clock, place, with_code, minutes, about_minutes)
FILTERS: dict[str, Callable[..., object]] = {function.__name__: function for function in _WORDS}
