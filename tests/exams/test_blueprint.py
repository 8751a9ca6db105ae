from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.errors import UserError
from gradatim.exams.blueprint import Blueprint, Feedback, find_blueprint, list_blueprints, read_blueprint

VALID = """id = "spring"
title = "Spring exam"
minutes = 120
pass_mark = 75
feedback = "score"
certifies = true
notice = "Supervised."
retake_days = [14, 61, 365]

[[category]]
number = 1
title = "One"
weight = 40
pool = ["a", "b"]

[[category]]
number = 2
title = "Two"
weight = 60
"""


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "spring.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_practice_exam_has_five_rising_categories_five_hours_and_certifies_nothing() -> None:
    blueprint = find_blueprint()
    assert [(category.number, category.weight) for category in blueprint.category] == [
        (1, 10),
        (2, 15),
        (3, 20),
        (4, 25),
        (5, 30),
    ]
    assert blueprint.duration_seconds == 5 * 60 * 60
    assert blueprint.pass_mark == 90
    assert blueprint.feedback is Feedback.OPEN
    assert not blueprint.certifies
    assert "does not certify" in blueprint.notice
    assert all(category.pool == () for category in blueprint.category)


def test_every_key_of_the_file_is_read(tmp_path: Path) -> None:
    blueprint = read_blueprint(_write(tmp_path, VALID))
    assert (blueprint.id, blueprint.title, blueprint.minutes, blueprint.pass_mark) == ("spring", "Spring exam", 120, 75)
    assert blueprint.feedback is Feedback.SCORE
    assert blueprint.certifies
    assert blueprint.notice == "Supervised."
    assert blueprint.retake_days == (14, 61, 365)
    assert blueprint.credential_months == 36
    assert blueprint.category[0].pool == ("a", "b")


def test_a_blueprint_survives_the_database_as_json(tmp_path: Path) -> None:
    blueprint = read_blueprint(_write(tmp_path, VALID))
    assert Blueprint.model_validate_json(blueprint.model_dump_json()) == blueprint


@pytest.mark.parametrize(
    ("old", "new", "expected", "received", "line"),
    [
        ("minutes = 120", "minuets = 120", "did you mean 'minutes'", "'minuets'", 3),
        ("minutes = 120", 'minutes = "120"', "valid integer", "'120'", 3),
        ("minutes = 120", "minutes = 0", "greater than 0", "0", 3),
        ("pass_mark = 75", "pass_mark = 101", "less than or equal to 100", "101", 4),
        ("pass_mark = 75", "pass_mark = -1", "greater than or equal to 0", "-1", 4),
        ("pass_mark = 75", "pass_mark = true", "valid integer", "True", 4),
        ('feedback = "score"', 'feedback = "none"', "'open' or 'score'", "'none'", 5),
        ('notice = "Supervised."', 'notice = " "', "Expected some text", "' '", 7),
        ("retake_days = [14, 61, 365]", "retake_days = [14, -1]", "greater than 0", "-1", 8),
        ("weight = 60", "weight = 61", "weights that sum to 100", "[40, 61], sum 101", None),
        ("number = 2", "number = 1", "every category number once", "[1, 1]", None),
        ('title = "Two"', 'titles = "Two"', "did you mean 'title'", "'titles'", 18),
        ('id = "spring"', 'id = "Spring exam"', "pattern", "'Spring exam'", 1),
    ],
)
def test_a_mistake_is_named_with_file_line_expected_and_received(
    tmp_path: Path, old: str, new: str, expected: str, received: str, line: int | None
) -> None:
    path = _write(tmp_path, VALID.replace(old, new))
    with pytest.raises(UserError) as caught:
        read_blueprint(path)
    error = caught.value
    assert expected in error.expected
    assert error.received == received
    assert (f"{path}:{line}" if line else str(path)) in error.expected
    assert str(path) in error.next_step


def test_a_file_that_is_not_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    path = _write(tmp_path, 'id = "spring"\ntitle = \n')
    with pytest.raises(UserError, match="line 2") as caught:
        read_blueprint(path)
    assert str(path) in caught.value.expected


def test_bytes_that_are_not_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "spring.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="Expected TOML in UTF-8"):
        read_blueprint(path)


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_path_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="Expected a blueprint"):
        read_blueprint(tmp_path / name)


def test_the_blueprints_of_the_bank_are_practice_full_and_short() -> None:
    blueprints = {blueprint.id: blueprint for blueprint in list_blueprints()}
    assert list(blueprints) == ["practice", "full", "short"]
    full, short = blueprints["full"], blueprints["short"]
    assert (full.minutes, full.feedback, full.retake_days) == (300, Feedback.SCORE, (14, 60, 365))
    assert [category.weight for category in full.category] == [10, 15, 20, 25, 30]
    assert (short.minutes, len(short.category)) == (90, 3)
    assert not any(blueprint.certifies for blueprint in blueprints.values())
    assert all(find_blueprint(name) == blueprint for name, blueprint in blueprints.items())


def test_a_blueprint_is_found_by_its_path_as_well(tmp_path: Path) -> None:
    assert find_blueprint(str(_write(tmp_path, VALID))).id == "spring"


@pytest.mark.parametrize(("name", "next_step"), [("ful", "--blueprint full"), ("winter", "gradatim exam blueprints")])
def test_an_unknown_blueprint_is_refused_with_the_nearest(name: str, next_step: str) -> None:
    with pytest.raises(UserError, match="Expected a blueprint, full, practice, short") as caught:
        find_blueprint(name)
    assert caught.value.received == name
    assert next_step in caught.value.next_step
