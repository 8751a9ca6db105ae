"""The lines of a list of sittings say what their score cards say."""

from __future__ import annotations

from gradatim.exams.totals import Total, totals
from gradatim.grading.result import Outcome
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
