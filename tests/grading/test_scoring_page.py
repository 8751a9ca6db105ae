from __future__ import annotations

import doctest
import re
from pathlib import Path

import gradatim.grading
from gradatim.bank.exam_task import MetricName

PAGE = Path(__file__).parents[2] / "docs" / "scoring.md"


def test_the_worked_example_computes_what_it_says() -> None:
    results = doctest.testfile(str(PAGE), module_relative=False)
    assert results.attempted > 15
    assert results.failed == 0


def test_every_metric_and_every_code_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    grading = Path(gradatim.grading.__path__[0])
    codes = set()
    for folder in ("preflight", "metrics"):
        for source in (grading / folder).glob("*.py"):
            found = re.findall(r'(?:refusal|make_notice)\(\s*"([a-z0-9-]+)"', source.read_text(encoding="utf-8"))
            codes.update(found)
    codes |= {"symbolic-link", "not-a-regular-file", "directory"}
    assert len(codes) > 25
    assert [code for code in sorted(codes) if f"`{code}`" not in text] == []
    assert [metric for metric in MetricName if f"| {metric} |" not in text] == []
