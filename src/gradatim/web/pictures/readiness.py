"""The readiness for each category, with its interval, on one scale from 0 to 100 %."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from gradatim.web.pictures.picture import Picture, line, rectangle, text
from gradatim.web.views.skill_map import ReadinessLine
from gradatim.web.words import percent

_WIDTH, _ROW, _TOP, _LEFT, _RIGHT = 360.0, 26.0, 4.0, 130.0, 18.0
_SPAN = _WIDTH - _LEFT - _RIGHT


def readiness_picture(lines: Sequence[ReadinessLine]) -> Picture:
    """Return the picture: one row a category, a mark at the estimate, a bar over its 95 % interval.

    Args:
        lines: The categories; those without a sitting are drawn as an empty row.
    """
    bottom = _TOP + _ROW * len(lines)
    parts = [line(_x(share), _TOP, _x(share), bottom, "faint") for share in (0, 0.5, 1)]
    parts += [text(_x(share), bottom + 16, f"{share:.0%}", anchor="middle", kind="soft") for share in (0, 0.5, 1)]
    for number, found in enumerate(lines):
        parts.append(_row(found, _TOP + _ROW * (number + 0.5)))
    return Picture(
        id="readiness",
        title="Chance of a score of 4 or more in each category",
        description=_description(lines),
        drawing=Markup().join(parts),
        width=_WIDTH,
        height=bottom + 22,
        header=("Category", "Scored 4 or more", "Chance", "95\N{NO-BREAK SPACE}% interval"),
        rows=[_cells(found) for found in lines],
    )


def _x(share: float) -> float:
    return _LEFT + share * _SPAN


def _row(found: ReadinessLine, y: float) -> Markup:
    label = text(0, y + 4, f"{found.category} {found.title}")
    if found.probability is None or found.low is None or found.high is None:
        return label + line(_x(0), y, _x(1), y, "unknown")
    x = _x(found.probability)
    return (
        label
        + rectangle(_x(found.low), y - 4, _x(found.high) - _x(found.low), 8, "band")
        + Markup('<path d="M{0:.1f} {1:.1f}l6 7-6 7-6-7Z" class="mark"/>').format(x, y - 7)
    )


def _description(lines: Sequence[ReadinessLine]) -> str:
    known = [found for found in lines if found.probability is not None]
    if not known:
        return "No category has been sat yet, so nothing is known."
    parts = [f"category {found.category}: {percent(found.probability or 0)}" for found in known]
    return f"{'; '.join(parts)}. The bars are 95 % intervals; dashed lines are categories without a sitting."


def _cells(found: ReadinessLine) -> tuple[str, ...]:
    name = f"{found.category} {found.title}"
    if found.probability is None or found.low is None or found.high is None:
        return (name, "no sitting yet", "unknown", "")
    return (
        name,
        f"{found.successes} of {found.sittings}",
        percent(found.probability),
        f"{percent(found.low)} to {percent(found.high)}",
    )
