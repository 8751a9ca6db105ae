"""Where an exam stands: time, every category, total."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gradatim.exams.durations import clock_face
from gradatim.exams.scorecard import CategoryCard, ScoreCard, Standing, Verdict
from gradatim.exams.sitting import SittingState
from gradatim.grading.bands import HIGHEST_SCORE
from gradatim.notebook.views.view import View


@dataclass(frozen=True, repr=False)
class CardView(View):
    """A score card.

    Args:
        card: The card as of now.
    """

    template: ClassVar[str] = "card.html.j2"

    card: ScoreCard

    @property
    def title(self) -> str:
        """Title of the exam."""
        return self.card.sitting.blueprint.title

    @property
    def total(self) -> str:
        """The total, and whether it passes."""
        return total_in_words(self.card)

    @property
    def time(self) -> str:
        """The time left, or how long it took."""
        sitting = self.card.sitting
        whole = clock_face(sitting.duration_seconds)
        if sitting.state is SittingState.RUNNING:
            return f"Time left: {clock_face(sitting.remaining_seconds)} of {whole}"
        return f"Finished after {clock_face(sitting.elapsed_seconds)} of {whole}"

    @property
    def rows(self) -> list[tuple[CategoryCard, str, str]]:
        """Each category with its score and its distance to the next band, in words."""
        return [(entry, _score(entry), _distance(entry)) for entry in self.card.categories]

    def as_text(self) -> str:
        """Return the card in words."""
        rows = [
            f"{entry.item.category} {entry.task.title}: {score}, {entry.points:g} of {entry.item.weight} points"
            for entry, score, _ in self.rows
        ]
        return "\n".join([self.title, *rows, self.total, self.time, self.card.sitting.blueprint.notice])


def total_in_words(card: ScoreCard) -> str:
    """Return the total of a score card and whether it passes, now or for good."""
    if card.sitting.state is SittingState.RUNNING:
        passing = "yes" if card.verdict is Verdict.PASSING else "no"
        return f"Total now: {card.total:g} of 100 · passing now: {passing} (pass mark {card.pass_mark})"
    return f"Total: {card.total:g} of 100 · {card.verdict} (pass mark {card.pass_mark})"


def best_in_words(card: ScoreCard, category: int) -> str:
    """Return what counts for a category, and the total."""
    mine = next(entry for entry in card.categories if entry.item.category == category)
    return f"Best of category {category}, which counts: {_score(mine)} · {total_in_words(card)}"


def _score(entry: CategoryCard) -> str:
    if entry.score is not None:
        return f"{entry.score} of {HIGHEST_SCORE}"
    waiting = entry.count(Standing.WAITING)
    return "being graded" if waiting else "nothing scored yet"


def _distance(entry: CategoryCard) -> str:
    return f"{entry.distance[:1].upper()}{entry.distance[1:]}"
