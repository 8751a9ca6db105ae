"""Looks at everything that Gradatim needs of a machine, one group after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from gradatim import __version__
from gradatim.bank.reader import load_tasks
from gradatim.settings import settings
from gradatim.workspace.doctor.byte_code import check_byte_code, read_byte_code
from gradatim.workspace.doctor.clock import check_clock, read_clock_facts
from gradatim.workspace.doctor.confinement import check_confinement, read_confinement
from gradatim.workspace.doctor.editors import check_editors, read_editors
from gradatim.workspace.doctor.factor import predict, recall
from gradatim.workspace.doctor.folders import check_folders, read_folders
from gradatim.workspace.doctor.graphics import check_graphics, read_graphics
from gradatim.workspace.doctor.imports import check_imports, read_imports
from gradatim.workspace.doctor.libraries import check_libraries, read_libraries
from gradatim.workspace.doctor.memory import check_memory, read_memory
from gradatim.workspace.doctor.processor import check_processor, read_processor
from gradatim.workspace.doctor.python import check_python, read_python
from gradatim.workspace.doctor.report import Check, DoctorReport
from gradatim.workspace.doctor.shadows import check_shadows, read_shadows
from gradatim.workspace.doctor.smoke import this_machine


def examine(
    folder: Path | None = None, *, import_tensorflow: bool = True, on_group: Callable[[str], None] = lambda _: None
) -> DoctorReport:
    """Examine this machine.

    Args:
        folder: The folder that answers lie in. Defaults to None: the working folder.
        import_tensorflow: Whether to import TensorFlow in a process of its own, which takes 4 to 25 s; without it the
            examination takes two. Defaults to True.
        on_group: Called with what is looked at next, in words.

    Returns:
        What was found, with the training minutes of each task if `--smoke` ever measured this installation.
    """
    folder, home = folder or Path.cwd(), settings().home
    checks: list[Check] = []
    on_group("Python")
    checks += check_python(read_python())
    on_group("TensorFlow and Keras")
    libraries = read_libraries()
    checks += check_libraries(libraries)
    imported = read_imports() if import_tensorflow and libraries.providers else None
    checks += check_imports(imported) if imported else []
    checks += check_byte_code(read_byte_code())
    checks += check_shadows(read_shadows(folder))
    on_group("processor, memory and disk")
    processor = read_processor()
    checks += check_processor(processor)
    checks += check_memory(read_memory(folder, home))
    checks += check_graphics(read_graphics(imported))
    on_group("sandbox")
    checks += check_confinement(read_confinement())
    on_group("folders, editors and clock")
    checks += check_folders(read_folders(folder, home))
    checks += check_editors(read_editors())
    checks += check_clock(read_clock_facts(home))
    speed = recall(home, this_machine(processor))
    predictions = [predict(task, speed) for task in load_tasks()] if speed else []
    return DoctorReport(
        gradatim=__version__,
        examined_at=datetime.now(UTC).replace(microsecond=0),
        checks=checks,
        speed=speed,
        training=[prediction for prediction in predictions if prediction is not None],
    )
