"""Real models with real mistakes in the real sandbox, and what the candidate reads of them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gradatim.bank.reader import load_task
from gradatim.bank.skills import load_skills
from gradatim.data.split import Split
from gradatim.grading.contract import explain
from gradatim.grading.explain_error import explain_error, known_errors, own_words
from gradatim.grading.grade import grade
from gradatim.grading.result import Outcome
from gradatim.sandbox.failure import ModelFailure, Reason, Stage
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.probe import probe
from gradatim.sandbox.session import open_model
from tests.grading.errors.cases import CASES, MESSAGES, Case
from tests.grading.tasks import a_task

LIMITS = RunLimits(memory_mb=1024, seconds=60)
FORMATS = {".keras": ModelFormat.KERAS, ".h5": ModelFormat.HDF5, ".zip": ModelFormat.SAVED_MODEL}
WITHOUT_CODE = "lambda.keras"
TASK = a_task()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `make_models.py` wrote."""
    folder = tmp_path_factory.mktemp("errors")
    script = Path(__file__).with_name("make_models.py")
    made = subprocess.run(
        [sys.executable, "-I", str(script), str(folder)],
        env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def confined() -> None:
    """Skip on a machine where files with Python code in them are not run."""
    if probe().mode is not SandboxMode.FULL:
        pytest.skip(f"this machine cannot confine a model fully: {probe().reason}")


def failure_of(path: Path, case: Case) -> ModelFailure:
    """Load the model, ask it, and return what fails."""
    code = path.name != WITHOUT_CODE
    with open_model(path, FORMATS[path.suffix], LIMITS, allow_lambda=code) as session:
        try:
            session.load()
            session.predict(case.fed, output_shape=(1,))
        except ModelFailure as failure:
            return failure
    raise AssertionError(f"Expected a failure of {path.name}. Received: none")


def raised(message: str, error_type: str = "ValueError", stage: Stage = Stage.PREDICT) -> ModelFailure:
    """Return the failure of a model that raised an error with this text."""
    return ModelFailure(stage, Reason.ERROR, expected="", received="", error_type=error_type, message=message)


@pytest.fixture(scope="module")
def messages(folder: Path) -> dict[str, list[str]]:
    """Type and text of errors that Keras and TensorFlow raised, by what was done."""
    said: dict[str, list[str]] = json.loads((folder / "messages.json").read_text())
    return said


@pytest.mark.usefixtures("confined")
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}-{case.error}")
def test_a_model_s_mistake_is_told_in_plain_words_with_its_own_words_beside(case: Case, folder: Path) -> None:
    failure = failure_of(folder / case.file, case)
    outcome, notice = explain(failure, TASK)
    assert (notice.code, notice.expected, notice.received) == (case.error, case.expected, case.received)
    assert outcome is (Outcome.FAILED if failure.reason is Reason.MEMORY else Outcome.REFUSED)
    known = next(error for error in known_errors() if error.id == case.error)
    assert notice.message == (
        f"Expected {case.expected}. Received: {case.received}. {known.why} Next: {known.next_step}; the note: gradatim "
        f"note {known.skill}. In its own words: {own_words(failure)}"
    )
    assert failure.error_type in notice.message
    assert "/gradatim/" not in failure.message, "no path of the grader's own program"
    assert not re.search(r"mouse|1\.0+g", failure.message), "nothing of the hidden inputs"


def test_errors_that_only_a_program_meets_are_told_too(messages: dict[str, list[str]]) -> None:
    assert messages.keys() == MESSAGES.keys()
    for name, (error_type, text) in messages.items():
        found = explain_error(raised(text, error_type), TASK)
        assert found is not None, name
        assert (found.error.id, found.expected, found.received) == MESSAGES[name]


def test_every_form_of_every_error_was_provoked(messages: dict[str, list[str]]) -> None:
    told = {case.error for case in CASES} | {error for error, _, _ in MESSAGES.values()}
    assert {error.id for error in known_errors()} == told
    assert len(told) >= 20
    provoked = {(case.expected, case.received) for case in CASES} | {found[1:] for found in MESSAGES.values()}
    for error in known_errors():
        for form in error.form:
            fits = [pair for pair in provoked if _fits(form.expected, pair[0]) and _fits(form.received, pair[1])]
            assert fits, f"{error.id}: {form.pattern}"


def test_what_the_page_quotes_is_what_the_pattern_finds() -> None:
    for error in known_errors():
        for form in error.form:
            assert form.types or re.search(form.pattern, form.says), form
            assert len(form.says) < 250


def _fits(template: str, words: str) -> bool:
    parts = re.split(r"\{\w+\}", template)
    return re.fullmatch(".*".join(map(re.escape, parts)), words) is not None


def test_grading_refuses_for_free_and_tells_why(folder: Path) -> None:
    model = folder / "languages.keras"
    sha256 = hashlib.sha256(model.read_bytes()).hexdigest()
    result = grade(load_task("which-language"), Split(b"a key"), model, model_sha256=sha256).result
    assert (result.outcome, result.score) == (Outcome.REFUSED, None)
    (notice,) = result.preflight
    assert notice.code == "embedding-range"
    assert notice.expected == "word numbers below 10, since the Embedding has 10 rows"
    assert re.search(r"In its own words: InvalidArgumentError: .* is not in \[0, 10\)$", notice.message)


def test_an_unknown_error_keeps_its_own_words() -> None:
    outcome, notice = explain(raised("something new\n\nArguments received by Dense.call():\n  x=1"), TASK)
    assert (outcome, notice.code, notice.received) == (Outcome.REFUSED, "cannot-run", "ValueError: something new")
    outcome, notice = explain(raised("something new", stage=Stage.LOAD), TASK, hint="It was saved with Keras 3.99.")
    assert (notice.code, "It was saved with Keras 3.99." in notice.message) == ("cannot-load", True)


def test_a_newer_keras_is_named_beside_the_error() -> None:
    failure = raised("Unrecognized keyword arguments passed to Dense: {'quantize_to': 1}", stage=Stage.LOAD)
    _, notice = explain(failure, TASK, hint="It was saved with Keras 3.99; the grader has 3.15.1.")
    assert "It was saved with Keras 3.99; the grader has 3.15.1." in notice.message


@pytest.mark.parametrize(
    "text",
    [
        "Could not locate class '{0.__class__}{task_input}'. ",
        "Unknown layer: '[bold]x[/bold] <b>\x1b[2J\u202e'.",
        "Layer 'a' expected 2 variables, but received " + "9" * 1400 + " variables",
        "Incompatible shapes: [" + "1," * 700 + "] vs. [2]",
        "variable.shape=(" + " ," * 700,
        "Expected shape (" * 90,
        "Invalid input shape for input" * 50,
        "truncated file: eof = 1," * 60,
        "StringToNumberOp could not correctly convert string: \n\r\t",
        "",
    ],
)
def test_hostile_words_stay_short_quoted_and_quick(text: str) -> None:
    started = time.thread_time()
    _, notice = explain(raised(text), TASK)
    assert time.thread_time() - started < 0.5
    assert len(notice.message) < 2500
    if notice.code != "cannot-run":
        assert len(notice.expected) + len(notice.received) < 300
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202e]", notice.message)
    assert "<class" not in notice.message, "what stands in a message is never formatted"


def test_every_error_points_at_a_skill_and_ends_like_a_sentence() -> None:
    for error in known_errors():
        assert error.skill in load_skills()
        assert error.why.endswith(".")
        assert not error.next_step.endswith(".")
        assert not error.title.endswith(".")
