from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gradatim.exams.blueprint import Feedback
from gradatim.exams.scorecard import Standing, Verdict, score_card
from gradatim.exams.sitting import SittingState
from gradatim.grading.result import Outcome
from tests.exams.builders import a_blueprint
from tests.exams.exam_room import ExamRoom


def test_without_submissions_there_is_no_score_which_is_not_0(room: ExamRoom) -> None:
    card = room.card
    assert [category.score for category in card.categories] == [None, None]
    assert [category.distance for category in card.categories] == ["", ""]
    assert card.total == 0
    assert card.verdict is Verdict.NOT_PASSING


def test_points_are_weight_times_score_over_5(room: ExamRoom) -> None:
    room.scored(1, 0.85)
    room.scored(2, 499.0)
    card = room.card
    assert [category.score for category in card.categories] == [4, 2]
    assert [category.points for category in card.categories] == [32, 24]
    assert card.total == 56


@pytest.mark.parametrize("order", [(0.55, 0.95, 0.2), (0.95, 0.2, 0.55), (0.2, 0.55, 0.95)])
def test_the_best_score_counts_whatever_the_order_and_never_falls(room: ExamRoom, order: tuple[float, ...]) -> None:
    scores = []
    for value in order:
        room.scored(1, value)
        scores.append(room.card.categories[0].score or 0)
    assert scores == sorted(scores)
    assert scores[-1] == 5


@pytest.mark.parametrize(("category", "worse", "better"), [(1, 0.81, 0.83), (2, 379.0, 371.0)])
def test_of_equal_scores_the_better_metric_counts(room: ExamRoom, category: int, worse: float, better: float) -> None:
    for value in (worse, better, worse + (better - worse) / 2):
        room.scored(category, value)
    best = room.card.categories[category - 1].best
    assert best is not None
    assert best.number == 2
    assert best.result is not None
    assert best.result.metric is not None
    assert best.result.metric.value == better


def test_of_equal_metrics_the_first_counts(room: ExamRoom) -> None:
    room.scored(1, 0.85)
    room.scored(1, 0.85)
    best = room.card.categories[0].best
    assert best is not None
    assert best.number == 1


def test_refused_failed_and_unscored_are_counted_and_are_no_scores(room: ExamRoom) -> None:
    room.rejected(1, Outcome.REFUSED, "Wrong shape.")
    room.rejected(1, Outcome.FAILED, "Out of memory.")
    room.rejected(1, Outcome.UNSCORED, "the grading process did not start")
    waiting = room.hand_in(1)
    category = room.card.categories[0]
    assert {standing: category.count(standing) for standing in Standing} == {
        Standing.WAITING: 1,
        Standing.SCORED: 0,
        Standing.REFUSED: 1,
        Standing.FAILED: 1,
        Standing.UNSCORED: 1,
    }
    assert category.score is None
    assert category.best is None
    room.grade(waiting, 0.1)
    assert room.card.categories[0].score == 0


def test_a_refusal_after_a_score_takes_nothing_away(room: ExamRoom) -> None:
    room.scored(1, 0.95)
    room.rejected(1, Outcome.REFUSED, "Wrong shape.")
    assert room.card.categories[0].points == 40


def test_what_was_handed_in_before_the_bell_and_graded_after_it_counts(room: ExamRoom) -> None:
    room.clock.run(299 * 60)
    late = room.hand_in(1)
    room.clock.run(3600)
    assert room.card.verdict is Verdict.UNDECIDED
    room.grade(late, 0.95)
    card = room.card
    assert card.categories[0].score == 5
    assert card.verdict is Verdict.NOT_PASSED


def test_what_slipped_in_after_the_end_does_not_count(engine: Engine, room: ExamRoom) -> None:
    room.scored(1, 0.95)
    running = room.sitting
    room.clock.run(60)
    room.scored(2, 300.0)
    assert score_card(engine, running).total == 100, "a card of a running sitting takes all until the bell"
    # As if the candidate had finished between the two, while the second was on its way.
    early = replace(running, state=SittingState.FINISHED, finished_at=running.started_at + running.elapsed_seconds)
    assert score_card(engine, early).total == 40


def test_submissions_of_another_sitting_do_not_count(engine: Engine, room: ExamRoom, tmp_path: Path) -> None:
    other = ExamRoom(engine, tmp_path / "other", a_blueprint())
    other.scored(1, 0.95)
    assert room.card.categories[0].submissions == ()
    assert other.card.categories[0].score == 5


def test_the_same_file_is_one_submission_with_its_first_time(room: ExamRoom) -> None:
    room.clock.run(100)
    room.grade(room.hand_in(1, content=b"same"), 0.85)
    room.clock.run(100)
    room.hand_in(1, content=b"same")
    submissions = room.card.categories[0].submissions
    assert [submission.elapsed_seconds for submission in submissions] == [100]


@pytest.mark.parametrize(("pass_mark", "passing"), [(92, True), (93, False), (0, True), (100, False)])
def test_the_pass_mark_is_reached_exactly(engine: Engine, tmp_path: Path, pass_mark: int, passing: bool) -> None:
    room = ExamRoom(engine, tmp_path / "exam", a_blueprint(pass_mark=pass_mark))
    room.scored(1, 0.85)
    room.scored(2, 300.0)
    assert room.card.total == 92
    assert room.card.verdict is (Verdict.PASSING if passing else Verdict.NOT_PASSING)
    room.finish()
    assert room.card.verdict is (Verdict.PASSED if passing else Verdict.NOT_PASSED)


def test_skills_are_named_once_in_the_order_of_the_form(room: ExamRoom) -> None:
    assert room.card.skills == ("nn.train", "nn.predict", "series.mae")


def test_the_metric_is_hidden_until_the_sitting_ends_and_the_score_is_not(engine: Engine, tmp_path: Path) -> None:
    room = ExamRoom(engine, tmp_path / "exam", a_blueprint(feedback=Feedback.SCORE))
    room.scored(1, 0.8123)
    room.rejected(1, Outcome.REFUSED, "Wrong shape.")
    running = room.card.categories[0]
    assert running.score == 4
    assert running.distance == "in the lower third of the way from 4 to 5"
    scored, refused = (submission.result for submission in running.submissions)
    assert scored is not None
    assert (scored.metric, scored.findings) == (None, [])
    assert refused is not None
    assert refused.preflight[0].message == "Wrong shape."
    room.finish()
    finished = room.card.categories[0]
    assert finished.best is not None
    assert finished.best.result is not None
    assert finished.best.result.metric is not None
    assert finished.best.result.metric.value == 0.8123
    assert finished.best.result.findings
    assert "for 5" in finished.distance
