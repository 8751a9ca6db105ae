"""An exam that hides the metric hides it everywhere while it runs: past sittings, reports, the terminal's card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gradatim.cli.cards import print_score_card
from gradatim.exams.blueprint import Feedback
from gradatim.exams.clock import read_clock
from gradatim.exams.closed_tasks import closed_tasks
from gradatim.exams.report import build_report, render_html
from gradatim.exams.scorecard import score_card
from gradatim.exams.sitting import finish, look
from gradatim.workspace.installation import Installation, open_installation
from tests.web.findings import findings_of
from tests.web.graded import Room, noisy_values, open_room

TASK = "penguin-mass"


@pytest.fixture
def installation() -> Installation:
    """Return the installation of this test."""
    return open_installation()


@pytest.fixture
def ended(installation: Installation, tmp_path: Path) -> Room:
    """Return an ended open exam with one good submission."""
    room = open_room(installation, tmp_path / "ended", (TASK, "mauna-loa"))
    room.hand_in(TASK, noisy_values(0.6), findings=findings_of("forecast-bias"))
    room.hand_in("mauna-loa", noisy_values(0.2))
    room.finish()
    return room


def begin_closed(installation: Installation, folder: Path) -> Room:
    """Begin an exam that asks for the same task and hides what is measured."""
    return open_room(installation, folder, (TASK,), feedback=Feedback.SCORE)


def test_a_running_closed_exam_hides_the_metric_of_its_task_in_an_ended_one(
    installation: Installation, ended: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = installation.engine
    before = score_card(engine, look(engine, ended.sitting.id))
    result = before.categories[0].best and before.categories[0].best.result
    assert result
    assert result.metric
    assert result.findings
    closed = begin_closed(installation, tmp_path / "closed")
    card = score_card(engine, look(engine, ended.sitting.id))
    asked, free = card.categories
    assert (asked.feedback, free.feedback, card.feedback) == (Feedback.SCORE, Feedback.OPEN, Feedback.OPEN)
    hidden = asked.best and asked.best.result
    assert hidden
    assert (hidden.metric, hidden.findings, asked.score) == (None, [], before.categories[0].score)
    assert asked.distance != before.categories[0].distance
    assert free == before.categories[1]

    report = build_report(card)
    first, second = report.categories
    assert (first.metric, first.submissions[0].metric, first.submissions[0].findings) == (None, None, [])
    assert first.feedback is Feedback.SCORE
    assert second.metric
    page = render_html(report, {category.item.category: category.task.rubric for category in card.categories})
    digits = f"{result.metric.value:.0f}"
    assert digits not in page
    assert "another exam was running" in page

    print_score_card(card)
    printed = capsys.readouterr().out
    assert digits not in printed
    assert "opens when the" in printed

    finish(engine, closed.sitting.id)
    assert score_card(engine, look(engine, ended.sitting.id)).categories == before.categories


def test_at_the_bell_it_opens_although_nobody_has_looked(installation: Installation, tmp_path: Path) -> None:
    closed = begin_closed(installation, tmp_path / "closed")
    assert closed_tasks(installation.engine) == {TASK}

    def later() -> object:
        now = read_clock()
        return replace(now, boot=now.boot + closed.sitting.duration_seconds + 1)

    assert closed_tasks(installation.engine, now=later) == frozenset()  # type: ignore[arg-type]


def test_an_open_exam_hides_nothing(installation: Installation, tmp_path: Path) -> None:
    open_room(installation, tmp_path / "open", (TASK,))
    assert closed_tasks(installation.engine) == frozenset()
