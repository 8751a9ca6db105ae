"""The report: one HTML file that needs no network and no script, and its JSON twin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from gradatim import __version__
from gradatim.bank.exam_task import ExamTask, Rubric
from gradatim.bank.findings import FINDINGS
from gradatim.bank.skills import load_skills
from gradatim.errors import UserError
from gradatim.exams.band_chart import BandChart, Threshold, band_chart, thresholds
from gradatim.exams.durations import clock_face, in_words
from gradatim.exams.numbers import readable_metric
from gradatim.exams.report_model import (
    Report,
    ReportCategory,
    ReportDataset,
    ReportExam,
    ReportRubric,
    ReportSitting,
    ReportSkill,
    ReportSubmission,
    ReportTask,
)
from gradatim.exams.scorecard import CategoryCard, ScoreCard, SubmissionCard
from gradatim.exams.timeline_chart import timeline_chart
from gradatim.store.whole_file import write_whole

HTML_NAME = "report.html"
JSON_NAME = "report.json"


class ReportFiles(NamedTuple):
    """Where a report lies."""

    html: Path
    json: Path


def write_report(card: ScoreCard, folder: Path) -> ReportFiles:
    """Write `report.html` and `report.json`, each whole or not at all.

    Args:
        card: What the submissions came to.
        folder: Where to write; made if it does not exist.

    Returns:
        The two paths.

    Raises:
        UserError: The folder cannot be written, or the disk is full.
    """
    report = build_report(card)
    rubrics = {category.item.category: category.task.rubric for category in card.categories}
    files = ReportFiles(folder / HTML_NAME, folder / JSON_NAME)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(files.json, f"{report.model_dump_json(indent=2)}\n".encode())
        write_whole(files.html, render_html(report, rubrics).encode())
    except OSError as error:
        raise UserError(
            f"Expected to write the report into {folder}",
            received=error.strerror or str(error),
            next_step="free some space or make the folder writable, then gradatim exam report",
        ) from error
    return files


def build_report(card: ScoreCard) -> Report:
    """Turn a score card into the report's data."""
    sitting = card.sitting
    blueprint = sitting.blueprint
    return Report(
        gradatim_version=__version__,
        written_at=datetime.now(UTC),
        exam=ReportExam(
            id=blueprint.id,
            title=blueprint.title,
            description=blueprint.description,
            minutes=blueprint.minutes,
            certifies=blueprint.certifies,
            notice=blueprint.notice,
        ),
        sitting=ReportSitting(
            id=sitting.id,
            state=sitting.state,
            end_reason=sitting.end_reason,
            seed=sitting.seed,
            started_at=datetime.fromtimestamp(sitting.started_at, UTC),
            finished_at=None if sitting.finished_at is None else datetime.fromtimestamp(sitting.finished_at, UTC),
            elapsed_seconds=sitting.elapsed_seconds,
            duration_seconds=sitting.duration_seconds,
        ),
        feedback=card.feedback,
        total=card.total,
        pass_mark=card.pass_mark,
        verdict=card.verdict,
        categories=[_category(category) for category in card.categories],
    )


def render_html(report: Report, rubrics: Mapping[int, Rubric]) -> str:
    """Return the report as one HTML page.

    Everything in it comes from `report` and is escaped; the pictures are SVG inside the page.

    Args:
        report: The report's data.
        rubrics: The rubric of each category, by its number.

    Returns:
        The page.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clock": clock_face,
        "duration": in_words,
        "moment": _moment,
        "megabytes": _megabytes,
        "sentence": _sentence,
    }
    charts: dict[int, BandChart] = {}
    steps: dict[int, tuple[Threshold, ...]] = {}
    for category in report.categories:
        steps[category.number] = thresholds(rubrics[category.number])
        if category.metric:
            charts[category.number] = band_chart(category.metric, rubrics[category.number])
    return environment.get_template("report.html.j2").render(
        report=report,
        charts=charts,
        steps=steps,
        timeline=timeline_chart(report),
        finding_titles=FINDINGS,
        metric_in_digits=lambda number, value: readable_metric(value, rubrics[number]),
    )


def printable(text: str) -> str:
    """Return text from a candidate with control and direction characters spelled out.

    HTML escaping leaves them alone, and a right-to-left override can make one file name look like another.

    Example:
        >>> printable("model\\u202eexe.keras")
        'model\\\\u202eexe.keras'
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )


def _category(card: CategoryCard) -> ReportCategory:
    task = card.task
    skills = load_skills()
    return ReportCategory(
        number=card.item.category,
        title=card.item.title,
        weight=card.item.weight,
        score=card.score,
        points=card.points,
        metric=card.best.result.metric if card.best and card.best.result else None,
        distance=card.distance,
        feedback=card.feedback,
        rubric=ReportRubric(
            metric=task.rubric.metric.value,
            unit=task.rubric.unit,
            higher_is_better=task.rubric.metric.higher_is_better,
            bands=list(task.rubric.bands),
        ),
        task=_task(card, task),
        skills=[ReportSkill(id=skill, title=skills[skill].title) for skill in task.skills],
        submissions=[_submission(submission, submission is card.best) for submission in card.submissions],
    )


def _task(card: CategoryCard, task: ExamTask) -> ReportTask:
    dataset = task.dataset
    return ReportTask(
        id=task.id,
        version=card.item.task_version,
        title=task.title,
        minutes=task.minutes,
        dataset=ReportDataset(
            title=dataset.title,
            source=dataset.source,
            source_version=dataset.source_version,
            licence=dataset.licence,
            licence_note=dataset.licence_note,
            attribution=dataset.attribution,
        ),
    )


def _submission(card: SubmissionCard, counts: bool) -> ReportSubmission:
    result = card.result
    return ReportSubmission(
        number=card.number,
        elapsed_seconds=card.elapsed_seconds,
        file_name=printable(card.file_name),
        model_sha256=card.model_sha256,
        model_bytes=card.model_bytes,
        standing=card.standing,
        score=result.score if result else None,
        metric=result.metric if result else None,
        notices=[
            notice.model_copy(update={key: printable(value) for key, value in notice.model_dump().items()})
            for notice in (result.preflight if result else [])
        ],
        findings=result.findings if result else [],
        counts=counts,
    )


def _moment(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 50_000 else f"{size / 1e3:,.1f} kB"


def _sentence(text: str) -> str:
    """Begin with a capital and leave the rest alone, unlike `str.capitalize`: "macro F1" keeps its F."""
    return text[:1].upper() + text[1:]
