"""The pictures of a submission's page, but for the metric on its bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gradatim.bank.exam_task import ExamTask
from gradatim.exams.numbers import readable_metric
from gradatim.grading.evidence.parts import BoxFigures, Evidence, Forecast, ForecastWindow, Residuals
from gradatim.grading.result import Timings
from gradatim.web.pictures.axis import figure
from gradatim.web.pictures.bars import Bar, bar_picture
from gradatim.web.pictures.lines import Line, line_picture
from gradatim.web.pictures.of_finding import finding_pictures
from gradatim.web.pictures.picture import Picture
from gradatim.web.pictures.spread import histogram_picture
from gradatim.web.pictures.squares import reliability_picture, scatter_picture
from gradatim.web.views.learning_curves import Curve, TrainingCourse
from gradatim.web.views.submission import SubmissionView
from gradatim.web.words import capital, percent

_PHASES = {
    "queue": "waiting for a worker",
    "start": "starting the grading process",
    "load": "loading the model",
    "predict": "predicting the hidden rows",
    "score": "measuring",
    "coach": "the coach's experiments",
}


@dataclass(frozen=True)
class SubmissionPictures:
    """The pictures of each part of the page; empty where a part does not apply."""

    findings: tuple[tuple[Picture, ...], ...] = ()
    boxes: tuple[Picture, ...] = ()
    forecast: tuple[Picture, ...] = ()
    windows: tuple[Picture, ...] = ()
    values: tuple[Picture, ...] = ()
    reliability: tuple[Picture, ...] = ()
    training: tuple[Picture, ...] = ()
    times: tuple[Picture, ...] = ()


def submission_pictures(view: SubmissionView, task: ExamTask) -> SubmissionPictures:
    """Draw what a page shows, and nothing that it does not.

    Args:
        view: The page.
        task: Its task.
    """
    evidence = view.evidence or Evidence(rows=0)
    calibrated = any("reliability" in part.finding.evidence for part in view.findings)
    return SubmissionPictures(
        findings=tuple(
            finding_pictures(f"finding-{number}", part.finding, task, view.evidence)
            for number, part in enumerate(view.findings, start=1)
        ),
        boxes=() if evidence.boxes is None else _boxes(evidence.boxes),
        forecast=() if evidence.forecast is None else _steps(evidence.forecast, task),
        windows=() if evidence.forecast is None else _windows(evidence.forecast, task),
        values=_values(evidence, task),
        reliability=()
        if evidence.reliability is None or calibrated
        else (reliability_picture("reliability", evidence.reliability),),
        training=() if view.training is None else _training(view.training),
        times=() if view.timings_ms is None else (_times(view.timings_ms),),
    )


def _boxes(found: BoxFigures) -> tuple[Picture, ...]:
    parts = {
        "found: class right, box right": found.found,
        "class right, box wrong": found.box_misses,
        "box right, class wrong": found.class_misses,
        "both wrong": found.both_miss,
    }
    return (
        bar_picture(
            "boxes-found",
            "Objects that are found, and why the others are not",
            "; ".join(f"{name}: {number} of {found.rows}" for name, number in parts.items())
            + f". A box is right from an overlap of {found.needed:g} on.",
            [Bar(name, number, f"{number:,}", marked=row == 0) for row, (name, number) in enumerate(parts.items())],
            header=("Pictures", "Count"),
        ),
        histogram_picture(
            "boxes-overlap",
            "How well the boxes lie over the true ones",
            f"Mean overlap {figure(found.mean_overlap)}; {found.needed:g} is needed.",
            [edge / len(found.overlaps) for edge in range(len(found.overlaps) + 1)],
            found.overlaps,
            name="overlap (intersection over union)",
            marks=[(found.needed, f"{found.needed:g} is needed")],
        ),
    )


def _steps(found: Forecast, task: ExamTask) -> tuple[Picture, ...]:
    if len(found.steps) < 2:
        return ()
    errors = [step.error for step in found.steps]
    lines = [Line("this model", errors, "second")]
    said = f"From {figure(errors[0])} in the first step to {figure(errors[-1])} in the last"
    if found.steps[0].repeated is not None:
        lines.append(Line("repeating the last value", [step.repeated for step in found.steps], "third"))
        said += f"; repeating the last value misses by {figure(found.steps[-1].repeated or 0.0)} there"
    return (
        line_picture(
            "steps",
            "Mean absolute error of each step of the forecast",
            f"{said}.",
            lines,
            places=[float(step.step) for step in found.steps],
            place_name="step of the forecast",
            unit=task.rubric.unit,
            with_zero=True,
        ),
    )


def _windows(found: Forecast, task: ExamTask) -> tuple[Picture, ...]:
    names = {"best": "The best forecast", "middle": "A forecast in the middle", "worst": "The worst forecast"}
    shown = [one for one in found.windows if one.past or len(one.truth) > 1]
    return tuple(
        _window(f"window-{number}", names.get(one.rank, "Worse than nine tenths"), one, task)
        for number, one in enumerate(shown, start=1)
    )


def _window(picture_id: str, title: str, one: ForecastWindow, task: ExamTask) -> Picture:
    before, after = len(one.past), len(one.truth)
    # Truth and forecast begin where the past ends, so that the lines hang together.
    last: list[float | None] = [one.past[-1]] if one.past else []
    gap: list[float | None] = [None] * max(0, before - 1)
    lines = [
        Line("truth", [*one.past, *one.truth], "first" if before + after <= 60 else "fourth"),
        Line("forecast", [*gap, *last, *one.answers], "second"),
    ]
    return line_picture(
        picture_id,
        f"{title} (row {one.row})",
        f"Mean absolute error {figure(one.error)}{f' {task.rubric.unit}' if task.rubric.unit else ''} over "
        f"{after} {'step' if after == 1 else 'steps'}.",
        lines,
        places=[float(place) for place in range(1 - before, after + 1)],
        place_name="steps from the end of the window",
        unit=task.rubric.unit,
        boundary=(0.5, "the forecast begins") if before else None,
    )


def _values(evidence: Evidence, task: ExamTask) -> tuple[Picture, ...]:
    pictures = []
    if evidence.residuals is not None:
        pictures.append(_residuals(evidence.residuals, task.rubric.unit))
    if evidence.scatter is not None:
        pictures.append(scatter_picture("scatter", evidence.scatter, task.rubric.unit))
    return tuple(pictures)


def _residuals(found: Residuals, unit: str) -> Picture:
    low, high = found.middle_half
    beside = found.below + found.above
    return histogram_picture(
        "residuals",
        "How the errors are spread",
        f"Answers minus truth of {found.values:,} values: mean {figure(found.mean)}, median {figure(found.median)}, "
        f"half of them between {figure(low)} and {figure(high)}."
        + (f" {beside:,} that lie far out are not drawn." if beside else ""),
        found.edges,
        found.counts,
        name=f"answer minus truth{f' in {unit}' if unit else ''}",
        beside=(found.below, found.above),
        marks=[(0.0, "no error")],
    )


def _training(found: TrainingCourse) -> tuple[Picture, ...]:
    return tuple(_curve(f"curve-{number}", curve, found) for number, curve in enumerate(found.curves, start=1))


def _curve(picture_id: str, curve: Curve, course: TrainingCourse) -> Picture:
    lines = [Line("training", curve.training, "first")]
    said = [f"training {_ends(curve.training)}"]
    if curve.validation is not None:
        lines.append(Line("validation", curve.validation, "second"))
        said.append(f"validation {_ends(curve.validation)}")
    return line_picture(
        picture_id,
        f"Course of {curve.name} over {course.epochs:,} {'epoch' if course.epochs == 1 else 'epochs'}",
        f"{capital('; '.join(said))}.",
        lines,
        places=[float(epoch) for epoch in course.shown],
        place_name="epoch",
    )


def _ends(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"from {figure(known[0])} to {figure(known[-1])}" if known else "no number"


def _times(found: Timings) -> Picture:
    phases = {words: float(getattr(found, name)) for name, words in _PHASES.items()}
    return bar_picture(
        "times",
        "Where the time went",
        f"{_milliseconds(found.total)} from handed in to scored.",
        [Bar(words, spent, _milliseconds(spent)) for words, spent in phases.items()],
        header=("Phase", "Time"),
    )


def _milliseconds(spent: float) -> str:
    return f"{spent / 1000:.1f} s" if spent >= 1000 else f"{spent:.0f} ms"


def metric_in_words(view: SubmissionView, task: ExamTask) -> str:
    """Return the metric with its interval in words; empty where it is not shown."""
    if view.metric is None:
        return ""
    low, high = (readable_metric(end, task.rubric) for end in view.metric.interval)
    unit = f" {task.rubric.unit}" if task.rubric.unit else ""
    return f"{readable_metric(view.metric.value, task.rubric)}{unit}, {percent(0.95)} interval {low} to {high}"
