"""A window of a series as a small drawing among many others. Its figures are in the page's JSON."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from gradatim.grading.evidence.parts import WorstRow
from gradatim.web.pictures.axis import Axis, axis

_WIDTH, _HEIGHT, _EDGE = 180.0, 72.0, 4.0
_MOST_PAST = 96


def spark(row: WorstRow) -> Markup:
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
    what = "The window" + (
        ", then the truth (solid) and the forecast (dashed)." if ahead else f", {len(past)} channels."
    )
    return Markup('<svg viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _HEIGHT, what, Markup().join(parts)
    )


def _path(values: Sequence[float], start: int, along: Axis, up: Axis, kind: str) -> Markup:
    points = " ".join(f"{along.at(start + step):.1f},{up.at(value):.1f}" for step, value in enumerate(values))
    return Markup('<polyline points="{}" class="curve {}"/>').format(points, kind)
