"""The whole way into confinement, in the only order that works."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from gradatim.sandbox.confinement.cgroup import Absent, Group
from gradatim.sandbox.confinement.landlock import enter_landlock, landlock_version, make_rules
from gradatim.sandbox.confinement.layer import NOTHING_LEFT_OUT, Layer
from gradatim.sandbox.confinement.limits import limit_threads, set_limits, threads_of_user
from gradatim.sandbox.confinement.namespaces import enter_other_namespaces
from gradatim.sandbox.confinement.privileges import Powers, become, drop_capabilities, gain_no_privileges
from gradatim.sandbox.confinement.root_folder import DEVICES, SCRATCH, enter_root_folder
from gradatim.sandbox.confinement.seccomp import enter_seccomp
from gradatim.sandbox.confinement.syscalls import PR_SET_DUMPABLE, PR_SET_PDEATHSIG, prctl, syscall

_LAST_DESCRIPTOR = 1 << 30
_PROC_FILES = ("/proc/self/cmdline", "/proc/cpuinfo", "/proc/meminfo")


@dataclass(frozen=True)
class Walls:
    """What a child is to be confined to.

    Args:
        powers: What the process may do when it enters.
        user: User to become, where the powers allow that.
        libraries: Folders and files that stay readable.
        hidden: Folders within them that do not.
        scratch: Folder to write to without a root folder of its own.
        namespaces: Whether to use namespaces and a root folder of its own; False is the reduced mode. The process
            must then already lead a process namespace.
        without: Layers left out, to test what they are good for. Defaults to none.
        group: Control group to join. Defaults to none.
    """

    powers: Powers
    user: int
    libraries: tuple[Path, ...]
    hidden: tuple[Path, ...]
    scratch: Path
    namespaces: bool
    without: frozenset[Layer] = field(default=NOTHING_LEFT_OUT)
    group: Group | Absent = field(default=Absent("not looked for"))

    def has(self, layer: Layer) -> bool:
        """Whether a layer is to stand."""
        within_namespaces = layer in (Layer.NAMESPACES, Layer.ROOT)
        possible = self.namespaces and Layer.NAMESPACES not in self.without if within_namespaces else True
        return possible and layer not in self.without


def enter(walls: Walls, *, keep: Sequence[int]) -> dict[Layer, str]:
    """Confine this process, which must have one thread. There is no way back.

    Args:
        walls: To what.
        keep: Descriptors that stay open.

    Returns:
        What stands, in words, by layer.

    Raises:
        OSError: A layer could not be entered. The process must end then.
    """
    _leave_the_parent(keep)
    standing: dict[Layer, str] = {}
    if walls.has(Layer.CGROUP):
        # First, so that the group counts everything that follows.
        standing[Layer.CGROUP] = walls.group.join()
    if walls.has(Layer.LIMITS):
        set_limits()
        standing[Layer.LIMITS] = "files, descriptors, threads, core dumps; memory when a job begins"
    if walls.has(Layer.NAMESPACES):
        standing[Layer.NAMESPACES] = enter_other_namespaces(walls.powers)
    if walls.has(Layer.ROOT):
        enter_root_folder(walls.libraries, walls.hidden, owner=walls.user if walls.powers.change_user else None)
        standing[Layer.ROOT] = f"{len(walls.libraries)} read-only libraries and {SCRATCH}"
    else:
        os.chdir(walls.scratch)
        os.umask(0o077)
    rules = _landlock_rules(walls) if walls.has(Layer.LANDLOCK) else None
    # The namespaces count threads of their own; without them the kernel counts all of the user's.
    others = 0 if walls.has(Layer.NAMESPACES) or walls.powers.change_user else threads_of_user()
    if walls.has(Layer.UNPRIVILEGED):
        standing[Layer.UNPRIVILEGED] = _give_up_privileges(walls)
    if walls.has(Layer.LIMITS):
        limit_threads(others=others)
    gain_no_privileges()
    if rules is not None:
        enter_landlock(rules)
    if walls.has(Layer.LANDLOCK):
        standing[Layer.LANDLOCK] = "not in this kernel" if rules is None else f"version {landlock_version()}"
    prctl(PR_SET_DUMPABLE, 0)
    if walls.has(Layer.SECCOMP):
        allowed = enter_seccomp(changes_by_path=walls.has(Layer.ROOT))
        standing[Layer.SECCOMP] = f"{allowed} system calls"
    return standing


def _leave_the_parent(keep: Sequence[int]) -> None:
    os.setsid()
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    for number in signal.valid_signals():
        with suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_DFL)
    first = 0
    for descriptor in [*sorted(set(keep)), _LAST_DESCRIPTOR]:
        if descriptor > first:
            syscall("close_range", first, descriptor - 1, 0)
        first = descriptor + 1


def _give_up_privileges(walls: Walls) -> str:
    if walls.powers.change_user:
        become(walls.user)
        # A change of user makes the kernel forget this.
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        return f"user {walls.user}, no capabilities"
    if walls.has(Layer.NAMESPACES):
        drop_capabilities()
        return "the user of the grader in a user namespace, no capabilities"
    return "the user of the grader"


def _landlock_rules(walls: Walls) -> int | None:
    devices = map(Path, DEVICES)
    if walls.has(Layer.ROOT):
        return make_rules([*walls.libraries, Path("/proc"), *devices], [Path(SCRATCH), Path("/dev/null")])
    visible = [path for library in walls.libraries for path in _without(library, walls.hidden)]
    return make_rules([*visible, *map(Path, _PROC_FILES), *devices], [walls.scratch, Path("/dev/null")])


def _without(library: Path, hidden: Sequence[Path]) -> list[Path]:
    """Return the library, or its parts when one of them is hidden: Landlock can only allow."""
    inside = [path for path in hidden if path.is_relative_to(library)]
    if library in inside:
        return []
    if not inside:
        return [library]
    return [path for part in library.iterdir() for path in _without(part, inside)]
