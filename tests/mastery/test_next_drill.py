"""The next best drill: which one, and why."""

from __future__ import annotations

import pytest

from gradatim.exams.task_scores import TaskScore
from gradatim.mastery.next_drill import Suggestion, next_drill
from gradatim.mastery.progress import DrillRecord
from gradatim.mastery.review import DAY_SECONDS, Review
from gradatim.mastery.skill_map import skill_map

PASSED = DrillRecord(attempts=1, first_passed_at=10.0, last_passed_at=10.0)
BEGUN = DrillRecord(attempts=2)
ALL = {"train-a": PASSED, "train-b": PASSED, "scale": PASSED, "error": PASSED}

pytestmark = pytest.mark.usefixtures("content")


def suggest(
    records: dict[str, DrillRecord],
    *scores: TaskScore,
    due: tuple[Review, ...] = (),
    current: str | None = None,
    skipped: frozenset[str] = frozenset(),
) -> Suggestion | None:
    entries = skill_map(records, scores)
    return next_drill(entries, records, scores, due, current=current, now=40 * DAY_SECONDS, skipped=skipped)


def drill(suggestion: Suggestion | None) -> str:
    assert suggestion is not None
    assert suggestion.reason.endswith(".")
    return suggestion.drill.id


def test_a_newcomer_begins_with_the_first_skill_that_has_drills() -> None:
    assert drill(suggest({})) == "train-a"


def test_what_was_begun_comes_first_unless_it_passes() -> None:
    assert drill(suggest({"error": BEGUN}, current="error")) == "error"
    assert drill(suggest({"error": PASSED}, current="error")) != "error"


def test_a_weak_exam_task_points_to_a_drill_of_its_skills() -> None:
    weak = TaskScore("s", 2, "task-2", 2, 5.0)
    found = suggest({"train-a": PASSED, "train-b": PASSED}, weak)
    assert drill(found) == "error"
    assert found is not None
    assert "“Weigh penguins”, scored 2 of 5" in found.reason


def test_only_the_latest_exam_of_a_category_counts() -> None:
    scores = (TaskScore("s", 2, "task-2", 2, 5.0), TaskScore("t", 2, "task-2", 5, 6.0))
    assert drill(suggest({"train-a": PASSED, "train-b": PASSED}, *scores)) == "scale"


def test_what_is_due_again_comes_before_new_things() -> None:
    review = Review("train-a", last_passed_at=10 * DAY_SECONDS, due_at=20 * DAY_SECONDS, recall=0.84)
    found = suggest({"train-a": PASSED, "train-b": PASSED}, due=(review,))
    assert drill(found) == "train-a"
    assert found is not None
    assert "30 days ago" in found.reason
    assert "84%" in found.reason


def test_the_rest_of_a_begun_skill_comes_before_the_next_skill() -> None:
    assert drill(suggest({"train-a": PASSED})) == "train-b"


def test_what_is_skipped_comes_last() -> None:
    assert drill(suggest({}, skipped=frozenset({"train-a"}))) == "train-b"
    everything = frozenset({"train-a", "train-b", "scale", "error"})
    assert drill(suggest({}, skipped=everything)) == "train-a"


def test_nothing_is_suggested_when_all_passes_and_nothing_is_due() -> None:
    assert suggest(ALL) is None
