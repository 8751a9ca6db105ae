"""The proof of a drill fails when the drill does not hold what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.drills.verify_drill import verify_drill
from tests.drills.builders import a_drill


def test_a_sound_drill_is_proven(tmp_path: Path) -> None:
    proofs = verify_drill(a_drill(tmp_path))
    assert all(proof.holds for proof in proofs), proofs
    assert len(proofs) == 4


@pytest.mark.parametrize(
    ("file", "text", "unproven"),
    [
        ("starter", "def double(number):\n    return number * 2\n", "the starter fails"),
        ("starter", "import os\nos._exit(1)\n", "the starter fails"),
        ("solution", "def double(number):\n    return number\n", "the solution passes"),
        ("wrong/triples", "def double(number):\n    return number * 2\n", "wrong/triples.py gets its message"),
        ("wrong/adds", "def double(number):\n    return number * 3\n", "wrong/adds.py gets its message"),
        ("wrong/adds", "def double(number):\n    return number * 2 or 7\n", "wrong/adds.py gets its message"),
        ("wrong/adds", "def double(number):\n    return 3\n", "wrong/adds.py gets its message"),
    ],
)
def test_what_does_not_hold_is_named(tmp_path: Path, file: str, text: str, unproven: str) -> None:
    proofs = verify_drill(a_drill(tmp_path, files={file: text}))
    assert [proof.name for proof in proofs if not proof.holds] == [unproven]
