"""The lines of a list of sittings say what their score cards say."""

from __future__ import annotations

from gradatim.exams.totals import Total, totals
from gradatim.grading.result import Outcome
from gradatim.store.database import transaction
from gradatim.store.schema import JobRow
from tests.exams.exam_room import ExamRoom


def total_of(room: ExamRoom) -> Total:
    sitting = room.sitting
    return totals(room.engine, [sitting])[sitting.id]


def test_a_total_is_what_the_score_card_says(room: ExamRoom) -> None:
    def agree() -> None:
        card, total = room.card, total_of(room)
        counted = [one for category in card.categories for one in category.submissions]
        assert (total.points, total.verdict, total.submissions) == (card.total, card.verdict, len(counted))
        assert total.waiting == sum(one.result is None for one in counted)

    agree()
    room.scored(1, 0.75)
    room.scored(1, 0.65)
    room.rejected(2, Outcome.FAILED, "it took too long")
    agree()
    room.rejected(2, Outcome.UNSCORED, "no memory")
    waiting = room.hand_in(2)
    agree()
    assert total_of(room).waiting == 1
    assert total_of(room).points == 24
    room.finish()
    agree()
    room.grade(waiting, 340.0)
    agree()
    assert total_of(room).points == 84


def test_a_sitting_without_submissions_has_no_points(room: ExamRoom) -> None:
    assert total_of(room) == Total(0.0, room.card.verdict, 0, 0)


def test_while_a_newer_grader_looks_again_the_old_score_does_not_count(room: ExamRoom) -> None:
    room.scored(1, 0.75)
    assert total_of(room).points == 24
    with transaction(room.engine) as session:
        job = session.query(JobRow).one()
        again = {"state": "queued", "priority": 10, "attempt": 0, "queued_at": job.queued_at}
        session.add(JobRow(submission_id=job.submission_id, grader_version="99", **again))
    assert (total_of(room).points, total_of(room).waiting) == (0.0, 1)
    assert room.card.total == 0
