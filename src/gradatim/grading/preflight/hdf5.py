"""Reading the description out of an `.h5` file, in a process of its own (why: `hdf5_child.py`)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

from gradatim.grading.preflight.hdf5_child import TOO_COMPLEX, UNREADABLE
from gradatim.grading.preflight.json_reader import MAX_CONFIG_BYTES, read_json
from gradatim.grading.preflight.keras_archive import KerasConfig
from gradatim.grading.preflight.refusal import Refusal, refusal
from gradatim.grading.preflight.zip_archive import damaged, too_complex

_CHILD = Path(__file__).with_name("hdf5_child.py")
_SECONDS = 10.0


def read_hdf5(file: BinaryIO) -> KerasConfig:
    """Read the description out of an `.h5` file of Keras 2 or Keras 3.

    Args:
        file: The open file; it must have a file descriptor.

    Returns:
        The model's configuration and the version that wrote it.

    Raises:
        Refusal: It holds weights only, no Keras model, or cannot be read within the limits.
    """
    answer = ask_child(file, str(MAX_CONFIG_BYTES))
    if answer["too_large"]:
        raise too_complex(f"a model_config of more than {MAX_CONFIG_BYTES / 1e6:,.1f} MB")
    if answer["config"] is None:
        raise _no_model(weights_only=answer["weights_only"])
    config = read_json(answer["config"].encode(), "model_config")
    return KerasConfig(config=config, keras_version=answer["keras_version"])


def ask_child(file: BinaryIO, question: str) -> dict[str, Any]:
    """Return what `hdf5_child.py` says of an open file.

    Args:
        file: The open file; it must have a file descriptor.
        question: `weights`, or the most bytes that the description may have.

    Raises:
        Refusal: It cannot be read, or not within the limits.
    """
    file.seek(0)
    # One thread of linear algebra: each reserves memory that would count against the child's limit.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_CHILD), question],
            stdin=file,
            capture_output=True,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise too_complex(f"an HDF5 file whose description could not be read in {_SECONDS:.0f} s") from None
    if child.returncode == UNREADABLE:
        raise damaged("an HDF5 file whose description cannot be read")
    if child.returncode == TOO_COMPLEX or child.returncode < 0:  # negative: ended by a limit of the system
        raise too_complex("an HDF5 file whose description does not fit the limits")
    if child.returncode != 0:
        raise RuntimeError(
            f"The HDF5 reader ended with {child.returncode}: {child.stderr[-2000:].decode(errors='replace')}"
        )
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


def _no_model(*, weights_only: bool) -> Refusal:
    if weights_only:
        return refusal(
            "weights-only",
            expected="a whole model",
            received="an HDF5 file with weights and no model",
            next_step='save the whole model with model.save("model.keras"), not with save_weights',
        )
    return refusal(
        "not-a-model",
        expected="a Keras model",
        received="an HDF5 file without a Keras model in it",
        next_step='save the model with model.save("model.keras")',
    )
