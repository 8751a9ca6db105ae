"""docs/reference/kinds.md: the words that tasks, drills, datasets, results and exams choose from."""

from __future__ import annotations

import ast
import inspect
from enum import Enum

from gradatim.bank.drill import DrillKind, Level
from gradatim.bank.exam_task import GuardMethod, MetricName, OutputKind
from gradatim.data.catalogue import DatasetKind
from gradatim.data.export_form import ExportForm
from gradatim.data.schema import ColumnType
from gradatim.drills.verdict import CheckState, DrillOutcome
from gradatim.exams.blueprint import Feedback
from gradatim.exams.scorecard import Standing, Verdict
from gradatim.exams.sitting import EndReason, SittingState
from gradatim.grading.result import Outcome
from gradatim.handbook.candidate import METRIC_WORDS
from gradatim.mastery.skill_map import SkillState
from gradatim.sandbox.mode import SandboxMode

HEAD = """# Kinds and states

Written by `make docs` from the enumerations of the code and what is said beside each member. These are the words that
files, JSON and pages use."""

SECTIONS: tuple[tuple[str, type[Enum], str], ...] = (
    ("Output of an exam task", OutputKind, "`kind` under `[output]` in `task.toml`."),
    (
        "Metric of an exam task",
        MetricName,
        "`metric` under `[score]` in `task.toml`; [how each is computed](../scoring.md).",
    ),
    ("How hidden examples are guarded", GuardMethod, "`method` under `[guard]` in `task.toml`."),
    ("Drill", DrillKind, "`kind` in the `task.toml` of a drill."),
    ("Level of a drill", Level, "`level` in the `task.toml` of a drill."),
    ("Check of a drill", CheckState, "`state` of each check in `gradatim check --json`."),
    ("Outcome of a drill", DrillOutcome, "`outcome` in `gradatim check --json`."),
    ("State of a skill", SkillState, "`state` in `gradatim skills --json`; [how a skill turns green](../practice.md)."),
    ("Outcome of a submission", Outcome, "`outcome` in [the JSON of a result](../result-json.md)."),
    ("Standing of a submission", Standing, "`standing` in the report."),
    ("Confinement", SandboxMode, "`sandbox` in every result; [what each enforces](../threat-model.md)."),
    ("Feedback of an exam", Feedback, "`feedback` in a blueprint."),
    ("State of a sitting", SittingState, "`state` of the sitting in the report."),
    ("End of a sitting", EndReason, "`end_reason` of the sitting in the report."),
    ("Verdict of an exam", Verdict, "`verdict` in the report."),
    ("Dataset", DatasetKind, "`kind` of an entry of the catalogue."),
    ("Column of a dataset", ColumnType, "`[examples.types]` of an entry of the catalogue."),
    ("Form of exported data", ExportForm, "`gradatim data export --as`."),
)
"""Title, enumeration, and where its words stand."""

PLAIN_WORDS: dict[Enum, str] = {
    Level.WARM_UP: "a warm-up",
    Level.PRACTICE: "the skill itself",
    Level.EXAM: "as hard as in an exam",
    CheckState.PASSED: "what it asks for holds",
    CheckState.FAILED: "something else came than was expected",
    DrillOutcome.PASSED: "all checks pass",
    DrillOutcome.TIMEOUT: "the answer ran longer than its limit",
    DrillOutcome.MEMORY: "the answer needed more memory than its limit",
    SkillState.NEW: "nothing yet",
    Outcome.SCORED: "The model was graded.",
    Standing.WAITING: "it is being graded, or waits for it",
    Standing.SCORED: "it has a score, which may be 0",
    Standing.REFUSED: "the file could not be graded, for a reason that the candidate can mend",
    Standing.FAILED: "the model crashed, or ran out of time or memory",
    Standing.UNSCORED: "our fault: not charged, tried again",
    SittingState.RUNNING: "submissions are taken",
    SittingState.FINISHED: "nothing more can be handed in",
    Verdict.PASSING: "it runs, and its total has reached the pass mark",
    Verdict.NOT_PASSING: "it runs, and its total is below the pass mark",
    Verdict.PASSED: "it has finished, and its total reached the pass mark",
    Verdict.NOT_PASSED: "it has finished below the pass mark",
}
"""Members that are plain enough for the code to say nothing beside them."""


def kinds_page() -> str:
    """Return one table for each enumeration."""
    return "\n\n".join([HEAD, *(_section(*section) for section in SECTIONS)]) + "\n"


def member_words(kind: type[Enum]) -> dict[str, str]:
    """Return what the source says beside each member, by the member's name; empty where it says nothing."""
    body = ast.parse(inspect.getsource(kind).lstrip()).body[0]
    assert isinstance(body, ast.ClassDef)
    words: dict[str, str] = {}
    for statement, after in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            said = after.value if isinstance(after, ast.Expr) else None
            text = said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else ""
            words[statement.targets[0].id] = " ".join(text.split())
    return words


def _section(title: str, kind: type[Enum], where: str) -> str:
    said = member_words(kind)
    rows = [f"| `{member.value}` | {_meaning(member, said)} |" for member in kind]
    return "\n\n".join([f"## {title}", where, "| value | means |\n|---|---|\n" + "\n".join(rows)])


def _meaning(member: Enum, said: dict[str, str]) -> str:
    if isinstance(member, MetricName):
        better = "higher" if member.higher_is_better else "lower"
        return f"{METRIC_WORDS[member]}; {better} is better"
    words = said[member.name] or PLAIN_WORDS.get(member)
    if not words:
        raise ValueError(f"Expected words for {member!r} beside it or in PLAIN_WORDS. Received: none")
    return words
