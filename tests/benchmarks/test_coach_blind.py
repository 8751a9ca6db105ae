"""The blind test of the coach: its table of models names real tasks and findings, and covers them."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

from benchmarks.coach_blind.plan import candidates

from gradatim.bank.findings import FINDINGS
from gradatim.bank.reader import load_tasks


def test_every_candidate_names_a_task_and_findings_that_exist() -> None:
    tasks = {task.id for task in load_tasks()}
    for one in candidates():
        assert one.task in tasks, one.name
        assert set(one.causes) <= set(FINDINGS), one.name


def test_names_are_unique_and_every_mistake_is_told() -> None:
    counts = Counter(one.name for one in candidates())
    assert [name for name, count in counts.items() if count > 1] == []
    assert [one.name for one in candidates() if not one.mistake.endswith(".")] == []


def test_two_accepted_findings_need_a_reason() -> None:
    assert [one.name for one in candidates() if (len(one.causes) > 1) != bool(one.why)] == []


def test_the_table_is_as_wide_as_promised() -> None:
    broken = [one for one in candidates() if not one.is_good]
    assert len(broken) >= 100
    assert len(candidates()) - len(broken) >= 30
    assert len({one.task for one in broken}) >= 16
    assert {cause for one in broken for cause in one.causes} == set(FINDINGS)


def test_reading_the_table_needs_no_tensorflow() -> None:
    script = (
        "import sys; from benchmarks.coach_blind.plan import candidates; candidates(); print('keras' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
