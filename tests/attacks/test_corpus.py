"""No sample gets out, each comes to the right end, and the next job notices nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.attacks.attack import Attack, differs, unclean_texts
from tests.attacks.building import on_x86
from tests.attacks.corpus import SAMPLES
from tests.attacks.sample import Family, Sample

MORE_SECONDS = 20.0
"""A busy machine needs them to notice that a limit is reached."""


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.title for sample in SAMPLES])
def test_an_attack_is_contained(sample: Sample, attack: Attack, tmp_path: Path) -> None:
    if sample.x86_only and not on_x86():
        pytest.skip("written in machine code of x86_64")
    outcome = attack.carry_out(sample, tmp_path)
    assert attack.damage() == []
    assert differs(outcome, sample.expected) == ""
    assert unclean_texts(outcome) == []
    assert outcome.seconds < sample.seconds + MORE_SECONDS
    assert attack.ask_honest_model() == ""


def test_the_corpus_has_every_family() -> None:
    counts = Counter(sample.family for sample in SAMPLES)
    assert counts.keys() == set(Family)
    assert len(SAMPLES) >= 80
    assert len({sample.title for sample in SAMPLES}) == len(SAMPLES)
