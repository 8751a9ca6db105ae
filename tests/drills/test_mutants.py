"""Mutants: what is changed, what counts as equivalent, and that weak checks are found out."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from gradatim.bank.drill import EquivalentMutants
from gradatim.drills.drill_digest import drill_digest
from gradatim.drills.mutants import count_mutants, mutants
from tests.drills.builders import a_drill

SOURCE = """
def scale(values, low=0):
    values.sort()
    if len(values) > 2 and low:
        return dict(top=max(values) * 2, names=["a", "b"])
    return True
"""

WEAK = '''
from checking import require


def check_is_there(answer):
    """The function is there."""
    require(callable(answer.double), expected="a function", received="none", look="Write it.")


def check_something(answer):
    """Something comes back."""
    require(answer.double(3), expected="something", received="nothing", look="Return it.")
'''


def test_operators_numbers_arguments_entries_and_statements_are_changed() -> None:
    changed = {f"{mutant.before} -> {mutant.after}" for mutant in mutants(SOURCE)}
    line = 'return dict(top=max(values) * 2, names=["a", "b"])'
    assert {
        "values.sort() -> pass",
        "if len(values) > 2 and low: -> if len(values) >= 2 and low:",
        "if len(values) > 2 and low: -> if len(values) > 2 or low:",
        f'{line} -> return dict(top=max(values) / 2, names=["a", "b"])',
        f'{line} -> return dict(top=max(values) * 3, names=["a", "b"])',
        f"{line} -> return dict(top=max(values) * 2)",
        f'{line} -> return dict( names=["a", "b"])',
        f'{line} -> return dict(top=max(values) * 2, names=[ "b"])',
        "return True -> return False",
    } <= changed


def test_each_mutant_is_python_and_differs_from_all_others() -> None:
    texts = [mutant.source for mutant in mutants(SOURCE)]
    assert len(set(texts)) == len(texts)
    assert SOURCE not in texts
    for text in texts:
        compile(text, "mutant.py", "exec")


def test_good_checks_notice_every_mutant_and_weak_ones_do_not(tmp_path: Path) -> None:
    good = count_mutants(a_drill(tmp_path, "good"))
    weak = count_mutants(a_drill(tmp_path, "weak", files={"checks": WEAK}))
    assert (good.share, good.survivors) == (1.0, ())
    assert good.tried >= 3
    assert weak.share < 0.9
    assert "return number * 2 -> return number / 2" in weak.survivors


def test_declared_equivalents_are_not_tried_and_only_those(tmp_path: Path) -> None:
    drill = a_drill(tmp_path, files={"checks": WEAK})
    declared = EquivalentMutants(line="number * 2", reason="for this test", mutant="number / 2")
    with_one = count_mutants(dataclasses.replace(drill, equivalent=(declared,)))
    assert with_one.equivalent == 1
    assert "return number * 2 -> return number / 2" not in with_one.survivors
    assert with_one.tried + 1 == count_mutants(drill).tried


def test_a_measurement_goes_stale_with_the_checks_and_not_with_what_tools_leave(tmp_path: Path) -> None:
    drill = a_drill(tmp_path)
    before = drill_digest(drill)
    (drill.folder / ".ruff_cache").mkdir()
    (drill.folder / ".ruff_cache" / "x").write_text("x")
    (drill.folder / "README.md").write_text("# Double a number\n\nAnother text.\n")
    (drill.folder / "measured.json").write_text("{}")
    assert drill_digest(drill) == before
    drill.checks.write_text(drill.checks.read_text() + "\n")
    assert drill_digest(drill) != before
