"""Histograms, and bars over steps that may lie on both sides of zero."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from gradatim.web.pictures.axis import Axis, axis, figure
from gradatim.web.pictures.picture import Picture, line, rectangle, text

WIDTH, HEIGHT = 360.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 6.0, 354.0, 22.0, 156.0
_BESIDE = 46.0
"""Left edge of a drawing whose values are named beside it."""


def histogram_picture(
    picture_id: str,
    title: str,
    description: str,
    edges: Sequence[float],
    counts: Sequence[int],
    *,
    name: str,
    beside: tuple[int, int] = (0, 0),
    marks: Sequence[tuple[float, str]] = (),
) -> Picture:
    """Return a histogram.

    Args:
        picture_id: Unique on its page.
        title: What it shows.
        description: What can be seen in it.
        edges: Edges of the bins, one more than counts.
        counts: How many there are in each.
        name: What is counted, with its unit: the name of the axis.
        beside: How many lie below the first and above the last edge; written, not drawn. Defaults to none.
        marks: Lines down at values, with their names. Defaults to none.
    """
    along = Axis(edges[0], edges[-1], _LEFT, _RIGHT)
    up = Axis(0, max(*counts, 1), _BOTTOM, _TOP)
    parts = []
    for row, number in enumerate(counts):
        left, right = along.at(edges[row]), along.at(edges[row + 1])
        parts.append(
            rectangle(left + 0.5, up.at(number), max(right - left - 1, 0.5), _BOTTOM - up.at(number), "bar marked")
        )
    parts += [line(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, "rule"), _ticks(along, name)]
    parts.append(text(_LEFT, 12, f"most in one bar: {max(counts):,}", kind="soft"))
    for value, words in marks:
        if edges[0] <= value <= edges[-1]:
            x = along.at(value)
            parts.append(line(x, _TOP - 4, x, _BOTTOM, "limit"))
            parts.append(text(x, _TOP - 10, words, anchor="end" if x > WIDTH / 2 else "start", kind="soft halo"))
    rows = [
        (f"{figure(edges[row], 4)} to {figure(edges[row + 1], 4)}", f"{number:,}") for row, number in enumerate(counts)
    ]
    below, above = beside
    rows = [(f"below {figure(edges[0], 4)}", f"{below:,}")] * bool(below) + rows
    rows += [(f"above {figure(edges[-1], 4)}", f"{above:,}")] * bool(above)
    return Picture(
        picture_id, title, description, Markup().join(parts), WIDTH, HEIGHT, (name.capitalize(), "Count"), rows
    )


def step_picture(
    picture_id: str, title: str, description: str, values: Sequence[float], *, unit: str = "", place_name: str = "step"
) -> Picture:
    """Return one bar for each step, up where the value is above zero and down where it is below.

    Args:
        picture_id: Unique on its page.
        title: What it shows.
        description: What can be seen in it.
        values: One for each step, from the first.
        unit: Unit of the values. Defaults to none.
        place_name: What a step is. Defaults to `step`.
    """
    up = axis(values, _BOTTOM, _TOP, with_zero=True)
    along = Axis(0.5, len(values) + 0.5, _BESIDE, _RIGHT)
    zero = up.at(0)
    parts = [text(0, 10, unit, kind="soft")] if unit else []
    for mark in up.marks(4):
        y = up.at(mark)
        parts += [line(_BESIDE, y, _RIGHT, y, "faint")]
        parts += [text(_BESIDE - 6, y + 4, figure(mark), anchor="end", kind="soft")]
    for row, value in enumerate(values, start=1):
        left, right = along.at(row - 0.4), along.at(row + 0.4)
        high, low = min(zero, up.at(value)), max(zero, up.at(value))
        parts.append(rectangle(left, high, right - left, max(low - high, 0.5), "bar marked"))
    parts += [line(_BESIDE, zero, _RIGHT, zero, "rule"), _ticks(along, place_name, whole=True)]
    rows = [(str(row), figure(value, 5)) for row, value in enumerate(values, start=1)]
    heading = f"Value in {unit}" if unit else "Value"
    return Picture(
        picture_id, title, description, Markup().join(parts), WIDTH, HEIGHT, (place_name.capitalize(), heading), rows
    )


def _ticks(along: Axis, name: str, *, whole: bool = False) -> Markup:
    parts = []
    for mark in along.marks(6):
        if whole and not float(mark).is_integer():
            continue
        x = along.at(mark)
        anchor = "start" if x < 16 else "end" if x > WIDTH - 16 else "middle"
        parts += [
            line(x, _BOTTOM, x, _BOTTOM + 4, "rule"),
            text(x, _BOTTOM + 16, figure(mark), anchor=anchor, kind="soft"),
        ]
    parts.append(text((_LEFT + _RIGHT) / 2, _BOTTOM + 30, name, anchor="middle", kind="soft"))
    return Markup().join(parts)
