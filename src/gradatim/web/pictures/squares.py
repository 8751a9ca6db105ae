"""Two figures of each thing against each other: answers against the truth, confidence against being right."""

from __future__ import annotations

from markupsafe import Markup

from gradatim.grading.evidence.parts import Reliability, Scatter
from gradatim.web.pictures.axis import Axis, axis, figure
from gradatim.web.pictures.picture import Picture, line, text
from gradatim.web.words import percent

WIDTH, HEIGHT = 360.0, 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 348.0, 20.0, 256.0


def reliability_picture(picture_id: str, found: Reliability) -> Picture:
    """Return the reliability diagram: what the model states against how often it is right, in tenths of the rows.

    Args:
        picture_id: Unique on its page.
        found: The bins, with the 95 % interval of each share.
    """
    along, up = Axis(0, 1, _LEFT, _RIGHT), Axis(0, 1, _BOTTOM, _TOP)
    parts = [_frame(along, up, "stated confidence", "share that is right", percents=True)]
    parts.append(line(along.at(0), up.at(0), along.at(1), up.at(1), "limit"))
    parts.append(text(along.at(0.03), up.at(0.9), "as sure as it is right: on the line", kind="soft halo"))
    for one in found.bins:
        x = along.at(one.confidence)
        parts.append(line(x, up.at(one.low), x, up.at(one.high), "interval"))
        parts.append(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="4" class="mark"/>').format(x, up.at(one.right)))
    sure = sum(one.rows * one.confidence for one in found.bins) / sum(one.rows for one in found.bins)
    right = sum(one.rows * one.right for one in found.bins) / sum(one.rows for one in found.bins)
    return Picture(
        id=picture_id,
        title="Stated confidence against the share that is right",
        description=f"On average the model states {percent(sure)} and is right in {percent(right)}. Marks below the "
        f"line are answers that are surer than right. The lines are 95 % intervals. Expected calibration error "
        f"{found.error:.3f}.",
        drawing=Markup().join(parts),
        width=WIDTH,
        height=HEIGHT,
        header=("Confidence", "Right", "95\N{NO-BREAK SPACE}% interval", "Rows"),
        rows=[
            (percent(one.confidence), percent(one.right), f"{percent(one.low)} to {percent(one.high)}", f"{one.rows:,}")
            for one in found.bins
        ],
    )


def scatter_picture(picture_id: str, found: Scatter, unit: str) -> Picture:
    """Return answers against the truth, with the line on which both are equal.

    Args:
        picture_id: Unique on its page.
        found: At most 400 pairs.
        unit: Of both.
    """
    both = axis([*found.truth, *found.answers], 0, 1)
    along, up = Axis(both.low, both.high, _LEFT, _RIGHT), Axis(both.low, both.high, _BOTTOM, _TOP)
    parts = [_frame(along, up, f"truth{f' in {unit}' if unit else ''}", "answer")]
    parts.append(line(along.at(both.low), up.at(both.low), along.at(both.high), up.at(both.high), "limit"))
    parts += [
        Markup('<circle cx="{:.1f}" cy="{:.1f}" r="2.5" class="point"/>').format(along.at(truth), up.at(answer))
        for truth, answer in zip(found.truth, found.answers, strict=True)
    ]
    drawn = len(found.truth)
    chosen = f", {drawn} of them drawn evenly in the order of the truth" if drawn < found.values else ""
    return Picture(
        id=picture_id,
        title="Answers against the truth",
        description=f"{found.values:,} values{chosen}. Points above the line are answers that are too high.",
        drawing=Markup().join(parts),
        width=WIDTH,
        height=HEIGHT,
        header=(f"Truth{f' in {unit}' if unit else ''}", "Answer"),
        rows=[(figure(truth, 5), figure(answer, 5)) for truth, answer in zip(found.truth, found.answers, strict=True)],
    )


def _frame(along: Axis, up: Axis, below: str, above: str, *, percents: bool = False) -> Markup:
    def words(value: float) -> str:
        return percent(value) if percents else figure(value)

    parts = []
    for mark in up.marks(5):
        parts += [line(_LEFT, up.at(mark), _RIGHT, up.at(mark), "faint")]
        parts += [text(_LEFT - 5, up.at(mark) + 4, words(mark), anchor="end", kind="soft")]
    for mark in along.marks(5):
        x = along.at(mark)
        parts += [line(x, _BOTTOM, x, _BOTTOM + 4, "rule")]
        parts += [text(x, _BOTTOM + 16, words(mark), anchor="end" if x > WIDTH - 20 else "middle", kind="soft")]
    parts.append(line(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, "rule"))
    parts.append(text((_LEFT + _RIGHT) / 2, _BOTTOM + 32, below, anchor="middle", kind="soft"))
    parts.append(text(0, 10, above, kind="soft"))
    return Markup().join(parts)
