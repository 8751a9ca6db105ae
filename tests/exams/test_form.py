from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gradatim.bank.reader import load_tasks
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.exams.blueprint import Blueprint
from gradatim.exams.form import Form, choose_seed, draw
from tests.exams.builders import SPLIT, a_blueprint, a_form, version_of, write_task

ANY_TASK = a_blueprint(pools=((), ()))


@pytest.fixture
def pool(content: Path) -> Path:
    for number in range(3, 8):
        write_task(content, f"task-{number}", category=1)
    return content


def test_the_same_seed_draws_the_same_form_whatever_the_order_of_the_bank(pool: Path) -> None:
    tasks = load_tasks()
    assert draw(ANY_TASK, tasks, 7, SPLIT) == draw(ANY_TASK, tasks[::-1], 7, SPLIT)


def test_a_draw_is_the_same_on_every_machine_and_version(pool: Path) -> None:
    # Fixed by hand: a stored seed must draw the same tasks for as long as the bank holds them.
    drawn = [draw(ANY_TASK, load_tasks(), seed, SPLIT).items[0].task_id for seed in range(6)]
    assert drawn == ["task-3", "task-3", "task-1", "task-7", "task-7", "task-1"]


def test_every_task_of_a_pool_is_drawn_about_equally_often(pool: Path) -> None:
    tasks = load_tasks()
    counts = Counter(draw(ANY_TASK, tasks, seed, SPLIT).items[0].task_id for seed in range(600))
    assert len(counts) == 6
    assert all(70 <= count <= 130 for count in counts.values())


def test_a_new_task_changes_only_the_draws_that_it_wins(pool: Path) -> None:
    before = {seed: draw(ANY_TASK, load_tasks(), seed, SPLIT).items[0].task_id for seed in range(100)}
    write_task(pool, "task-new", category=1)
    after = {seed: draw(ANY_TASK, load_tasks(), seed, SPLIT).items[0].task_id for seed in range(100)}
    changed = {after[seed] for seed in before if before[seed] != after[seed]}
    assert changed == {"task-new"}


def test_items_carry_weight_title_and_the_version_that_scores_are_bound_to(content: Path) -> None:
    form = a_form(a_blueprint())
    assert [(item.category, item.title, item.weight, item.task_id) for item in form.items] == [
        (1, "Part 1", 40, "task-1"),
        (2, "Part 2", 60, "task-2"),
    ]
    assert form.items[0].task_version == version_of("task-1")
    assert form.items[0].task_version != draw(a_blueprint(), load_tasks(), 1, Split(b"other")).items[0].task_version


def test_no_task_is_drawn_twice(content: Path) -> None:
    both = ("task-1", "task-2")
    for seed in range(20):
        form = draw(a_blueprint(pools=(both, both)), load_tasks(), seed, SPLIT)
        assert {item.task_id for item in form.items} == set(both)


def test_a_form_survives_the_database_as_json(content: Path) -> None:
    form = a_form(a_blueprint())
    assert Form.model_validate_json(form.model_dump_json()) == form


def test_a_pool_with_an_unknown_task_is_refused_with_the_nearest_name(content: Path) -> None:
    with pytest.raises(UserError, match="did you mean 'task-1'") as caught:
        draw(a_blueprint(pools=(("tsk-1",), ())), load_tasks(), 1, SPLIT)
    assert "category 1" in caught.value.expected


def test_a_category_without_tasks_is_refused(content: Path) -> None:
    three = a_blueprint(weights=(20, 30, 50), pools=((), (), ()))
    with pytest.raises(UserError, match="category 3") as caught:
        draw(three, load_tasks(), 1, SPLIT)
    assert caught.value.received == "an empty pool"


def test_a_category_whose_only_task_is_drawn_already_is_refused(content: Path) -> None:
    with pytest.raises(UserError, match="drawn already"):
        draw(a_blueprint(pools=(("task-1",), ("task-1",))), load_tasks(), 1, SPLIT)


def test_an_unknown_category_is_refused_with_the_known_ones(content: Path) -> None:
    form = a_form(a_blueprint())
    assert form.item(2).task_id == "task-2"
    with pytest.raises(UserError, match=r"1, 2.\nReceived: 7\nNext: gradatim submit 1"):
        form.item(7)


def tasks_of(blueprint: Blueprint, seed: int) -> set[str]:
    return {item.task_id for item in draw(blueprint, load_tasks(), seed, SPLIT).items}


def test_a_chosen_seed_draws_nothing_that_was_met(pool: Path) -> None:
    met = {"task-1", "task-3", "task-4", "task-5", "task-6"}
    seed = choose_seed(ANY_TASK, load_tasks(), met)
    # Category 2 has one task only, so that one comes again; category 1 has one left.
    assert tasks_of(ANY_TASK, seed) == {"task-7", "task-2"}
    assert choose_seed(ANY_TASK, load_tasks(), met | {"task-7", "task-2"}) >= 0


def test_of_the_seeds_tried_the_first_with_the_fewest_repetitions_is_taken(pool: Path) -> None:
    # Drawn by these seeds for category 1: task-3, task-3, task-1, task-7 (see above).
    assert choose_seed(ANY_TASK, load_tasks(), {"task-3"}, range(4)) == 2
    assert choose_seed(ANY_TASK, load_tasks(), set(), range(4)) == 0
    assert choose_seed(ANY_TASK, load_tasks(), {"task-3", "task-1"}, range(3)) == 0


def test_random_seeds_differ(pool: Path) -> None:
    assert len({choose_seed(ANY_TASK, load_tasks(), set()) for _ in range(20)}) > 10
