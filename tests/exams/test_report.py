from __future__ import annotations

import json
import re
from itertools import pairwise, product
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import Engine

from gradatim.errors import UserError
from gradatim.exams import report as report_module
from gradatim.exams.blueprint import Feedback
from gradatim.exams.report import ReportFiles, printable, write_report
from gradatim.exams.report_model import Report
from gradatim.exams.scorecard import Standing, Verdict
from gradatim.grading.result import Outcome
from gradatim.settings import settings
from gradatim.store.database import open_database
from tests.exams.builders import a_blueprint, write_bank
from tests.exams.exam_room import ExamRoom

HOSTILE = '"><script>alert(1)<\\script>\u202egpj.keras'


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """The report of a finished sitting in which everything happened that can happen. Tests read it only."""
    folder = tmp_path_factory.mktemp("report")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("GRADATIM_HOME", str(folder / "home"))
        environment.setenv("GRADATIM_CONTENT", str(write_bank(folder / "content")))
        settings.cache_clear()
        engine = open_database(settings())
        room = ExamRoom(engine, folder / "exam", a_blueprint())
        room.scored(1, 0.55)
        room.rejected(1, Outcome.REFUSED, "<b>Expected</b> shape & rank.\u202e", name=HOSTILE)
        room.rejected(1, Outcome.FAILED, "It needed too much memory.")
        room.rejected(1, Outcome.UNSCORED, "the grading process did not start")
        room.scored(1, 0.873, after=3600)
        room.scored(2, 371.5)
        room.clock.run(60)
        room.hand_in(2)
        room.finish()
        files = write_report(room.card, room.folder / "report")
        engine.dispose()
    settings.cache_clear()
    return files


@pytest.fixture
def data(written: ReportFiles) -> Report:
    """The JSON twin."""
    return Report.model_validate_json(written.json.read_text(encoding="utf-8"))


@pytest.fixture
def page(written: ReportFiles) -> BeautifulSoup:
    """The page."""
    return BeautifulSoup(written.html.read_text(encoding="utf-8"), "html.parser")


def _words(page: Tag) -> str:
    return " ".join(page.get_text(" ").split())


def test_the_json_twin_holds_the_whole_exam(data: Report) -> None:
    assert data.schema_version == 1
    assert data.exam.title == "Small exam"
    assert len(data.sitting.id) == 16
    assert data.sitting.elapsed_seconds == pytest.approx(60 * 6 + 3600)
    assert (data.total, data.pass_mark, data.verdict) == (80.0, 90, Verdict.UNDECIDED)
    first = data.categories[0]
    assert (first.score, first.points, first.weight) == (4, 32.0, 40)
    assert first.metric is not None
    assert first.metric.value == 0.873
    assert [submission.standing for submission in first.submissions] == [
        Standing.SCORED,
        Standing.REFUSED,
        Standing.FAILED,
        Standing.UNSCORED,
        Standing.SCORED,
    ]
    assert [submission.counts for submission in first.submissions] == [False, False, False, False, True]
    assert first.task.dataset.attribution == "Leaves <by> A & B."
    assert [skill.id for skill in first.skills] == ["nn.train", "nn.predict"]
    assert first.rubric.bands == [0.5, 0.6, 0.7, 0.8, 0.9]


def test_the_json_schema_is_documented_field_by_field() -> None:
    described = Report.model_json_schema()["$defs"]["ReportCategory"]["properties"]
    assert "not the same as 0" in described["score"]["description"]


def test_the_page_says_what_the_json_says(data: Report, page: BeautifulSoup) -> None:
    words = _words(page)
    assert "80.0 of 100 points" in words
    assert "Waiting for grades (pass mark 90)" in words
    assert "1 hour 6 minutes of 5 hours" in words
    assert "by the candidate" in words
    assert "Practice exams train; they do not certify." in words
    assert "This is not a certificate and not a credential." in words
    assert "TensorFlow is a trademark of Google LLC" in words
    assert "more accuracy for 5" in data.categories[0].distance
    assert f"{data.categories[0].distance}." in words
    assert "21.5 g less mean absolute error for 5." in words
    assert "Licence: CC-BY-4.0." in words
    assert "build, compile and train machine learning models" in words


def test_each_category_has_its_metric_on_its_bands_with_the_table_beside(page: BeautifulSoup) -> None:
    section = page.select("section.category")[0]
    words = _words(section)
    assert "0.873 0.856 to 0.890" in words
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in section.select("table")[0].select("tr")
    ]
    assert rows == [
        ["Score", "At least"],
        ["5", "0.9"],
        ["4 · reached", "0.8"],
        ["3", "0.7"],
        ["2", "0.6"],
        ["1", "0.5"],
        ["Best submission", "0.873"],
        ["95 % interval", "0.856 to 0.890"],
    ]
    lower = page.select("section.category")[1]
    assert lower.select("table")[0].select("th")[1].get_text() == "At most"


def test_refused_failed_unscored_and_waiting_never_look_like_a_score(page: BeautifulSoup) -> None:
    rows = page.select("section.category tr:has(small):not(.why)")
    results = [row.select("td")[1].get_text(" ", strip=True) for row in rows]
    assert results == [
        "1 of 5",
        "✕ refused",
        "△ failed",
        "□ not scored: our fault, not charged",
        "4 of 5, counts",
        "4 of 5, counts",
        "… being graded",
    ]


