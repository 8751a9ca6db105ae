from __future__ import annotations

import pytest
from sqlalchemy import Engine

from gradatim.exams.report import build_report
from gradatim.exams.scorecard import Standing
from gradatim.exams.timeline_chart import timeline_chart
from gradatim.grading.result import Outcome
from tests.exams.builders import a_blueprint
from tests.exams.exam_room import ExamRoom


def test_only_submissions_that_raise_the_best_score_are_marked_with_it(room: ExamRoom) -> None:
    for value in (0.1, 0.65, 0.55, 0.66, 0.95):
        room.scored(1, value)
    room.rejected(2, Outcome.REFUSED, "Wrong shape.")
    timeline = timeline_chart(build_report(room.card))
    assert [mark.best_so_far for mark in timeline.lanes[0].marks] == [0, 2, None, None, 5]
    assert [mark.best_so_far for mark in timeline.lanes[1].marks] == [None]
    assert timeline.standings == (Standing.SCORED, Standing.REFUSED)


def test_time_runs_from_the_start_to_the_bell(room: ExamRoom) -> None:
    room.scored(1, 0.9, after=0)
    room.scored(1, 0.9, after=150 * 60)
    timeline = timeline_chart(build_report(room.card))
    first, second = (mark.position for mark in timeline.lanes[0].marks)
    assert first == timeline.left
    assert second == timeline.end == pytest.approx((timeline.left + timeline.right) / 2)
    room.clock.run(99 * 3600)
    assert timeline_chart(build_report(room.card)).end == timeline.right


@pytest.mark.parametrize(
    ("minutes", "labels"),
    [
        (300, ["0:00", "1:00", "2:00", "3:00", "4:00", "5:00"]),
        (60, ["0:00", "0:10", "0:20", "0:30", "0:40", "0:50", "1:00"]),
        (1, ["0:00", "0:01"]),
        (70, ["0:00", "0:15", "0:30", "0:45", "1:00"]),
    ],
)
def test_the_axis_has_few_round_times(engine: Engine, room: ExamRoom, minutes: int, labels: list[str]) -> None:
    other = ExamRoom(engine, room.folder / "other", a_blueprint(minutes=minutes))
    assert [tick.label for tick in timeline_chart(build_report(other.card)).ticks] == labels
