"""What importing TensorFlow and Keras shows, in a process of its own: errors, time, settings, graphics processors."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from gradatim.workspace.doctor.report import Check, problem, warning, well

_SECONDS = 180.0
_SLOW_SECONDS = 10.0
_SLOW_CPU_SECONDS = 8.0
_ASK = """
import json, time
start, used = time.perf_counter(), time.process_time()
import tensorflow, keras
print("\\n" + json.dumps({
    "tensorflow": tensorflow.__version__, "keras": keras.__version__, "backend": keras.backend.backend(),
    "image_data_format": keras.config.image_data_format(), "floatx": keras.config.floatx(),
    "seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - used,
    "gpus": [device.name for device in tensorflow.config.list_physical_devices("GPU")],
    "built_with_cuda": bool(tensorflow.test.is_built_with_cuda())}))
"""


@dataclass(frozen=True)
class ImportFacts:
    """What a process of its own said that imported both libraries, or why it could not.

    Args:
        tensorflow: Its version; empty when the import failed.
        keras: Its version.
        backend: What Keras computes with.
        image_data_format: `channels_last` or `channels_first`.
        floatx: Keras' default number type, `float32` unless it was changed.
        seconds: What the import took, wall clock.
        cpu_seconds: The same in processor time.
        gpus: Names of the graphics processors that TensorFlow sees.
        built_with_cuda: Whether this TensorFlow could use one of NVIDIA's.
        error: The last line of the error; empty when all went well.
        signal: Number of the signal that ended the process; 0 for none.
        keras_backend: Value of the variable KERAS_BACKEND; empty where it is not set.
    """

    tensorflow: str = ""
    keras: str = ""
    backend: str = ""
    image_data_format: str = "channels_last"
    floatx: str = "float32"
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    gpus: tuple[str, ...] = ()
    built_with_cuda: bool = False
    error: str = ""
    signal: int = 0
    keras_backend: str = ""


def read_imports() -> ImportFacts:
    """Import both, and say what that showed. Takes 4 to 25 s."""
    started = time.perf_counter()
    try:
        # -P: not even a file tensorflow.py beside the working folder stands in the way; that is a check of its own.
        asked = subprocess.run(
            [sys.executable, "-P", "-c", _ASK],
            env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ImportFacts(error=f"no answer within {_SECONDS:.0f} s", seconds=time.perf_counter() - started)
    if asked.returncode < 0:
        return ImportFacts(signal=-asked.returncode)
    if asked.returncode:
        lines = asked.stderr.strip().splitlines() or [f"exit code {asked.returncode}"]
        return ImportFacts(error=lines[-1][:300])
    said = json.loads(asked.stdout.splitlines()[-1])
    return ImportFacts(**said | {"gpus": tuple(said["gpus"]), "keras_backend": os.environ.get("KERAS_BACKEND", "")})


def check_imports(facts: ImportFacts) -> list[Check]:
    """Judge the facts."""
    return [_import(facts), _settings(facts)]


def _import(imported: ImportFacts) -> Check:
    title = "Import"
    if imported.signal:
        name = signal.Signals(imported.signal).name
        instruction = imported.signal == signal.SIGILL
        return problem(
            "import",
            title,
            received=f"the process was ended by {name}",
            expected="import tensorflow, keras without an error",
            next_step="see the line Processor: TensorFlow's wheels need AVX"
            if instruction
            else "look at the memory above, then make clean setup",
        )
    if imported.error:
        return problem(
            "import",
            title,
            received=imported.error,
            expected="import tensorflow, keras without an error",
            next_step="make clean setup (installs all packages anew)",
        )
    said = f"{imported.seconds:.1f} s, {imported.cpu_seconds:.1f} s of it processor time"
    if imported.seconds > _SLOW_SECONDS:
        reads = "the processor waited: the first import after a start reads from disk, and other programs want it too"
        return warning(
            "import",
            title,
            received=said,
            expected="4 to 6 s on two quiet processor cores",
            next_step="see Byte code below"
            if imported.cpu_seconds > _SLOW_CPU_SECONDS
            else f"run gradatim doctor once more ({reads})",
        )
    return well("import", title, said)


def _settings(imported: ImportFacts) -> Check:
    title, where = "Keras settings", "in ~/.keras/keras.json"
    if imported.error or imported.signal:
        return well("keras-settings", title, "not known, since the import failed")
    for name, received, expected in (
        ("backend", imported.backend, "tensorflow"),
        ("image_data_format", imported.image_data_format, "channels_last"),
        ("floatx", imported.floatx, "float32"),
    ):
        if received != expected:
            variable = name == "backend" and imported.keras_backend
            return warning(
                "keras-settings",
                title,
                received=f"{name} = {received}",
                expected=f"{name} = {expected}, as the grader has it",
                next_step="unset KERAS_BACKEND" if variable else f'set "{name}": "{expected}" {where}',
            )
    return well("keras-settings", title, "backend tensorflow, channels last, float32")