def test_text_from_candidates_is_escaped_and_its_direction_characters_are_shown(
    written: ReportFiles, page: BeautifulSoup
) -> None:
    html = written.html.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "<b>Expected" not in html
    assert "\u202e" not in html + written.json.read_text(encoding="utf-8")
    assert HOSTILE.replace("\u202e", "\\u202e") in [code.get_text() for code in page.select("td code")]
    assert "<b>Expected</b> shape & rank.\\u202e" in [text.get_text() for text in page.select("tr.why p")]
    assert "Leaves <by> A & B." in _words(page)


def test_text_that_is_no_text_is_spelled_out() -> None:
    assert printable("a\udc80b\x00c\nd é 漢") == "a\\udc80b\\x00c\\nd é 漢"


def test_the_page_needs_no_network_and_no_script(page: BeautifulSoup) -> None:
    assert not page.select("script, link, img, iframe, object, base, form")
    for tag in page.find_all(True):
        outside = {"src", "href", "srcset", "action", "style"} & set(tag.attrs)
        handlers = {name for name in tag.attrs if name.startswith("on")}
        assert not outside | handlers, tag.name
    css = "".join(style.get_text() for style in page.select("style"))
    assert "url(" not in css
    assert "@import" not in css
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None
    assert "default-src 'none'" in str(policy["content"])


def test_the_page_can_be_read_without_seeing_it(page: BeautifulSoup) -> None:
    assert page.html is not None
    assert page.html["lang"] == "en"
    levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3")]
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    identifiers = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(identifiers) == len(set(identifiers))
    for tag in page.select("[aria-labelledby]"):
        assert set(str(tag["aria-labelledby"]).split()) <= set(identifiers)
    pictures = page.select("svg[role=img]")
    assert len(pictures) == 2 + 2
    for picture in pictures:
        assert picture.title is not None
        assert picture.desc is not None
    for drawing in page.select("svg:not([role=img])"):
        assert drawing.get("aria-hidden") or drawing.find_parent("svg")
    for table in page.select("table"):
        assert table.select("thead th[scope=col]")
        assert all(row.select("th[scope=row]") for row in table.select("tbody tr:not(.why)"))


def test_an_exam_without_submissions_has_a_report(room: ExamRoom) -> None:
    room.finish()
    files = write_report(room.card, room.folder / "report")
    data = Report.model_validate_json(files.json.read_text(encoding="utf-8"))
    words = _words(BeautifulSoup(files.html.read_text(encoding="utf-8"), "html.parser"))
    assert data.verdict is Verdict.NOT_PASSED
    assert "Nothing was submitted." in words
    assert words.count("no score") == 2
    assert "Not passed (pass mark 90)" in words


def test_a_running_exam_that_hides_the_metric_writes_it_nowhere(engine: Engine, tmp_path: Path) -> None:
    room = ExamRoom(engine, tmp_path / "exam", a_blueprint(feedback=Feedback.SCORE))
    room.scored(1, 0.8123456)
    files = write_report(room.card, tmp_path)
    for path in files:
        assert "0.812" not in path.read_text(encoding="utf-8")
    assert "hidden" in files.html.read_text(encoding="utf-8")
    room.finish()
    write_report(room.card, tmp_path)
    assert all("0.812" in path.read_text(encoding="utf-8") for path in files)


def test_a_report_is_replaced_whole_and_leaves_nothing_beside_it(room: ExamRoom, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "report"
    files = write_report(room.card, folder)
    files.html.write_text("an older report", encoding="utf-8")
    assert write_report(room.card, folder) == files == ReportFiles(folder / "report.html", folder / "report.json")
    assert sorted(path.name for path in folder.iterdir()) == ["report.html", "report.json"]
    assert files.html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(files.json.read_text(encoding="utf-8"))["schema_version"] == 1


def test_a_folder_that_cannot_be_written_is_named_with_the_mend(room: ExamRoom, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="Expected to write the report into") as caught:
        write_report(room.card, blocked / "report")
    assert "gradatim exam report" in caught.value.next_step


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_text_has_the_contrast_that_wcag_asks_for(scheme: int) -> None:
    template = Path(report_module.__file__).with_name("report.html.j2").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", re.findall(r":root \{(.*?)\}", template, re.S)[scheme]))
    text_on = [*product(("ink", "soft", "good", "bad"), ("paper", "card")), *product(("ink",), ("step", "reached"))]
    for text, ground in [*text_on, ("on-mark", "mark")]:
        assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for line, ground in product(("mark", "edge", "bad"), ("paper",)):
        assert _contrast(colours[line], colours[ground]) >= 3, (line, ground)


def _contrast(first: str, second: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_each_submission_says_why_it_lost_points(page: BeautifulSoup) -> None:
    why = [_words(row) for row in page.select("section.category tr.why") if "to gain" in _words(row)]
    assert why
    assert "knows its training data by heart (at most 2 of 5 to gain)" in why[0]
    assert "Use dropout. Stop earlier. Practise nn.overfitting ." in why[0]
