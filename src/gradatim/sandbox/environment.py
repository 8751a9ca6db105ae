"""The whole environment of a process for models: nothing of the caller's, least of all its secrets."""

from __future__ import annotations

import os


def scrubbed_environment(folder: str) -> dict[str, str]:
    """Return the variables of a process for models.

    Args:
        folder: Home and temporary folder.

    Returns:
        Name to value.
    """
    return {
        "PATH": os.defpath,
        "HOME": folder,
        "TMPDIR": folder,
        "KERAS_HOME": folder,
        "KERAS_BACKEND": "tensorflow",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # oneDNN's own allocator repeats an impossible allocation for ten seconds before it gives up.
        "TF_ONEDNN_USE_SYSTEM_ALLOCATOR": "true",
        "CUDA_VISIBLE_DEVICES": "-1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
