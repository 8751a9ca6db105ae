"""The result of one submitted model, as far as it may be shown now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.findings import FINDINGS
from gradatim.exams.blueprint import Feedback
from gradatim.exams.feedback import distance, visible
from gradatim.exams.numbers import readable_bands, readable_metric
from gradatim.grading.bands import HIGHEST_SCORE
from gradatim.grading.result import Finding, GradeResult, Outcome
from gradatim.notebook.views.view import View

_HEADINGS = {
    Outcome.REFUSED: "Refused: it could not be graded, and it cost nothing",
    Outcome.FAILED: "Failed: the model did not get through the hidden data; submit it again to try once more",
    Outcome.UNSCORED: "Not scored: our fault, not yours; it costs nothing; submit it again to try once more",
}


@dataclass(frozen=True, repr=False)
class ResultView(View):
    """What a model came to.

    Args:
        task: What it was handed in for.
        graded: The whole result.
        feedback: What may be shown of it.
        title: Where it belongs, such as "Category 1 · How heavy is this penguin?".
        standing: What the exam stands at now; empty outside an exam.
    """

    template: ClassVar[str] = "result.html.j2"

    task: ExamTask
    graded: GradeResult
    feedback: Feedback
    title: str
    standing: str = ""

    @property
    def result(self) -> GradeResult:
        """The result without what the policy hides."""
        return visible(self.graded, self.feedback)

    @property
    def score(self) -> int | None:
        """The score; None unless scored."""
        return self.graded.score if self.graded.outcome is Outcome.SCORED else None

    @property
    def heading(self) -> str:
        """The score or the outcome in words."""
        return f"{self.score} of {HIGHEST_SCORE}" if self.score is not None else _HEADINGS[self.graded.outcome]

    @property
    def stars(self) -> str:
        """The score as stars; empty unless scored."""
        return "" if self.score is None else "★" * self.score + "☆" * (HIGHEST_SCORE - self.score)

    @property
    def metric(self) -> str:
        """Name, value and interval of the metric; empty where the policy hides it."""
        metric = self.result.metric
        if metric is None:
            return ""
        value, low, high = (readable_metric(number, self.task.rubric) for number in (metric.value, *metric.interval))
        unit = f" {self.task.rubric.unit}" if self.task.rubric.unit else ""
        return f"{metric.name} {value}{unit}, 95 % interval {low} to {high}{unit}"

    @property
    def bands(self) -> list[tuple[int, str]]:
        """Score and threshold of each band."""
        return list(enumerate(readable_bands(self.task.rubric), start=1))

    @property
    def bands_caption(self) -> str:
        """What the thresholds mean."""
        rubric = self.task.rubric
        unit = f", in {rubric.unit}" if rubric.unit else ""
        return f"{rubric.metric} needed, at {'least' if rubric.metric.higher_is_better else 'most'}{unit}"

    @property
    def distance(self) -> str:
        """How far the next band is, in words; empty unless scored."""
        words = distance(self.graded, self.task.rubric, self.feedback) if self.score is not None else ""
        return f"{words[:1].upper()}{words[1:]}." if words else ""

    @property
    def notices(self) -> list[str]:
        """Messages of the pre-flight; a guess makes room for a finding, which was tried."""
        if self.score is not None and self.result.findings:
            return []
        return [notice.message for notice in self.graded.preflight]

    @property
    def findings(self) -> list[tuple[str, Finding]]:
        """Title and content of each finding that may be shown."""
        return [(_finding_title(finding), finding) for finding in self.result.findings]

    def as_text(self) -> str:
        """Return the result in words."""
        lines = [f"{self.title}: {self.heading}", self.metric, self.distance, *self.notices]
        for title, finding in self.findings:
            lines.append(f"Why: {title} {finding.summary} {finding.advice}")
        return "\n".join(line for line in (*lines, self.standing) if line)


def _finding_title(finding: Finding) -> str:
    at_most = "" if finding.points_measured else "at most "
    gain = f" (mending it brings {at_most}{finding.points} of {HIGHEST_SCORE})" if finding.points else ""
    return f"{FINDINGS[finding.id]}{gain}."
