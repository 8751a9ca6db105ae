"""Every picture is well-formed, named, described, and says the same as the table beside it."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from gradatim.bank.exam_task import MetricName, Rubric
from gradatim.bank.findings import FINDINGS
from gradatim.bank.reader import load_task
from gradatim.grading.evidence.confusion import confusion
from gradatim.grading.evidence.named import NamedClasses
from gradatim.grading.evidence.parts import Evidence
from gradatim.grading.evidence.reliability import reliability
from gradatim.grading.evidence.residuals import scatter
from gradatim.grading.result import Metric
from gradatim.web.pictures.axis import Axis, axis, figure
from gradatim.web.pictures.bands import bands_picture
from gradatim.web.pictures.bars import Bar, bar_picture
from gradatim.web.pictures.lines import Line, line_picture
from gradatim.web.pictures.of_finding import finding_pictures
from gradatim.web.pictures.picture import Picture
from gradatim.web.pictures.ranges import Range, range_picture
from gradatim.web.pictures.spread import histogram_picture, step_picture
from gradatim.web.pictures.squares import reliability_picture, scatter_picture
from tests.web.findings import EVIDENCE, WITHOUT_PICTURE, findings_of

CLOTHES = load_task("clothes")
BIRTHS = load_task("births")


def check(picture: Picture) -> list[ElementTree.Element]:
    """Parse a picture; every place in it is a number within the drawing or near it."""
    assert picture.title
    assert picture.description
    assert picture.rows
    assert {len(row) for row in picture.rows} == {len(picture.header)}
    elements = list(ElementTree.fromstring(f"<svg>{picture.drawing}</svg>").iter())
    for element in elements:
        for name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"):
            if name in element.attrib:
                value = float(element.attrib[name])
                assert math.isfinite(value)
                assert -20 <= value <= max(picture.width, picture.height) + 20, (element.tag, element.attrib)
        assert "nan" not in element.attrib.get("d", "")
    return elements


def test_every_finding_that_the_coach_knows_is_tried_here() -> None:
    assert set(EVIDENCE) == set(FINDINGS)


@pytest.mark.parametrize("finding_id", sorted(EVIDENCE))
@pytest.mark.parametrize("task", [CLOTHES, BIRTHS], ids=lambda task: task.id)
def test_every_finding_is_drawn_or_is_one_of_words_alone(finding_id: str, task: object) -> None:
    truth = np.repeat(np.arange(10), 20)
    named = NamedClasses(truth, np.where(truth == 8, 0, truth), np.zeros((200, 10)))
    evidence = Evidence(rows=200, confusion=confusion(named, CLOTHES.output.classes))
    chosen = CLOTHES if task is CLOTHES else BIRTHS
    for number, found in enumerate(findings_of(finding_id)):
        pictures = finding_pictures(f"finding-{number}", found, chosen, evidence)
        for picture in pictures:
            check(picture)
        words_alone = finding_id in WITHOUT_PICTURE or not found.evidence.keys() - {
            "order",
            "factor",
            "offset",
            "pairs",
        }
        if finding_id in ("inverted-labels", "class-order", "label-offset"):
            words_alone = False
        assert bool(pictures) is not words_alone, (finding_id, found.evidence)
        assert len({picture.id for picture in pictures}) == len(pictures)


def test_a_finding_without_figures_needs_no_evidence_to_be_shown() -> None:
    for finding_id in EVIDENCE:
        for found in findings_of(finding_id):
            finding_pictures("f", found, CLOTHES, None)


def test_the_classes_that_are_never_found_are_marked() -> None:
    truth = np.repeat(np.arange(10), 20)
    named = NamedClasses(truth, np.where(truth == 8, 0, truth), np.zeros((200, 10)))
    evidence = Evidence(rows=200, confusion=confusion(named, CLOTHES.output.classes))
    [picture] = finding_pictures("f", findings_of("minority-ignored")[0], CLOTHES, evidence)
    marked = [one for one in check(picture) if "marked" in one.attrib.get("class", "")]
    assert len(marked) == 1
    assert ("Bag", "0 of 20") in picture.rows


@pytest.mark.parametrize(
    "rubric",
    [
        Rubric(MetricName.MACRO_F1, (0.5, 0.6, 0.7, 0.8, 0.9)),
        Rubric(MetricName.MEAN_ABSOLUTE_ERROR, (600.0, 500.0, 420.0, 380.0, 350.0), unit="g"),
    ],
)
@pytest.mark.parametrize("value", [0.0, 0.55, 0.9, 1.0, 355.0, 1e12])
def test_a_metric_lies_on_the_step_of_its_score(rubric: Rubric, value: float) -> None:
    from gradatim.grading.bands import score_for

    if rubric.metric is MetricName.MACRO_F1 and value > 1:
        return
    score = score_for(value, rubric)
    picture = bands_picture("b", rubric, Metric(name="x", value=value, interval=(value, value)), score)
    elements = check(picture)
    [mark] = [one for one in elements if one.attrib.get("class") == "mark"]
    place = float(re.match(r"M([\d.]+)", mark.attrib["d"])[1])  # type: ignore[index]
    assert score * 60 - 0.06 <= place <= (score + 1) * 60 + 0.06
    [yours] = [one for one in elements if one.attrib.get("class") == "step yours"]
    assert float(yours.attrib["x"]) == score * 60


def test_a_score_without_its_metric_shows_no_metric() -> None:
    picture = bands_picture("b", CLOTHES.rubric, None, 3)
    assert not [one for one in check(picture) if one.attrib.get("class") in ("mark", "interval")]
    assert [row[0] for row in picture.rows] == ["Score 5", "Score 4", "Score 3", "Score 2", "Score 1"]


@pytest.mark.parametrize(
    ("low", "high"),
    [(0.0, 1.0), (-3.0, 5.0), (1e-12, 3e-12), (5.0, 5.0), (0.0, 0.0), (-1e9, 1e15), (99_999.0, 100_001.0)],
)
def test_axes_have_a_few_round_marks_within_themselves(low: float, high: float) -> None:
    found = axis([low, high], 0, 100)
    marks = found.marks()
    assert 1 <= len(marks) <= 5
    assert all(found.low <= mark <= found.high for mark in marks)
    assert all(0 <= found.at(mark) <= 100 for mark in marks)


def test_values_beyond_an_axis_stay_at_its_end() -> None:
    assert Axis(0, 1, 10, 20).at(7) == 20
    assert Axis(0, 1, 20, 10).at(-7) == 20


@pytest.mark.parametrize(
    ("value", "words"), [(0.0, "0"), (1e-9, "1.00 × 10⁻⁹"), (1234567.0, "1,230,000"), (0.5, "0.5")]
)
def test_figures_are_short(value: float, words: str) -> None:
    assert figure(value) == words


def test_a_bar_as_long_as_its_value_and_negative_ones_to_the_left() -> None:
    picture = bar_picture("b", "t", "d", [Bar("a", 2.0, marked=True), Bar("b" * 90, 1.0), Bar("c", 0.0)])
    widths = [float(one.attrib["width"]) for one in check(picture) if one.tag == "rect"]
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.02)
    assert widths[2] == 1
    assert picture.rows[1][0] == "b" * 90
    check(bar_picture("b", "t", "d", [Bar("a", -2.0), Bar("b", 1.0)], limit=("line", 0.5)))


def test_hostile_names_stay_text() -> None:
    picture = bar_picture("b", "t", "d", [Bar("<script>alert(1)</script>", 1.0)])
    assert "script" not in {one.tag for one in check(picture)}


def test_lines_stop_where_values_are_missing() -> None:
    picture = line_picture(
        "l",
        "t",
        "d",
        [Line("truth", [1.0, 2.0, None, 4.0], "first"), Line("forecast", [None, None, 3.0, 5.0], "second")],
        places=[1.0, 2.0, 3.0, 4.0],
        place_name="step",
    )
    paths = [one.attrib["d"] for one in check(picture) if one.tag == "path"]
    assert [path.count("M") for path in paths] == [2, 1]
    assert picture.rows[2] == ("3", "", "3")


def test_one_place_and_constant_values_can_be_drawn() -> None:
    check(line_picture("l", "t", "d", [Line("a", [2.0], "first")], places=[1.0], place_name="step", with_zero=True))
    check(line_picture("l", "t", "d", [Line("a", [0.0, 0.0], "third")], places=[1.0, 2.0], place_name="step"))
    check(step_picture("s", "t", "d", [0.0]))
    check(range_picture("r", "t", "d", [Range("a", 1.0, 1.0, 1.0)]))


def test_ten_thousand_points_and_sixty_bins() -> None:
    truth = np.random.default_rng(0).normal(size=10_000)
    check(scatter_picture("s", scatter(truth * 2, truth), "g"))
    check(histogram_picture("h", "t", "d", [float(edge) for edge in range(61)], [10_000] * 60, name="n", beside=(3, 0)))


def test_lines_far_away_are_left_out_unless_they_must_be_seen() -> None:
    ranges = [Range("a", 180.0, 300.0, 240.0)]
    away = range_picture("r", "t", "d", ranges, lines=[(0.0, "0: no bias")])
    seen = range_picture("r", "t", "d", ranges, lines=[(0.0, "0: no bias")], near=False)
    assert "no bias" not in away.drawing
    assert "no bias" in seen.drawing


def test_marks_of_reliability_stand_at_confidence_and_share() -> None:
    named = NamedClasses(np.zeros(100, dtype=np.int64), np.arange(100) % 2, np.full((100, 2), 0.9))
    found = reliability(named)
    assert found is not None
    picture = reliability_picture("r", found)
    marks = [one for one in check(picture) if one.tag == "circle"]
    assert {(mark.attrib["cx"], mark.attrib["cy"]) for mark in marks} == {(f"{40 + 0.9 * 308:.1f}", "138.0")}
    assert len(picture.rows) == 10
