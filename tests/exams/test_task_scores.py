"""The best score of each category of each sitting is what counts as evidence."""

from __future__ import annotations

from sqlalchemy import update

from gradatim.exams.task_scores import task_scores
from gradatim.grading.result import Outcome
from gradatim.store.database import transaction
from gradatim.store.schema import ResultRow, SittingRow
from tests.exams.builders import a_blueprint
from tests.exams.exam_room import ExamRoom


def scores(room: ExamRoom) -> list[tuple[int, str, int]]:
    return [(score.category, score.task_id, score.score) for score in task_scores(room.engine)]


def test_the_best_of_each_category_counts(room: ExamRoom) -> None:
    room.scored(1, 0.65)
    room.scored(1, 0.85)
    room.scored(1, 0.55)
    room.scored(2, 340.0)
    assert scores(room) == [(1, "task-1", 4), (2, "task-2", 5)]


def test_what_was_not_scored_is_no_evidence(room: ExamRoom) -> None:
    room.rejected(1, Outcome.REFUSED, "a shape")
    room.rejected(1, Outcome.FAILED, "too slow")
    room.hand_in(2)
    assert scores(room) == []


def test_sittings_count_each_for_itself(room: ExamRoom) -> None:
    room.scored(1, 0.95)
    again = ExamRoom(room.engine, room.folder.parent / "again", a_blueprint(), room.clock, handed_in=100)
    again.scored(1, 0.55)
    assert scores(room) == [(1, "task-1", 5), (1, "task-1", 1)]


def test_a_demonstration_is_no_evidence(room: ExamRoom) -> None:
    room.scored(1, 0.95)
    with transaction(room.engine) as session:
        session.execute(update(SittingRow).values(demonstration=True))
    assert scores(room) == []


def test_what_an_older_grader_found_still_counts(room: ExamRoom) -> None:
    room.scored(1, 0.85)
    with transaction(room.engine) as session:
        session.execute(update(ResultRow).values(grader_version="0"))
    assert scores(room) == [(1, "task-1", 4)]
