"""A window of a series as a small drawing among many others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from markupsafe import Markup

from gradatim.grading.evidence.parts import WorstRow
from gradatim.web.pictures.axis import Axis, axis, figure
from gradatim.web.pictures.picture import Picture

_WIDTH, _HEIGHT, _EDGE = 180.0, 72.0, 4.0
_MOST_PAST = 96
_DIGITS = 4


def spark(row: WorstRow) -> Picture:
    """Return the window of a row, followed by truth and forecast where the task is a forecast of that series.

    Args:
        row: A row whose kind is `window`.
    """
    ahead = max(len(row.true_values), len(row.answered_values)) if len(row.lines) == 1 else 0
    past = [list(line[-_MOST_PAST:]) for line in row.lines]
    before = max((len(line) for line in past), default=0)
    shown = [value for line in past for value in line]
    shown += [*row.true_values, *row.answered_values] if ahead else []
    up = axis(shown, _HEIGHT - _EDGE, _EDGE)
    along = Axis(0, max(before + ahead - 1, 1), _EDGE, _WIDTH - _EDGE)
    parts = [_path(line, before - len(line), along, up, "fourth") for line in past]
    if ahead:
        last = past[0][-1:]
        parts.append(_path([*last, *row.true_values], before - len(last), along, up, "first"))
        parts.append(_path([*last, *row.answered_values], before - len(last), along, up, "second"))
        if len(row.true_values) == 1:
            x = along.at(before)
            truth, answer = up.at(row.true_values[0]), up.at(row.answered_values[0])
            parts.append(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3" class="dot first"/>').format(x, truth))
            parts.append(
                Markup('<rect x="{:.1f}" y="{:.1f}" width="6" height="6" class="dot second"/>').format(
                    x - 3, answer - 3
                )
            )
    return Picture(
        id=f"worst-{row.row}",
        title=f"Window {row.id}",
        description="The window, then the truth (solid) and the forecast (dashed)."
        if ahead
        else f"The window: {len(past)} {'channel' if len(past) == 1 else 'channels'}.",
        drawing=Markup().join(parts),
        width=_WIDTH,
        height=_HEIGHT,
        header=_header(len(past), ahead=ahead > 0),
        rows=_rows(row, past, before, ahead),
    )


def _header(channels: int, *, ahead: bool) -> list[str]:
    names = ["window"] if channels == 1 else [f"channel {number}" for number in range(1, channels + 1)]
    return ["step", *names, *(("truth", "forecast") if ahead else ())]


def _rows(row: WorstRow, past: Sequence[Sequence[float]], before: int, ahead: int) -> list[list[str]]:
    """Return what is drawn, a row for each step; 0 is the last step of the window."""
    behind = ["", ""] if ahead else []
    rows = []
    for step in range(before):
        places = (step - before + len(line) for line in past)
        values = [figure(line[place], _DIGITS) if place >= 0 else "" for line, place in zip(past, places, strict=True)]
        rows.append([str(step - before + 1), *values, *behind])
    if ahead:
        both = zip_longest(row.true_values, row.answered_values)
        rows += [
            [str(step), "", *("" if value is None else figure(value, _DIGITS) for value in pair)]
            for step, pair in enumerate(both, start=1)
        ]
    return rows


def _path(values: Sequence[float], start: int, along: Axis, up: Axis, kind: str) -> Markup:
    points = " ".join(f"{along.at(start + step):.1f},{up.at(value):.1f}" for step, value in enumerate(values))
    return Markup('<polyline points="{}" class="curve {}"/>').format(points, kind)
