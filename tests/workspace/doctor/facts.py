"""Facts of a machine on which all is well, to change one at a time."""

from __future__ import annotations

from pathlib import Path

from gradatim.sandbox.mode import SandboxMode
from gradatim.workspace.doctor.byte_code import ByteCodeFacts
from gradatim.workspace.doctor.clock import ClockFacts, Synchronised
from gradatim.workspace.doctor.confinement import ConfinementFacts
from gradatim.workspace.doctor.folders import FolderFacts
from gradatim.workspace.doctor.graphics import GraphicsFacts
from gradatim.workspace.doctor.imports import ImportFacts
from gradatim.workspace.doctor.libraries import LibraryFacts
from gradatim.workspace.doctor.memory import MemoryFacts
from gradatim.workspace.doctor.processor import ProcessorFacts
from gradatim.workspace.doctor.python import PythonFacts
from gradatim.workspace.doctor.shadows import ShadowFacts

PYTHON = PythonFacts(
    version=(3, 12, 4),
    bits=64,
    system="linux",
    machine="x86_64",
    translated=False,
    libc=("glibc", "2.39"),
    prefix="/home/ada/.venv",
    own_environment=True,
    typed="/home/ada/.venv/bin/python",
    typed_prefix="/home/ada/.venv",
)
LIBRARIES = LibraryFacts(providers={"tensorflow-cpu": "2.21.0"}, keras="3.15.1", numpy="2.4.6")
IMPORTS = ImportFacts(tensorflow="2.21.0", keras="3.15.1", backend="tensorflow", seconds=4.5, cpu_seconds=4.0)
BYTE_CODE = ByteCodeFacts((Path("/x/tensorflow"), Path("/x/keras")), 2700, 2690, forbidden=False)
SHADOWS = ShadowFacts((Path("answer.py"), Path("category1/answer.py")))
PROCESSOR = ProcessorFacts("A processor", "x86_64", frozenset({"avx", "avx2", "fma"}), cores=2, load=0.5)
MEMORY = MemoryFacts(
    total=8000, available=6000, model_limit=2048, disk={"results": 9000, "this folder": 9000, "temporary files": 9000}
)
GRAPHICS = GraphicsFacts(present=(), seen=(), built_with_cuda=False)
CONFINEMENT = ConfinementFacts(SandboxMode.FULL, "", "")
FOLDERS = FolderFacts(
    home=Path("/home/ada/.local/state/gradatim"),
    home_error="",
    home_file_system="ext4",
    database_error="",
    folder=Path("/home/ada/exam"),
    folder_error="",
    folder_file_system="ext4",
)
CLOCK = ClockFacts(now=1_790_000_000, newest_file=1_780_000_000, zone="UTC", synchronised=Synchronised.YES)
