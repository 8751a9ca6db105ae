"""The candidate handbook: what an exam asks, how it is scored, which rules hold, and what its result is worth."""

from __future__ import annotations

import json

from gradatim.bank.exam_task import MetricName
from gradatim.bank.reader import load_tasks
from gradatim.exams.blueprint import PRACTICE, Blueprint, list_blueprints
from gradatim.exams.durations import in_words
from gradatim.exams.history import REMEMBERED_SITTINGS
from gradatim.grading.result import Outcome
from gradatim.handbook.document import Markdown, escaped, fill_in, joined
from gradatim.handbook.exam_facts import ExamFacts, exam_facts

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

METRIC_WORDS: dict[MetricName, str] = {
    MetricName.ACCURACY: "share of the hidden rows that are answered right",
    MetricName.MACRO_F1: "balance of false alarms and misses, every class counting the same, rare ones too",
    MetricName.LOG_LOSS: "how surprised the stated probabilities are by the truth; certain and wrong costs most",
    MetricName.BITS_PER_CHARACTER: "how many bits the model needs on average to tell the next character",
    MetricName.MEAN_AVERAGE_PRECISION: "how well objects are found: right class, and a box that overlaps by half",
    MetricName.MEAN_ABSOLUTE_ERROR: "by how much the answer is off on average, in the unit of the task",
    MetricName.MEAN_ABSOLUTE_SCALED_ERROR: "mean absolute error as a part of that of a naive forecast",
}
"""Each metric in one line; docs/scoring.md has the formulas."""

OUTCOMES: dict[Outcome, tuple[str, str]] = {
    Outcome.SCORED: ("the model was graded", "nothing: only the best score counts"),
    Outcome.REFUSED: ("the file cannot be graded, for a reason that you can mend", "nothing"),
    Outcome.FAILED: ("the model crashed, or ran out of time or memory", "nothing"),
    Outcome.UNSCORED: ("we could not grade it: our fault", "nothing, and it is tried again"),
}
"""What each outcome means, and what it costs the candidate."""

DEFAULT_HOMES = {"Linux": "~/.local/state/gradatim", "macOS": "~/Library/Application Support/gradatim"}
"""Where the setting `home` points when nobody sets it."""


def candidate_handbook(blueprint: Blueprint) -> Markdown:
    """Return the candidate handbook of an exam.

    Args:
        blueprint: The exam.

    Raises:
        UserError: A pool names an unknown task, or a category has no task to draw.
    """
    facts = exam_facts(blueprint, load_tasks())
    return Markdown(
        fill_in(
            "candidate.md.j2",
            facts=facts,
            categories_in_words=_categories_in_words(facts),
            retake_short=_retake_short(blueprint),
            credential_short=_credential_short(blueprint),
            training=_training(facts),
            machine=_machine(facts),
            metric_words=METRIC_WORDS,
            outcomes=[(outcome, *OUTCOMES[outcome]) for outcome in Outcome],
            empty_in_words=_empty_in_words(facts),
            skills=sum(len(lines) for _, lines in facts.checklist),
            task_count=len({task.id for category in facts.categories for task in category.tasks}),
            blueprint_option=blueprint_option(blueprint),
            rivals=[other for other in list_blueprints() if other.id != blueprint.id],
            retakes=list(zip(_ORDINALS, blueprint.retake_days, strict=False)),
            homes=DEFAULT_HOMES,
            remembered=REMEMBERED_SITTINGS,
        )
    )


def _categories_in_words(facts: ExamFacts) -> Markdown:
    return escaped(joined([category.title.lower() for category in facts.categories]))


def _retake_short(blueprint: Blueprint) -> str:
    if not blueprint.retake_days:
        return "at once, as often as you like"
    return f"after {joined([str(days) for days in blueprint.retake_days], 'or')} days, if not passed"


def _credential_short(blueprint: Blueprint) -> str:
    return "none yet; see the last chapter" if blueprint.certifies else "none: this exam certifies nothing"


def _training(facts: ExamFacts) -> str:
    """Return how long the reference answers trained, from the quickest task to the slowest."""
    ranges = [seconds for category in facts.categories if (seconds := category.training_seconds)]
    if not ranges:
        return ""
    quickest, slowest = min(low for low, _ in ranges), max(high for _, high in ranges)
    return f"{in_words(quickest)} to {in_words(slowest)} each"


def _machine(facts: ExamFacts) -> str:
    """Return what the reference answers were measured with, as their `measured.json` names it."""
    paths = [task.folder / "measured.json" for category in facts.categories for task in category.tasks]
    named = {json.loads(path.read_text(encoding="utf-8"))["machine"].split(",")[0] for path in paths if path.is_file()}
    return joined(sorted(named), "or")


def _empty_in_words(facts: ExamFacts) -> Markdown:
    return escaped(joined([f"{category.title} ({category.weight} points)" for category in facts.may_stay_empty], "or"))


def blueprint_option(blueprint: Blueprint) -> Markdown:
    """Return the option that starts this exam: nothing for the default one, a file for one that is not in the bank."""
    if blueprint.id == PRACTICE:
        return Markdown("")
    bundled = blueprint.id in {known.id for known in list_blueprints()}
    return Markdown(f" --blueprint {blueprint.id}{'' if bundled else '.toml'}")
