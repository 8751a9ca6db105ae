"""The fork server: fresh children, the same bits each time, no child without it and it without no parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from gradatim.sandbox import server_process
from gradatim.sandbox.environment import scrubbed_environment
from gradatim.sandbox.failure import ModelFailure, Reason, SandboxUnavailable
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.run_code import run_code
from gradatim.sandbox.session import open_model
from gradatim.sandbox.warm_launcher import WarmLauncher
from tests.thorough import times

LIMITS = RunLimits(memory_mb=1024, seconds=60)
ONE = np.ones((2, 1), np.float32)
IMAGES = np.random.default_rng(0).random((300, 12, 12, 1), np.float32)


def predict(model: Path, rows: npt.NDArray[np.float32], shape: tuple[int, ...], launcher: WarmLauncher) -> bytes:
    with open_model(model, ModelFormat.KERAS, LIMITS, allow_lambda=False, launcher=launcher) as session:
        session.load()
        return session.predict(rows, output_shape=shape).tobytes()


def test_fresh_processes_give_the_same_bits(models: Path, warm: WarmLauncher) -> None:
    bits = {predict(models / "convolution.keras", IMAGES, (4,), warm) for _ in range(times(20, thorough=100))}
    assert len(bits) == 1


def test_nothing_is_left_for_the_next(warm: WarmLauncher) -> None:
    leave = "import keras, os, sys\nkeras.left = 1\nos.mkdir('left')\nverdict = [os.getpid(), len(os.listdir('.'))]"
    look = "import keras, os\nverdict = [hasattr(keras, 'left'), os.listdir('.')]"
    assert run_code(leave, {}, LIMITS, launcher=warm).verdict == [1, 2]
    assert run_code(look, {}, LIMITS, launcher=warm).verdict == [False, ["main.py"]]


def test_threads_share_it(models: Path, warm: WarmLauncher) -> None:
    answers: list[bytes] = []

    def grade() -> None:
        answers.extend(predict(models / "convolution.keras", IMAGES, (4,), warm) for _ in range(3))

    threads = [threading.Thread(target=grade) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 12
    assert len(set(answers)) == 1


@pytest.mark.parametrize(
    ("name", "reason", "seconds"),
    [
        ("exits.keras", Reason.ERROR, 20),
        # The allocator of oneDNN would repeat an impossible allocation for ten seconds.
        ("tf_memory.keras", Reason.MEMORY, 5),
        ("sleeps.h5", Reason.TIMEOUT, 2),
    ],
)
def test_it_outlives_every_model(name: str, reason: Reason, seconds: float, models: Path, warm: WarmLauncher) -> None:
    predict(models / "convolution.keras", IMAGES, (4,), warm)
    before = warm.server_pid
    limits = RunLimits(memory_mb=512, seconds=seconds)
    model_format = ModelFormat(name.rpartition(".")[2])
    with open_model(models / name, model_format, limits, allow_lambda=True, launcher=warm) as session:
        session.load()
        with pytest.raises(ModelFailure) as caught:
            session.predict(ONE, output_shape=(1,))
    assert caught.value.reason is reason
    predict(models / "convolution.keras", IMAGES, (4,), warm)
    assert warm.server_pid == before


def test_its_end_is_our_fault_and_mended_with_the_next_model(models: Path) -> None:
    launcher = WarmLauncher(SandboxMode.FULL)
    try:
        model = models / "sleeps.h5"
        with open_model(model, ModelFormat.HDF5, LIMITS, allow_lambda=True, launcher=launcher) as session:
            session.load()
            child, server = session.pid, launcher.server_pid
            assert server is not None
            threading.Timer(0.5, os.kill, (server, signal.SIGKILL)).start()
            with pytest.raises(SandboxUnavailable, match="fork server"):
                session.predict(ONE, output_shape=(1,))
        assert gone([child, server])
        predict(models / "convolution.keras", IMAGES, (4,), launcher)
        assert launcher.server_pid != server
    finally:
        launcher.close()


def test_without_preloading_each_child_imports_tensorflow_itself(models: Path) -> None:
    launcher = WarmLauncher(SandboxMode.FULL, spares=0, preload=False)
    try:
        rows = np.ones((2, 3), np.float32)
        answer = predict(models / "dense.keras", rows, (1,), launcher)
        assert np.frombuffer(answer, np.float32).tolist() == [4.0, 4.0]
    finally:
        launcher.close()


def test_a_server_whose_imports_start_a_thread_leaves_them_to_its_children(
    models: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(server_process, "SERVER_MODULE", "threaded_server")
    here = {"PYTHONPATH": str(Path(__file__).parent)}
    monkeypatch.setattr(server_process, "scrubbed_environment", lambda *a, **k: scrubbed_environment(*a, **k) | here)
    launcher = WarmLauncher(SandboxMode.FULL, spares=0)
    rows = np.ones((2, 3), np.float32)
    try:
        for _ in range(2):
            answer = predict(models / "dense.keras", rows, (1,), launcher)
            assert np.frombuffer(answer, np.float32).tolist() == [4.0, 4.0]
    finally:
        launcher.close()
    # Said once, and not for each model.
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "Expected one thread after the imports. Received: 2" in caplog.text


def test_a_model_that_cannot_be_read_leaves_nothing_running(warm: WarmLauncher, tmp_path: Path) -> None:
    run_code("", {}, LIMITS, launcher=warm)
    before = open_descriptors()
    with (
        pytest.raises(SandboxUnavailable, match="No such file"),
        open_model(tmp_path / "none.keras", ModelFormat.KERAS, LIMITS, allow_lambda=False, launcher=warm),
    ):
        pass
    assert open_descriptors() == before


PARENT = """
import sys
from pathlib import Path
import numpy as np
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.session import open_model
from gradatim.sandbox.warm_launcher import WarmLauncher
launcher = WarmLauncher(SandboxMode.FULL)
with open_model(Path(sys.argv[1]), ModelFormat.HDF5, RunLimits(), allow_lambda=True, launcher=launcher) as session:
    session.load()
    print(session.pid, launcher.server_pid, flush=True)
    session.predict(np.ones((2, 1), np.float32), output_shape=(1,))
