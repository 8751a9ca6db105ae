"""The page keeps what a run left out, and says so once."""

from __future__ import annotations

from pathlib import Path

from benchmarks.page import KEPT, Section, write_page

ORDER = ("Grading", "Start-up")


def test_a_section_that_was_not_measured_is_kept_and_marked_once(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    write_page(page, ORDER, [Section("Grading", "| 1 |"), Section("Start-up", "| 100 ms |")])
    for figure in ("| 2 |", "| 3 |"):
        write_page(page, ORDER, [Section("Grading", figure)])
    text = page.read_text()
    assert "| 3 |" in text
    assert "| 2 |" not in text
    assert f"## Start-up\n\n{KEPT}\n\n| 100 ms |\n" in text
    assert text.count(KEPT) == 1


def test_measuring_a_kept_section_again_takes_the_mark_away(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    write_page(page, ORDER, [Section("Start-up", "| 100 ms |")])
    write_page(page, ORDER, [Section("Grading", "| 1 |")])
    write_page(page, ORDER, [Section("Start-up", "| 90 ms |"), Section("Grading", "| 2 |")])
    text = page.read_text()
    assert KEPT not in text
    assert "| 90 ms |" in text


def test_sections_stand_in_their_order_and_without_gaps_for_missing_ones(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    write_page(page, ORDER, [Section("Start-up", "| 100 ms |")])
    assert "## Grading" not in page.read_text()
    write_page(page, ORDER, [Section("Grading", "| 1 |")])
    text = page.read_text()
    assert text.index("## Grading") < text.index("## Start-up")
