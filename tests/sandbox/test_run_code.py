"""Scripts of strangers: how they end, what they leave, what they print."""

from __future__ import annotations

import os

import pytest

from gradatim.sandbox.code_verdict import CodeOutcome, CodeVerdict
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.printed_lines import MOST_CHARACTERS, MOST_LINES, PrintedLines
from gradatim.sandbox.run_code import run_code
from gradatim.sandbox.warm_launcher import WarmLauncher


def run(
    source: str, launcher: WarmLauncher, *, files: dict[str, bytes] | None = None, seconds: float = 20
) -> CodeVerdict:
    return run_code(source, files or {}, RunLimits(memory_mb=512, seconds=seconds), launcher=launcher)


def test_a_script_uses_its_files_and_leaves_a_verdict(warm: WarmLauncher) -> None:
    source = "import json, parts.helper\nverdict = {'sum': parts.helper.add(*json.load(open('numbers.json')))}"
    files = {"numbers.json": b"[1, 2]", "parts/helper.py": b"def add(a, b): return a + b"}
    done = run(source, warm, files=files)
    assert (done.outcome, done.verdict, done.message) == (CodeOutcome.FINISHED, {"sum": 3}, "")
    assert done.mode is SandboxMode.FULL


def test_a_script_reads_a_folder_of_pictures(warm: WarmLauncher) -> None:
    source = (
        "import keras, numpy as np, pathlib, tensorflow as tf\n"
        "for name in ('b', 'a'):\n"
        "    pathlib.Path('pictures', name).mkdir(parents=True)\n"
        "    picture = tf.io.encode_png(np.zeros((4, 4, 3), 'uint8')).numpy()\n"
        "    pathlib.Path('pictures', name, '1.png').write_bytes(picture)\n"
        "dataset = keras.utils.image_dataset_from_directory('pictures', image_size=(4, 4))\n"
        "verdict = [dataset.class_names, [list(images.shape) for images, _ in dataset]]"
    )
    done = run(source, warm, seconds=60)
    assert (done.verdict, done.message) == ([["a", "b"], [[2, 4, 4, 3]]], "")


def test_a_script_trains_a_model(warm: WarmLauncher) -> None:
    source = (
        "import keras, numpy as np\n"
        "model = keras.Sequential([keras.Input((3,)), keras.layers.Dropout(0.1), keras.layers.Dense(1)])\n"
        "model.compile('adam', 'mse')\n"
        "history = model.fit(np.ones((64, 3)), np.ones((64, 1)), epochs=2, verbose=0)\n"
        "model.save('model.keras')\n"
        "verdict = len(history.history['loss'])"
    )
    done = run(source, warm, seconds=60)
    assert (done.outcome, done.verdict) == (CodeOutcome.FINISHED, 2), done.message


@pytest.mark.parametrize(
    ("source", "outcome", "error_type"),
    [
        ("1 / 0", CodeOutcome.RAISED, "ZeroDivisionError"),
        ("def f(:", CodeOutcome.RAISED, "SyntaxError"),
        ("raise SystemExit('no')", CodeOutcome.RAISED, "SystemExit"),
        ("verdict = object()", CodeOutcome.RAISED, "TypeError"),
        ("verdict = 'x' * 70_000", CodeOutcome.RAISED, "ValueError"),
        ("open('/etc/passwd')", CodeOutcome.RAISED, "FileNotFoundError"),
        ("import os; os.fork()", CodeOutcome.RAISED, "PermissionError"),
        ("x = bytearray(1 << 30)", CodeOutcome.MEMORY, "MemoryError"),
        ("import os; os._exit(0)", CodeOutcome.CRASHED, "exit code 0"),
        # The kernel keeps SIGABRT from the first process of a namespace; abort() then ends it by a forbidden
        # instruction.
        ("import os; os.abort()", CodeOutcome.CRASHED, "SIGSEGV" if os.uname().machine == "x86_64" else "SIGTRAP"),
        ("import os; os.write(4, b'forged')", CodeOutcome.CRASHED, ""),
        ("raise SystemExit", CodeOutcome.FINISHED, ""),
    ],
)
def test_how_a_script_ends(source: str, outcome: CodeOutcome, error_type: str, warm: WarmLauncher) -> None:
    done = run(source, warm)
    assert (done.outcome, done.error_type) == (outcome, error_type), done.message
    assert done.verdict is None


def test_an_error_names_the_line_of_the_script_and_none_of_ours(warm: WarmLauncher) -> None:
    done = run("def f(x):\n    return 1 / x\n\nf(0)", warm)
    assert 'File "main.py", line 4, in <module>\n    f(0)' in done.message
    assert 'File "main.py", line 2, in f' in done.message
    assert "sandbox" not in done.message


def test_an_endless_script_is_a_timeout_and_its_lines_come_before(warm: WarmLauncher) -> None:
    lines: list[str] = []
    limits = RunLimits(memory_mb=512, seconds=1)
    source = "print(chr(27) + '[31m' + 'one', flush=True)\nwhile True: pass"
    done = run_code(source, {}, limits, on_line=lines.append, launcher=warm)
    assert done.outcome is CodeOutcome.TIMEOUT
    assert 0.9 < done.seconds < 15, "the limit is one second, and the script has no end"
    assert lines == ["one"]


def test_a_file_outside_the_folder_is_a_bug_of_the_caller(warm: WarmLauncher) -> None:
    for name in ("/etc/x", "../x", "main.py", ""):
        with pytest.raises(ValueError, match="within the script's folder"):
            run("", warm, files={name: b""})


def test_printed_lines_are_bounded_however_they_are_cut() -> None:
    told: list[str] = []
    lines = PrintedLines(told.append)
    for piece in (b"a", b"b\nc\r", b"progress\rdone\n", b"x" * 100_000, b"\n", b"y\n" * 5000, b"end"):
        lines.feed(piece)
    lines.end()
    assert told[:2] == ["ab", "done"]
    assert told[2] == "x" * MOST_CHARACTERS
    assert len(told) == MOST_LINES
