"""A graphics processor: never needed, used where TensorFlow sees one."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass

from gradatim.workspace.doctor.imports import ImportFacts
from gradatim.workspace.doctor.report import Check, warning, well

_SECONDS = 20.0


@dataclass(frozen=True)
class GraphicsFacts:
    """What is there and what TensorFlow sees.

    Args:
        present: Names of NVIDIA's graphics processors here, as their driver lists them.
        seen: Names of those that TensorFlow sees; None when it was not asked.
        built_with_cuda: Whether the installed TensorFlow could use one.
    """

    present: tuple[str, ...]
    seen: tuple[str, ...] | None
    built_with_cuda: bool


def read_graphics(imported: ImportFacts | None) -> GraphicsFacts:
    """Read the facts.

    Args:
        imported: What importing TensorFlow showed; None when it was not tried.
    """
    asked = imported is not None and not imported.error and not imported.signal
    return GraphicsFacts(
        present=_of_the_driver(),
        seen=imported.gpus if imported is not None and asked else None,
        built_with_cuda=imported is not None and imported.built_with_cuda,
    )


def check_graphics(facts: GraphicsFacts) -> list[Check]:
    """Judge the facts."""
    title = "Graphics"
    if facts.seen:
        return [well("graphics", title, f"TensorFlow uses {', '.join(facts.seen)}")]
    if not facts.present:
        return [well("graphics", title, "none, and none is needed: every task is made for two processor cores")]
    names = ", ".join(facts.present)
    if facts.seen is not None and facts.built_with_cuda:
        return [
            warning(
                "graphics",
                title,
                received=f"{names}, which TensorFlow does not see",
                expected="that TensorFlow finds CUDA's libraries; training works without, on the processor",
                next_step='python -m pip install "tensorflow[and-cuda]==2.21.*"',
            )
        ]
    return [well("graphics", title, f"{names}; this TensorFlow trains on the processor, which is enough")]


def _of_the_driver() -> tuple[str, ...]:
    program = shutil.which("nvidia-smi")
    if program is None:
        return ()
    try:
        asked = subprocess.run(
            [program, "--query-gpu=name", "--format=csv,noheader"],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(line.strip() for line in asked.stdout.splitlines() if line.strip()) if asked.returncode == 0 else ()
