"""Real Keras models, each in a real process."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from gradatim.sandbox.failure import ModelFailure, Reason, SandboxUnavailable, Stage
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.session import LoadedModel, open_model

LIMITS = RunLimits(memory_mb=1024, seconds=60)
ROWS: npt.NDArray[np.float32] = np.arange(3000, dtype=np.float32).reshape(1000, 3)
SUMS_PLUS_ONE = ROWS.sum(axis=1, keepdims=True) + 1
ONE = np.ones((2, 1), np.float32)


def failure_of(model: Path, limits: RunLimits = LIMITS, *, allow_lambda: bool = True) -> ModelFailure:
    """Load the model and predict; return what fails."""
    model_format = ModelFormat(model.suffix[1:])
    with open_model(model, model_format, limits, allow_lambda=allow_lambda) as session:
        try:
            session.load()
            session.predict(ONE, output_shape=(1,))
        except ModelFailure as failure:
            return failure
    raise AssertionError("Expected a failure of the model. Received: none")


def test_a_conversation_with_a_keras_model(models: Path, tmp_path: Path) -> None:
    model = tmp_path / "model.keras"
    model.write_bytes((models / "dense.keras").read_bytes())
    with open_model(model, ModelFormat.KERAS, LIMITS, allow_lambda=False) as session:
        # The candidate saves again while the grader works.
        model.write_bytes(b"half a model")
        assert session.mode is SandboxMode.FULL
        with pytest.raises(RuntimeError, match=r"load\(\) before predict"):
            session.predict(ROWS, output_shape=(1,))
        assert session.load() == LoadedModel(((None, 3),), ((None, 1),), parameters=4, layers=1)

        whole = session.predict(ROWS, output_shape=(1,))
        assert whole.dtype == np.float32
        assert np.array_equal(whole, SUMS_PLUS_ONE)
        for rows in (1, 255, 256, 257):
            assert np.array_equal(session.predict(ROWS[:rows], output_shape=(1,)), SUMS_PLUS_ONE[:rows])
        for dtype in (np.uint8, np.int32, ">f8"):
            assert session.predict(np.ones((4, 3), dtype), output_shape=(1,)).tolist() == [[4.0]] * 4

        for inputs, output_shape, reason, expected, received in (
            (ROWS, (), Reason.OUTPUT_SHAPE, "(rows,)", "(rows, 1)"),
            (ROWS, (1, 1), Reason.OUTPUT_SHAPE, "(rows, 1, 1)", "(rows, 1)"),
            (ROWS[:, :2], (1,), Reason.ERROR, "predictions of shape (rows, 1)", "expected axis -1"),
            (
                np.full_like(ROWS, np.nan),
                (1,),
                Reason.NOT_FINITE,
                "finite numbers",
                "NaN or infinity in 1,000 of 1,000",
            ),
        ):
            with pytest.raises(ModelFailure) as caught:
                session.predict(inputs, output_shape=output_shape)
            assert (caught.value.stage, caught.value.reason) == (Stage.PREDICT, reason)
            assert caught.value.expected == expected
            assert received in caught.value.received
        # The model answered wrongly, but its process is well: the conversation goes on.
        assert np.array_equal(session.predict(ROWS, output_shape=(1,)), SUMS_PLUS_ONE)
        assert min(session.start_ms, session.load_ms, session.predict_ms) > 0

        # No model can do that to itself here, so it must not cost the candidate the score.
        os.kill(session.pid, signal.SIGKILL)
        with pytest.raises(SandboxUnavailable, match="SIGKILL from outside"):
            session.predict(ROWS, output_shape=(1,))


def test_a_message_quotes_no_inputs(models: Path) -> None:
    with open_model(models / "convolution.keras", ModelFormat.KERAS, LIMITS, allow_lambda=False) as session:
        session.load()
        with pytest.raises(ModelFailure) as caught:
            session.predict(ROWS, output_shape=(4,))
    assert "Invalid input shape for input […]" in caught.value.message
    assert "2997" not in caught.value.message


def test_inputs_that_no_model_takes_are_a_bug_of_the_caller(models: Path) -> None:
    with open_model(models / "text.keras", ModelFormat.KERAS, LIMITS, allow_lambda=False) as session:
        session.load()
        for wrong in (np.array(["text"]), np.array([None]), np.array([1j])):
            with pytest.raises(TypeError, match="byte strings"):
                session.predict(wrong, output_shape=(1,))
        for empty in (np.float32(1), np.zeros((0, 1))):
            with pytest.raises(ValueError, match="at least one row"):
                session.predict(np.asarray(empty), output_shape=(1,))
        words = np.array([[b"cat dog"], [b"bird"]])
        assert session.predict(words, output_shape=(2,)).tolist() == [[2, 3], [1, 0]]


def test_the_same_file_gives_the_same_bits_a_hundred_times(models: Path) -> None:
    images = np.random.default_rng(0).random((300, 12, 12, 1), np.float32)
    seen: set[bytes] = set()
    for _ in range(2):
        with open_model(models / "convolution.keras", ModelFormat.KERAS, LIMITS, allow_lambda=False) as session:
            session.load()
            seen.update(session.predict(images, output_shape=(4,)).tobytes() for _ in range(50))
            part = session.predict(images[:10], output_shape=(4,))
            assert part.tobytes() == session.predict(images, output_shape=(4,))[:10].tobytes()
    assert len(seen) == 1


def test_random_layers_and_recurrent_states_start_afresh_in_each_call(models: Path) -> None:
    series = np.ones((20, 4, 1), np.float32)
    with open_model(models / "noisy.keras", ModelFormat.KERAS, LIMITS, allow_lambda=False) as session:
        assert session.load().input_shapes == ((8, 4, 1),)
        seen = {session.predict(series, output_shape=(4,)).tobytes() for _ in range(3)}
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("name", "model_format", "rows"),
    [
        ("tf_noise.keras", ModelFormat.KERAS, np.zeros((20, 1), np.float32)),
        ("tf_noise.zip", ModelFormat.SAVED_MODEL, np.zeros((20, 3), np.float32)),
    ],
)
def test_random_numbers_of_tensorflow_itself_start_afresh_in_each_call(
    name: str, model_format: ModelFormat, rows: npt.NDArray[np.float32], models: Path
) -> None:
    with open_model(models / name, model_format, LIMITS, allow_lambda=True) as session:
        session.load()
        answers = [session.predict(rows, output_shape=rows.shape[1:]) for _ in range(3)]
    assert answers[0].any()
    assert len({answer.tobytes() for answer in answers}) == 1


def test_an_h5_file_of_keras_2_with_the_loss_mse(models: Path) -> None:
    with open_model(models / "keras_2.h5", ModelFormat.HDF5, LIMITS, allow_lambda=False) as session:
        session.load()
        assert np.array_equal(session.predict(ROWS, output_shape=(1,)), SUMS_PLUS_ONE)


@pytest.mark.parametrize(
    ("name", "parameters", "answer"), [("exported.zip", 4, SUMS_PLUS_ONE), ("plain.zip", None, ROWS * 2)]
)
def test_a_saved_model_in_a_zip(
    name: str, parameters: int | None, answer: npt.NDArray[np.float32], models: Path
) -> None:
    with open_model(models / name, ModelFormat.SAVED_MODEL, LIMITS, allow_lambda=False) as session:
        loaded = session.load()
        assert loaded == LoadedModel(((None, 3),), ((None, answer.shape[1]),), parameters, layers=None)
        assert np.array_equal(session.predict(ROWS.astype(np.int32), output_shape=answer.shape[1:]), answer)


def test_a_model_that_cannot_be_traced_runs_eagerly(models: Path) -> None:
    with open_model(models / "only_eager.keras", ModelFormat.KERAS, LIMITS, allow_lambda=True) as session:
        session.load()
        assert session.predict(ONE * 3, output_shape=(1,)).tolist() == [[6.0], [6.0]]


def test_rows_that_fail_are_not_asked_about_again_without_the_graph_that_has_answered(models: Path) -> None:
    """The model looks numbers up in a graph, which knows 0 to 2, and gives them back without one."""
    unknown = ONE * 9
    with open_model(models / "looks_up.keras", ModelFormat.KERAS, LIMITS, allow_lambda=True) as session:
        session.load()
        assert session.predict(unknown, output_shape=(1,)).tolist() == unknown.tolist()
        assert session.predict(ONE * 2, output_shape=(1,)).tolist() == [[4.0], [4.0]]
        with pytest.raises(ModelFailure) as caught:
            session.predict(unknown, output_shape=(1,))
        assert "not in [0, 3)" in caught.value.message
        assert session.predict(ONE, output_shape=(1,)).tolist() == [[2.0], [2.0]]


@pytest.mark.parametrize(("name", "received"), [("two_outputs.keras", "2 outputs"), ("string_output.keras", "string")])
def test_an_answer_of_the_wrong_kind_is_named(name: str, received: str, models: Path) -> None:
    with open_model(models / name, ModelFormat.KERAS, LIMITS, allow_lambda=False) as session:
        columns = session.load().input_shapes
        assert columns is not None
        inputs = np.ones((2, columns[0][1] or 1), np.int32)
        with pytest.raises(ModelFailure) as caught:
            session.predict(inputs, output_shape=(1,))
    assert caught.value.reason in (Reason.OUTPUT_COUNT, Reason.OUTPUT_DTYPE)
    assert caught.value.received == received


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("unregistered.keras", "Could not locate class 'Unregistered'"),
        ("sleeps.h5", "whose `function` is a Python lambda"),
        ("garbage.keras", "accessible `.keras` zip file"),
    ],
)
def test_a_model_that_does_not_load_says_why(name: str, words: str, models: Path, tmp_path: Path) -> None:
    model = models / name
    if name == "garbage.keras":
        model = tmp_path / name
        model.write_text("A text file with another name.")
    failure = failure_of(model, allow_lambda=False)
    assert (failure.stage, failure.reason) == (Stage.LOAD, Reason.ERROR)
    assert words in failure.message


def test_a_model_that_sleeps_for_ever_is_a_timeout(models: Path) -> None:
    with open_model(models / "sleeps.h5", ModelFormat.HDF5, RunLimits(seconds=3), allow_lambda=True) as session:
        session.load()
        with pytest.raises(ModelFailure) as caught:
            session.predict(ONE, output_shape=(1,))
        assert caught.value.reason is Reason.TIMEOUT
        assert session.load_ms + session.predict_ms < 4000


def test_a_model_tells_what_its_weights_look_like(models: Path) -> None:
    with open_model(models / "convolution.keras", ModelFormat.KERAS, LIMITS, allow_lambda=False) as session:
        session.load()
        weights = session.weights()
    assert weights
    for weight in weights:
        assert weight.low <= weight.mean <= weight.high
        assert weight.std >= 0
        assert weight.path
    assert sum(math.prod(weight.shape) for weight in weights) > 0


@pytest.mark.parametrize("name", ["python_memory.keras", "tf_memory.keras", "mapped_memory.keras"])
def test_a_model_that_needs_too_much_memory_is_told_so(name: str, models: Path) -> None:
    failure = failure_of(models / name, RunLimits(memory_mb=512))
    assert failure.reason is Reason.MEMORY
    assert "512 MiB" in failure.expected


def test_a_graph_that_needs_too_much_memory_is_told_so(tmp_path: Path) -> None:
    model = tmp_path / "graph.zip"
    with zipfile.ZipFile(model, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("saved_model.pb", bytes(200 << 20))
    limits = RunLimits(memory_mb=100)
    with (
        open_model(model, ModelFormat.SAVED_MODEL, limits, allow_lambda=False) as session,
        pytest.raises(ModelFailure) as caught,
    ):
        session.load()
    assert caught.value.reason is Reason.MEMORY


def test_a_model_that_leaves_the_interpreter_is_an_error(models: Path) -> None:
    failure = failure_of(models / "exits.keras")
    assert (failure.reason, failure.error_type) == (Reason.ERROR, "SystemExit")


PARENT = """
import sys, time
from pathlib import Path
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.session import open_model
import numpy as np
with open_model(Path(sys.argv[1]), ModelFormat.HDF5, RunLimits(), allow_lambda=True) as session:
    session.load()
    print(session.pid, flush=True)
    session.predict(np.ones((2, 1), np.float32), output_shape=(1,))
"""


def test_no_process_outlives_a_killed_parent(models: Path) -> None:
    command = [sys.executable, "-I", "-c", PARENT, str(models / "sleeps.h5")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        assert is_running(child)
        parent.kill()
    deadline = time.monotonic() + 60
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(child)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "XZ"
