"""Values with their intervals on one scale, and stretches of a scale: overfitting, bias, answers outside of 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from gradatim.web.pictures.axis import axis, figure
from gradatim.web.pictures.picture import Picture, line, rectangle, text

WIDTH = 360.0
_LEFT, _RIGHT, _ROW, _TOP = 8.0, 352.0, 44.0, 4.0
_APART, _EDGE = 50.0, 30.0


@dataclass(frozen=True)
class Range:
    """A stretch from `low` to `high`, with a mark at `value` where there is one."""

    name: str
    low: float
    high: float
    value: float | None = None

    @property
    def words(self) -> str:
        """The figures in words."""
        stretch = f"{figure(self.low)} to {figure(self.high)}"
        return stretch if self.value is None else f"{figure(self.value)} ({stretch})"


def range_picture(
    picture_id: str,
    title: str,
    description: str,
    ranges: Sequence[Range],
    *,
    lines: Sequence[tuple[float, str]] = (),
    near: bool = True,
    header: tuple[str, str] = ("What", "Figure"),
) -> Picture:
    """Return stretches on one scale, one below the other.

    Args:
        picture_id: Unique on its page.
        title: What they show.
        description: What can be seen in them.
        ranges: From top to bottom; at least one.
        lines: Values marked across all of them, with their names, such as the bands. Defaults to none.
        near: Whether lines that lie far away are left out of the drawing. Defaults to True.
        header: Headings of the table. Defaults to "What", "Figure".
    """
    ends = [end for one in ranges for end in (one.low, one.high, *([] if one.value is None else [one.value]))]
    span = (max(ends) - min(ends)) or abs(ends[0]) or 1.0
    drawn = [entry for entry in lines if not near or min(ends) - span <= entry[0] <= max(ends) + span]
    along = axis([*ends, *(value for value, _ in drawn)], _LEFT, _RIGHT)
    bottom = _TOP + _ROW * len(ranges)
    parts = []
    for value, _ in drawn:
        parts.append(line(along.at(value), _TOP + 18, along.at(value), bottom, "limit"))
    for row, one in enumerate(ranges):
        parts.append(_row(one, along.at(one.low), along.at(one.high), _TOP + _ROW * row))
        if one.value is not None:
            x, y = along.at(one.value), _TOP + _ROW * row + 29
            parts.append(Markup('<path d="M{0:.1f} {1:.1f}l6 7-6 7-6-7Z" class="mark"/>').format(x, y - 7))
    parts.append(line(_LEFT, bottom, _RIGHT, bottom, "rule"))
    if drawn:
        named: list[float] = []
        # The last one matters most: the highest band.
        for value, words in reversed(drawn):
            x = along.at(value)
            if all(abs(x - other) > _APART for other in named):
                anchor = "start" if x < _EDGE else "end" if x > WIDTH - _EDGE else "middle"
                parts.append(text(x, bottom + 15, words, anchor=anchor, kind="soft"))
                named.append(x)
    else:
        for mark in along.marks(5):
            x = along.at(mark)
            anchor = "start" if x < 20 else "end" if x > WIDTH - 20 else "middle"
            parts += [
                line(x, bottom, x, bottom + 4, "rule"),
                text(x, bottom + 16, figure(mark), anchor=anchor, kind="soft"),
            ]
    rows = [(one.name, one.words) for one in ranges] + [(words, figure(value)) for value, words in lines]
    return Picture(picture_id, title, description, Markup().join(parts), WIDTH, bottom + 22, header, rows)


def _row(one: Range, low: float, high: float, y: float) -> Markup:
    return (
        text(0, y + 13, one.name, kind="soft")
        + text(WIDTH, y + 13, one.words, anchor="end", kind="strong" if one.value is not None else "")
        + rectangle(low, y + 25, max(high - low, 1.5), 8, "band")
    )
