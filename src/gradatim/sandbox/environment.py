"""The whole environment of a process for models: nothing of the caller's, least of all its secrets."""

from __future__ import annotations

import os

from gradatim.sandbox.child.blocked_imports import STUDY
from gradatim.settings import settings

# Tensors live for milliseconds. By default the C library gives their memory back to the kernel, which clears each page
# again for the next one; and it keeps a heap for each thread, which does so even for small ones. What stays in the
# heap counts against the memory limit as before. Huge pages would make fewer page faults, and cost more processor time:
# 1.7 times as much for a model that fills its memory, none less for any that was measured.
_ALLOCATOR = "glibc.malloc.arena_max=1:glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=268435456"


def scrubbed_environment(folder: str, *, study: bool = False) -> dict[str, str]:
    """Return the variables of a process for models.

    Args:
        folder: Home and temporary folder.
        study: Whether it may import what a learner works with. Defaults to False.

    Returns:
        Name to value.
    """
    variables = {STUDY: "1", "MPLBACKEND": "agg", "MPLCONFIGDIR": _font_cache()} if study else {}
    return variables | {
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
        "GLIBC_TUNABLES": _ALLOCATOR,
    }


def _font_cache() -> str:
    """Return where Matplotlib keeps its list of fonts, which takes it seconds to make. No child may write there."""
    folder = settings().home / "matplotlib"
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)
