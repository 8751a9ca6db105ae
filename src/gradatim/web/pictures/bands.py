"""A metric and its 95 % interval on the five bands of its task."""

from __future__ import annotations

from markupsafe import Markup

from gradatim.bank.exam_task import Rubric
from gradatim.exams.band_chart import STEPS, BandChart, band_chart, thresholds
from gradatim.grading.result import Metric
from gradatim.web.pictures.picture import Picture, line, rectangle, text
from gradatim.web.words import capital

_WIDTH = 360.0
_STEP = _WIDTH / STEPS


def bands_picture(picture_id: str, rubric: Rubric, metric: Metric | None, score: int | None) -> Picture:
    """Return the six scores as steps of equal width, better to the right, with the metric above them.

    Args:
        picture_id: Unique on its page.
        rubric: The task's metric and bands.
        metric: What was measured; None where it may not be shown.
        score: The score, which may be shown without the metric; None where there is none.
    """
    edges = thresholds(rubric)
    chart = None if metric is None else band_chart(metric, rubric)
    top = 42.0 if chart else 2.0
    parts = []
    if chart:
        value, low, high = (_WIDTH * place / 100 for place in (chart.value, chart.low, chart.high))
        label_at = {"start": max(value - 8, 0.0), "middle": value, "end": min(value + 8, _WIDTH)}[chart.anchor]
        parts += [
            text(label_at, 13, chart.label, anchor=chart.anchor, kind="strong"),
            line(low, 29, high, 29, "interval"),
            line(low, 24, low, 34, "interval"),
            line(high, 24, high, 34, "interval"),
            Markup('<path d="M{0:.1f} 20l7 9-7 9-7-9Z" class="mark"/>').format(value),
        ]
    for step in range(STEPS):
        kind = "step yours" if step == score else "step reached" if score is not None and 0 < step < score else "step"
        parts.append(rectangle(step * _STEP, top, _STEP, 28, kind))
        parts.append(
            text((step + 0.5) * _STEP, top + 19, step, anchor="middle", kind="on-mark" if step == score else "")
        )
    for edge in edges:
        x = edge.score * _STEP
        parts.append(line(x, top + 30, x, top + 36 + 14 * edge.row, "rule"))
        parts.append(text(x, top + 49 + 14 * edge.row, edge.label, anchor="middle", kind="soft"))
    height = top + 54 + 14 * max(edge.row for edge in edges)
    compare = "At least" if rubric.metric.higher_is_better else "At most"
    rows = [(f"Score {edge.score}", f"{compare.lower()} {edge.label}") for edge in reversed(edges)]
    if chart:
        rows += [
            ("This model", chart.label),
            ("95\N{NO-BREAK SPACE}% interval", f"{chart.low_label} to {chart.high_label}"),
        ]
    return Picture(
        id=picture_id,
        title=f"{capital(rubric.metric.value)} on the bands of this task",
        description=_description(rubric, chart, score),
        drawing=Markup().join(parts),
        width=_WIDTH,
        height=height,
        header=("Band", f"{rubric.metric.value}{f' in {rubric.unit}' if rubric.unit else ''}"),
        rows=rows,
    )


def _description(rubric: Rubric, chart: BandChart | None, score: int | None) -> str:
    better = "Better is to the right; each score is drawn equally wide."
    if chart is None:
        return f"{'' if score is None else f'Score {score} of 5; the metric is not shown. '}{better}"
    return (
        f"{capital(rubric.metric.value)} {chart.label}, 95 % interval {chart.low_label} to {chart.high_label}, "
        f"score {score} of 5. {better}"
    )
