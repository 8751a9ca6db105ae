"""The course of a training: real files of CSVLogger, files that are none, and what joins a result."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.bank.findings import FINDINGS
from gradatim.coach.advise import finding
from gradatim.coach.history import MAX_HISTORY_BYTES, UnreadableHistoryError, read_history
from gradatim.coach.learning_curve import Curve, curve_suspicion
from gradatim.coach.suspicion import Suspicion
from gradatim.coach.training_report import joined, report_on
from gradatim.grading.result import Finding, GradeResult, Metric, Outcome

FILES = sorted((Path(__file__).parent / "histories").glob("*.csv"))
"""Written by make_histories.py, and named for what they show."""


def shown(content: bytes) -> Curve | None:
    seen = curve_suspicion(read_history(content))
    return seen[0] if seen else None


def course(loss: list[float], validation: list[float] | None = None) -> bytes:
    lines = ["epoch,loss" + (",val_loss" if validation else "")]
    lines += [f"{place},{value}" + (f",{validation[place]}" if validation else "") for place, value in enumerate(loss)]
    return "\n".join(lines).encode()


def result(score: int, findings: list[Finding] | None = None, outcome: Outcome = Outcome.SCORED) -> GradeResult:
    return GradeResult(
        task="t",
        task_version="1",
        grader_version="1",
        model_sha256="0" * 64,
        outcome=outcome,
        score=score if outcome is Outcome.SCORED else None,
        metric=Metric(name="accuracy", value=0.5, interval=(0.4, 0.6)),
        bands=[0.1, 0.2, 0.3, 0.4, 0.5],
        findings=findings or [],
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_wrong_with_a_real_training_is_named_and_a_good_one_is_left_alone(file: Path) -> None:
    seen = shown(file.read_bytes())
    if file.stem.startswith("good"):
        assert seen is None
    else:
        assert seen is not None
        assert file.stem.startswith(seen.value.replace(" ", "-")) or file.stem == "diverged-to-nan"


def test_every_kind_of_mistake_has_a_real_file_and_advice_of_its_own() -> None:
    assert {curve.value.replace(" ", "-") for curve in Curve} <= {file.stem for file in FILES}
    advice = {
        finding(Suspicion("learning-curve", ""), points=0, measured=False, variant=curve).advice for curve in Curve
    }
    assert len(advice) == len(Curve)
    assert all(text.count(".") >= 2 for text in advice)
    assert "learning-curve" in FINDINGS


def test_the_epoch_at_which_validation_turns_up_is_counted_from_one() -> None:
    falling = [1 / (1 + epoch) for epoch in range(20)]
    validation = [1 - 0.05 * epoch if epoch <= 6 else 0.7 + 0.02 * (epoch - 6) for epoch in range(20)]
    seen = curve_suspicion(read_history(course(falling, validation)))
    assert seen is not None
    assert (seen[0], seen[1].evidence["epoch"]) == (Curve.TURNING_UP, 7)
    assert "epoch 7" in seen[1].summary


def test_a_validation_loss_that_only_jumps_up_and_down_has_not_turned_up() -> None:
    falling = [0.3 + 1 / (1 + epoch) for epoch in range(24)]
    validation = [1.0 + (0.2 if epoch % 2 else -0.2) for epoch in range(24)]
    assert shown(course(falling, validation)) is not Curve.TURNING_UP


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_other_separators_a_byte_order_mark_and_windows_lines_are_read(separator: str) -> None:
    text = "epoch,accuracy,loss\n0,0.5,0.9\n1,0.6,0.8\n".replace(",", separator).replace("\n", "\r\n")
    history = read_history(b"\xef\xbb\xbf" + text.encode())
    assert (history.epochs, history.loss, history.series["accuracy"]) == (2, (0.9, 0.8), (0.5, 0.6))


def test_a_second_training_appended_goes_on_where_the_first_ended() -> None:
    assert read_history(b"epoch,loss\n0,3\n1,2\nepoch,loss\n0,1\n").loss == (3, 2, 1)


def test_a_validation_that_was_not_made_in_every_epoch_is_left_aside() -> None:
    assert read_history(b"epoch,loss,val_loss\n0,3,NA\n1,2,1\n").validation_loss is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"epoch,loss\n",
        b"epoch,accuracy\n0,1\n",
        b"epoch,loss,loss\n0,1,1\n",
        b"epoch,loss\n0,a word\n",
        b"epoch,loss\n0\n",
        b"epoch,loss\n0,\n",
        b"\x93NUMPY\x01\x00",
        b"epoch,loss\n0,\x00\n",
        "epoch,loss,\u202e\n0,1,1\n".encode(),
        b"loss," + b"a" * 70 + b"\n1,1\n",
        b"loss\n" + b"1\n" * 10_001,
        b"loss" + b"".join(b",c%d" % place for place in range(64)) + b"\n" + b"1" + b",1" * 64 + b"\n",
        b"loss\n" + b"9" * 140_000 + b"\n",
        b"loss\n1" + b"\n" * MAX_HISTORY_BYTES,
    ],
)
def test_a_file_that_is_no_history_brings_a_notice_and_costs_nothing(content: bytes) -> None:
    with pytest.raises(UnreadableHistoryError):
        read_history(content)
    report = report_on(content)
    assert report.finding is None
    assert report.notice is not None
    assert report.notice.expected in report.notice.message
    assert "CSVLogger" in report.notice.message
    with_notice = joined(result(3), report)
    assert (with_notice.outcome, with_notice.score, with_notice.preflight) == (Outcome.SCORED, 3, [report.notice])


@pytest.mark.parametrize("value", ["1e308", "-1e308", "inf", "nan", "1e999", "0", "-3.5"])
def test_no_number_upsets_the_examination(value: str) -> None:
    for losses in ([value] * 12, ["1", "0.5", value, "0.4", "0.3", "0.2"], [value, "1", "2", "3", "4", "5"]):
        report = report_on(("loss,val_loss\n" + "".join(f"{one},{one}\n" for one in losses)).encode())
        assert report.notice is None
        # JSON has no infinity, and what is stored has to be read again.
        assert type(report).model_validate_json(report.model_dump_json()) == report


def test_the_finding_comes_after_what_was_seen_and_before_what_may_have_any_reason() -> None:
    report = report_on((FILES[0].parent / "rate-too-low.csv").read_bytes())
    known = finding(Suspicion("overfitting", "By heart."), points=3, measured=False)
    weak = finding(Suspicion("underfitting", "Weak."), points=3, measured=False)
    assert [(one.id, one.points) for one in joined(result(2, [known]), report).findings] == [
        ("overfitting", 3),
        ("learning-curve", 3),
    ]
    assert [one.id for one in joined(result(2, [weak]), report).findings] == ["learning-curve", "underfitting"]


def test_a_training_that_never_settled_is_the_reason_of_whatever_it_left_behind() -> None:
    report = report_on((FILES[0].parent / "rate-too-high.csv").read_bytes())
    one_class = finding(Suspicion("constant-prediction", "One class."), points=3, measured=False)
    assert [one.id for one in joined(result(2, [one_class]), report).findings] == [
        "learning-curve",
        "constant-prediction",
    ]


def test_a_loss_that_swings_at_the_level_where_it_has_nearly_always_been_tells_a_rate_too_high() -> None:
    """The course of Adam at 0.1 on the jobs of a computing cluster."""
    jumping = [1.02, 0.835, 0.819, 0.795, 0.829, 0.797, 0.867, 0.906, 0.816, 0.777, 0.776, 0.832]
    assert shown(course(jumping)) is Curve.RATE_TOO_HIGH
    calm = [1.02, 0.835, 0.819, 0.805, 0.803, 0.797, 0.799, 0.794, 0.792, 0.788, 0.789, 0.784]
    assert shown(course(calm)) is not Curve.RATE_TOO_HIGH


def test_it_is_left_out_where_nothing_is_lost_where_a_repair_was_seen_and_without_a_score() -> None:
    report = report_on((FILES[0].parent / "rate-too-low.csv").read_bytes())
    repair = finding(Suspicion("input-scale", "Scaled."), points=3, measured=True)
    for given in (result(5), result(2, [repair]), result(0, outcome=Outcome.FAILED)):
        assert joined(given, report) == given
    assert joined(result(2), None) == result(2)
