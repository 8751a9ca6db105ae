"""Draws where all measured answers to a task lie on its bands, as SVG that reads on light and dark pages."""

from __future__ import annotations

import textwrap
from html import escape

from gradatim.bank.exam_task import ExamTask, Rubric
from gradatim.exams.band_chart import STEPS, position, thresholds
from gradatim.exams.numbers import readable_metric
from scripts.pages.answers import Answer, Kind

WIDTH = 860
LEFT = 360
RIGHT = 24
TOP = 64
ROW = 34
STEP_FILLS = ("#f4d7d2", "#f6e3cf", "#f5edcf", "#e6edcf", "#d6e8d2", "#c3dfc6")
"""From poor to good; the numbers above say the same without colour."""
MARKS = {
    Kind.NAIVE: '<circle cx="{x}" cy="{y}" r="5" fill="white" stroke="#222" stroke-width="1.6"/>',
    Kind.SIMPLE: '<rect x="{x0}" y="{y0}" width="10" height="10" fill="white" stroke="#222" stroke-width="1.6"/>',
    Kind.STARTER: '<path d="M{x0} {y0} l10 10 m0 -10 l-10 10" stroke="#222" stroke-width="2"/>',
    Kind.WEAK: '<path d="M{x} {y0} l6 10 h-12 z" fill="#9c3d00"/>',
    Kind.REFERENCE: '<circle cx="{x}" cy="{y}" r="5" fill="#0b5394"/>',
    Kind.STRONGER: '<path d="M{x} {top} l7 7 l-7 7 l-7 -7 z" fill="#0b5394"/>',
}


def distribution(task: ExamTask, answers: list[Answer]) -> str:
    """Return the picture: one row an answer, one mark a run, six steps as wide as each other for the scores 0 to 5."""
    height = TOP + ROW * len(answers) + 16
    rows = [_row(answer, number, task.rubric) for number, answer in enumerate(answers)]
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">
<title id="t">{escape(task.title)}: {escape(task.rubric.metric)} of all measured answers</title>
<desc id="d">{escape(_description(answers, task.rubric))}</desc>
<style>
text {{ font: 12px sans-serif; fill: #1a1a1a }}
.small {{ font-size: 11px; fill: #444 }}
.score {{ font-weight: bold }}
</style>
<rect width="{WIDTH}" height="{height}" fill="white"/>
{_steps(task.rubric, height)}
{chr(10).join(rows)}
</svg>
"""


def _description(answers: list[Answer], rubric: Rubric) -> str:
    parts = []
    for answer in answers:
        value = answer.median_metric
        shown = "refused" if value is None else readable_metric(value, rubric)
        parts.append(f"{answer.kind}, {answer.name}: {shown}, {answer.shown_scores}")
    return "; ".join(parts)


def _steps(rubric: Rubric, height: int) -> str:
    parts = []
    for score, fill in enumerate(STEP_FILLS):
        left, right = _x(100 * score / STEPS), _x(100 * (score + 1) / STEPS)
        parts.append(
            f'<rect x="{left:.1f}" y="{TOP - 10}" width="{right - left:.1f}" height="{height - TOP}" fill="{fill}"/>'
        )
        parts.append(f'<text class="score" x="{(left + right) / 2:.1f}" y="24" text-anchor="middle">{score}/5</text>')
    for threshold in thresholds(rubric):
        x, y = _x(threshold.position), 48 - 12 * threshold.row
        parts.append(f'<text class="small" x="{x:.1f}" y="{y}" text-anchor="middle">{threshold.label}</text>')
    unit = f" ({rubric.unit})" if rubric.unit else ""
    parts.append(f'<text class="small" x="8" y="48">{escape(rubric.metric + unit)}, better to the right</text>')
    return "\n".join(parts)


def _row(answer: Answer, number: int, rubric: Rubric) -> str:
    y = TOP + ROW * number + ROW / 2 - 6
    label = textwrap.wrap(f"{answer.kind}: {answer.name}", 58, max_lines=2, placeholder=" …")
    first = y + 4 if len(label) == 1 else y - 3
    lines = [
        f'<text class="small" x="8" y="{first + 13 * line:.1f}">{escape(text)}</text>'
        for line, text in enumerate(label)
    ]
    for metric in answer.metrics:
        x = _x(position(metric, rubric))
        lines.append(
            MARKS[answer.kind].format(
                x=f"{x:.1f}", y=f"{y:.1f}", x0=f"{x - 5:.1f}", y0=f"{y - 5:.1f}", top=f"{y - 7:.1f}"
            )
        )
    if not answer.metrics:
        lines.append(f'<text class="small" x="{_x(1):.1f}" y="{y + 4:.1f}">refused</text>')
    return "\n".join(lines)


def _x(percent: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * percent / 100
