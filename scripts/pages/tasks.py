"""docs/bank.md, the table of all exam tasks, and docs/tasks/: one page and one picture for each."""

from __future__ import annotations

import statistics

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_tasks
from gradatim.exams.numbers import readable_bands, readable_metric
from scripts.pages.answers import Answer, Kind, answers, measured
from scripts.pages.distribution import distribution

CATEGORIES = {1: "Simple model", 2: "Learning dataset", 3: "Images", 4: "Text", 5: "Sequences"}
HEAD = """# The bank

Written by `make docs` from `task.toml` and `measured.json` of each task; `gradatim task verify ID --seeds 5 --write`
measures again, and `make verify` proves all of them. The metric of the reference is the median of its seeds with the
lowest and the highest; training is CPU seconds of both cores together, so that a busy machine does not lengthen it.
The stronger answer, trained once, shows what the highest band leaves room for; its script says where nothing better
than the reference was found. Training seconds and file size are the reference's."""


def bank_pages() -> dict[str, str]:
    """Return the pages and pictures of all exam tasks, by path."""
    tasks = load_tasks()
    pages = {"docs/bank.md": _bank_page(tasks)}
    for task in tasks:
        listed = answers(task)
        pages[f"docs/tasks/{task.id}.md"] = _task_page(task, listed)
        pages[f"docs/tasks/{task.id}.svg"] = distribution(task, listed)
    return pages


def _bank_page(tasks: list[ExamTask]) -> str:
    parts = [HEAD]
    for number, title in CATEGORIES.items():
        rows = [_bank_row(task) for task in tasks if task.category == number]
        parts.append(
            f"## {number} {title}\n\n"
            "| task | metric | naive | simple method | mistakes | reference | stronger | training (CPU s) | kB |\n"
            "|---|---|---|---|---|---|---|---|---|\n" + "\n".join(rows)
        )
    return "\n\n".join(parts) + "\n"


def _bank_row(task: ExamTask) -> str:
    listed = answers(task)
    best = {kind: _best(task, [answer for answer in listed if answer.kind is kind]) for kind in Kind}
    mistakes = ", ".join(answer.shown_scores.replace("/5", "") for answer in listed if answer.kind is Kind.WEAK)
    reference = next(answer for answer in listed if answer.kind is Kind.REFERENCE)
    return (
        f"| [{task.title}](tasks/{task.id}.md) | {task.rubric.metric} | {best[Kind.NAIVE]} | {best[Kind.SIMPLE]} "
        f"| {mistakes} | {_spread(task, reference)}: {reference.shown_scores} | {best[Kind.STRONGER]} "
        f"| {statistics.median(reference.cpu_seconds):.0f} | {reference.file_kb:,} |"
    )


def _best(task: ExamTask, listed: list[Answer]) -> str:
    values = [metric for answer in listed for metric in answer.metrics]
    if not values:
        return ""
    best = max(values) if task.rubric.metric.higher_is_better else min(values)
    return readable_metric(best, task.rubric)


def _spread(task: ExamTask, answer: Answer) -> str:
    median = answer.median_metric
    if median is None:
        return ""
    shown = readable_metric(median, task.rubric)
    if len(answer.metrics) == 1:
        return shown
    low, high = (readable_metric(end, task.rubric) for end in (min(answer.metrics), max(answer.metrics)))
    return f"{shown} ({low} to {high})"


def _task_page(task: ExamTask, listed: list[Answer]) -> str:
    relation = "at least" if task.rubric.metric.higher_is_better else "at most"
    unit = f" {task.rubric.unit}" if task.rubric.unit else ""
    bands = ", ".join(f"{score}: {band}" for score, band in enumerate(readable_bands(task.rubric), start=1))
    rows = "\n".join(_answer_row(task, answer) for answer in listed)
    data = ", ".join(f"{dataset.title} ({dataset.licence})" for dataset in task.datasets)
    found = measured(task)
    readme = f"../../src/gradatim/content/exam/{task.folder.parent.name}/{task.id}/README.md"
    return f"""# {task.title}

Category {task.category}, {task.minutes} minutes, [what the candidate reads]({readme}). Data: {data}.

Skills: {", ".join(f"`{skill}`" for skill in task.skills)}.

Score by {task.rubric.metric}, {relation}{unit}: {bands}.

![Where all measured answers lie on the bands]({task.id}.svg)

| answer | {task.rubric.metric} | score | finding | training (s) | CPU (s) | file (kB) |
|---|---|---|---|---|---|---|
{rows}

Hidden and visible part are compared by `{task.guard.method}`: nothing is in both. Measured with {found["machine"]}; the
reference with {len(found["reference"])} seeds, median and range.
"""


def _answer_row(task: ExamTask, answer: Answer) -> str:
    seconds = f"{statistics.median(answer.seconds):.0f}" if answer.seconds else ""
    cpu_seconds = f"{statistics.median(answer.cpu_seconds):.0f}" if answer.cpu_seconds else ""
    file_kb = f"{answer.file_kb:,}" if answer.file_kb else ""
    finding = f"`{answer.finding}`" if answer.finding else ""
    return (
        f"| {answer.kind}: {answer.name} | {_spread(task, answer)} | {answer.shown_scores} "
        f"| {finding} | {seconds} | {cpu_seconds} | {file_kb} |"
    )
