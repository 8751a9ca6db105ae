"""Bars with their names above them, from zero: figures to be compared at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from gradatim.web.pictures.axis import axis, figure
from gradatim.web.pictures.picture import Picture, line, rectangle, text

WIDTH = 360.0
_ROW, _TOP, _BAR, _VALUE = 42.0, 4.0, 14.0, 72.0
_LONGEST = 54


@dataclass(frozen=True)
class Bar:
    """One figure.

    Args:
        name: What it is; a long one is cut in the drawing and whole in the table.
        value: The figure.
        words: The figure in words, such as `88 %`. Defaults to the number.
        marked: Whether it is the one to look at; it is drawn full, the others as outlines. Defaults to False.
    """

    name: str
    value: float
    words: str = ""
    marked: bool = False

    @property
    def label(self) -> str:
        """The figure in words."""
        return self.words or figure(self.value)


def bar_picture(
    picture_id: str,
    title: str,
    description: str,
    bars: Sequence[Bar],
    *,
    header: tuple[str, str] = ("What", "Figure"),
    limit: tuple[str, float] | None = None,
    whole: float | None = None,
) -> Picture:
    """Return bars, one below the other.

    Args:
        picture_id: Unique on its page.
        title: What they show.
        description: What can be seen in them.
        bars: From top to bottom; at least one.
        header: Headings of the table. Defaults to "What", "Figure".
        limit: A line across all bars, with its name. Defaults to none.
        whole: The longest bar possible, such as 1 for shares. Defaults to the longest there is.
    """
    values = [bar.value for bar in bars] + ([limit[1]] if limit else []) + ([whole] if whole is not None else [])
    scale = axis(values, 0, WIDTH - _VALUE, with_zero=True)
    bottom = _TOP + _ROW * len(bars)
    parts = [_bar(bar, scale.at(0), scale.at(bar.value), _TOP + _ROW * row) for row, bar in enumerate(bars)]
    parts.append(line(scale.at(0), _TOP + 16, scale.at(0), bottom, "rule"))
    height = bottom + 4
    if limit:
        place = scale.at(limit[1])
        parts.append(line(place, _TOP + 16, place, bottom, "limit"))
        parts.append(text(place, bottom + 14, f"{limit[0]} {figure(limit[1])}", anchor=_anchor(place), kind="soft"))
        height += 16
    rows = [(bar.name, bar.label) for bar in bars] + ([(limit[0], figure(limit[1]))] if limit else [])
    return Picture(picture_id, title, description, Markup().join(parts), WIDTH, height, header, rows)


def _bar(bar: Bar, zero: float, end: float, y: float) -> Markup:
    left, right = min(zero, end), max(zero, end)
    name = bar.name if len(bar.name) <= _LONGEST else bar.name[: _LONGEST - 1].rstrip() + "…"
    return (
        text(0, y + 12, name, kind="soft")
        + rectangle(left, y + 18, max(right - left, 1), _BAR, "bar marked" if bar.marked else "bar")
        + text(right + 6, y + 29, bar.label, kind="strong" if bar.marked else "")
    )


def _anchor(place: float) -> str:
    if place < WIDTH / 4:
        return "start"
    return "end" if place > WIDTH * 3 / 4 else "middle"
