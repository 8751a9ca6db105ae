"""Lines over steps: forecasts against the truth, errors along the horizon, learning curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from gradatim.web.pictures.axis import Axis, axis, figure
from gradatim.web.pictures.picture import Picture, line, text

WIDTH, HEIGHT = 360.0, 220.0
_TOP, _BOTTOM, _LEFT, _RIGHT = 42.0, 190.0, 46.0, 352.0
_FEWEST_DOTS = 2
_MOST_DOTS = 30
_TABLE_ROWS = 400

Kind = Literal["first", "second", "third", "fourth"]


@dataclass(frozen=True)
class Line:
    """One line.

    Args:
        name: What it is.
        values: One for each place; None where there is none.
        kind: How it is drawn: `first` solid, `second` dashed in the accent, `third` dotted, `fourth` thin.
    """

    name: str
    values: Sequence[float | None]
    kind: Kind


def line_picture(
    picture_id: str,
    title: str,
    description: str,
    lines: Sequence[Line],
    *,
    places: Sequence[float],
    place_name: str,
    unit: str = "",
    with_zero: bool = False,
    boundary: tuple[float, str] | None = None,
) -> Picture:
    """Return lines over common places, with their names above.

    Args:
        picture_id: Unique on its page.
        title: What they show.
        description: What can be seen in them.
        lines: At most four.
        places: The places from left to right, such as 1, 2, 3.
        place_name: What a place is, such as `step`; heads the table's first column.
        unit: Unit of the values. Defaults to none.
        with_zero: Whether 0 is on the scale. Defaults to False.
        boundary: A line down at a place, with its name, such as where the forecast begins. Defaults to none.
    """
    values = [value for one in lines for value in one.values if value is not None]
    up = axis(values, _BOTTOM, _TOP, with_zero=with_zero)
    along = Axis(places[0], places[-1] if places[-1] > places[0] else places[0] + 1, _LEFT, _RIGHT)
    parts = [_grid(up, unit), _places(along, places, place_name)]
    if boundary:
        place = along.at(boundary[0])
        parts.append(line(place, _TOP, place, _BOTTOM, "limit"))
    parts += [_line(one, places, along, up) for one in lines]
    parts.append(_legend(lines))
    return Picture(
        id=picture_id,
        title=title,
        description=description,
        drawing=Markup().join(parts),
        width=WIDTH,
        height=HEIGHT,
        header=(place_name.capitalize(), *(f"{one.name} ({unit})" if unit else one.name for one in lines)),
        rows=[
            (figure(place, 6), *("" if (value := one.values[row]) is None else figure(value, 5) for one in lines))
            for row, place in enumerate(places[:_TABLE_ROWS])
        ],
    )


def _grid(up: Axis, unit: str) -> Markup:
    parts = [text(0, _TOP - 14, unit, kind="soft")] if unit else []
    for mark in up.marks(4):
        y = up.at(mark)
        parts += [line(_LEFT, y, _RIGHT, y, "faint"), text(_LEFT - 6, y + 4, figure(mark), anchor="end", kind="soft")]
    return Markup().join(parts)


def _places(along: Axis, places: Sequence[float], name: str) -> Markup:
    whole = all(float(place).is_integer() for place in places)
    marks = [mark for mark in along.marks(6) if not whole or float(mark).is_integer()]
    parts = [line(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, "rule")]
    for mark in marks:
        x = along.at(mark)
        anchor = "end" if x > _RIGHT - 12 else "middle"
        parts += [
            line(x, _BOTTOM, x, _BOTTOM + 4, "rule"),
            text(x, _BOTTOM + 16, figure(mark), anchor=anchor, kind="soft"),
        ]
    parts.append(text((_LEFT + _RIGHT) / 2, _BOTTOM + 29, name, anchor="middle", kind="soft"))
    return Markup().join(parts)


def _line(one: Line, places: Sequence[float], along: Axis, up: Axis) -> Markup:
    points = [
        (along.at(place), up.at(value)) if value is not None else None
        for place, value in zip(places, one.values, strict=True)
    ]
    path = ""
    pen_down = False
    for point in points:
        path += "" if point is None else f"{'L' if pen_down else 'M'}{point[0]:.1f} {point[1]:.1f}"
        pen_down = point is not None
    parts = [Markup('<path d="{}" class="curve {}"/>').format(path, one.kind)]
    shown = [point for point in points if point is not None]
    if len(shown) <= _MOST_DOTS and one.kind in ("first", "second"):
        parts += [_dot(x, y, one.kind) for x, y in shown]
    return Markup().join(parts)


def _dot(x: float, y: float, kind: str) -> Markup:
    """Return a round mark for the first line and a square one for the second, so that form tells them apart too."""
    if kind == "first":
        return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="2.5" class="dot first"/>').format(x, y)
    return Markup('<rect x="{:.1f}" y="{:.1f}" width="5" height="5" class="dot second"/>').format(x - 2.5, y - 2.5)


def _legend(lines: Sequence[Line]) -> Markup:
    parts = []
    x = 0.0
    for one in lines:
        parts.append(line(x, 9, x + 22, 9, f"curve {one.kind}"))
        if one.kind in ("first", "second"):
            parts.append(_dot(x + 11, 9, one.kind))
        parts.append(text(x + 28, 13, one.name))
        x += 40 + 6.2 * len(one.name)
    return Markup().join(parts)
