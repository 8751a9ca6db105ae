"""Spaced repetition: intervals grow with each pass, and shrink where help was needed."""

from __future__ import annotations

import pytest

from gradatim.mastery.review import DAY_SECONDS, due, reviews

START = 1_800_000_000.0


def test_a_pass_is_due_after_days_and_a_second_one_after_longer() -> None:
    (first,) = reviews([("a", START, False)], START)
    (second,) = reviews([("a", START, False), ("a", first.due_at, False)], first.due_at)
    assert DAY_SECONDS <= first.due_at - START <= 7 * DAY_SECONDS
    assert second.due_at - first.due_at > 2 * (first.due_at - START)


def test_a_pass_with_help_is_due_earlier() -> None:
    alone, helped = (reviews([("a", START, helped)], START)[0].due_at for helped in (False, True))
    assert helped < alone


def test_saving_a_finished_drill_again_is_no_review() -> None:
    saves = [("a", START + minutes * 60, False) for minutes in range(30)]
    assert reviews(saves, START)[0].due_at == reviews(saves[:1], START)[0].due_at


def test_recall_falls_with_time_to_the_wanted_nine_tenths_on_the_due_day() -> None:
    (today,) = reviews([("a", START, False)], START)
    (later,) = reviews([("a", START, False)], today.due_at)
    assert today.recall == pytest.approx(1.0, abs=0.01)
    assert later.recall == pytest.approx(0.9, abs=0.05)


def test_what_is_due_comes_in_the_order_of_its_day() -> None:
    found = reviews([("late", START, False), ("early", START - 90 * DAY_SECONDS, False)], START)
    assert [review.drill for review in found] == ["early", "late"]
    assert [review.drill for review in due(found, START)] == ["early"]