"""


def test_no_process_outlives_a_killed_parent(models: Path, as_user: list[str]) -> None:
    command = [*as_user, sys.executable, "-c", PARENT, str(models / "sleeps.h5")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child, guard = map(int, parent.stdout.readline().split())
        # The server, the child that runs the model, and a spare.
        family = [guard, *all_descendants(guard, 3)]
        assert child in family
        parent.kill()
    assert gone(family)


def test_a_server_that_is_still_importing_ends_with_its_parent() -> None:
    start = (
        "import time\nfrom gradatim.sandbox.warm_launcher import WarmLauncher\n"
        "from gradatim.sandbox.mode import SandboxMode\nlauncher = WarmLauncher(SandboxMode.FULL)\nlauncher.start()\n"
        "print(launcher.server_pid, flush=True)\ntime.sleep(100)"
    )
    with subprocess.Popen([sys.executable, "-c", start], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        guard = int(parent.stdout.readline())
        family = [guard, *all_descendants(guard, 1)]
        parent.kill()
    assert gone(family)


def test_a_forked_copy_of_the_grader_starts_a_server_of_its_own(models: Path, warm: WarmLauncher) -> None:
    predict(models / "convolution.keras", IMAGES, (4,), warm)
    read, write = os.pipe()
    with warnings.catch_warnings():
        # From Python 3.12 on it warns of other threads; the copy calls nothing that could wait for one.
        warnings.simplefilter("ignore", DeprecationWarning)
        copy = os.fork()
    if copy == 0:
        os.write(write, str(warm.server_pid).encode())
        os._exit(0)
    os.waitpid(copy, 0)
    assert os.read(read, 100) == b"None"
    os.close(read)
    os.close(write)
    predict(models / "convolution.keras", IMAGES, (4,), warm)


def open_descriptors() -> set[str]:
    return {entry.name for entry in Path("/proc/self/fd").iterdir()}


def descendants(pid: int) -> list[int]:
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*children, *(below for child in children for below in descendants(child))]


def all_descendants(pid: int, count: int) -> list[int]:
    """Wait until a process has so many descendants, and return them."""
    deadline = time.monotonic() + 60
    while len(found := descendants(pid)) != count:
        assert time.monotonic() < deadline, f"{len(found)} processes, not {count}"
        time.sleep(0.02)
    return found


def gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 60
    while not all(map(has_ended, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return all(map(has_ended, pids))


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "XZ"
    except OSError:
        return True
