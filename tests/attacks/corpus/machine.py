"""Attacks on the rest of the machine: processes, sockets, the kernel."""

from __future__ import annotations

from functools import partial

from gradatim.sandbox.failure import Reason
from tests.attacks.building import Config, given, runs
from tests.attacks.payloads import kernel, network, persistence, processes
from tests.attacks.sample import Answers, Family, Sample, Surroundings, on_predict

_PROCESS = partial(Sample, family=Family.PROCESS)
_OTHERS = partial(Sample, family=Family.OTHERS)
_PROC = partial(Sample, family=Family.PROC)
_SOCKET = partial(Sample, family=Family.SOCKET)
_KERNEL = partial(Sample, family=Family.KERNEL)
_PERSISTENCE = partial(Sample, family=Family.PERSISTENCE)


def others(around: Surroundings) -> Config:
    """Name the processes of the grader, by the ids they have outside."""
    return {"others": list(around.processes)}


def listener(around: Surroundings) -> Config:
    """Name the listener's addresses."""
    return {"port": around.port, "unix_path": around.unix_path, "abstract": around.abstract}


def known_host(around: Surroundings) -> Config:
    """Name the host."""
    return {"known": around.host_name}


_CALLS = {
    "mounts": "mount umount2 pivot_root chroot fsopen open_tree mount_setattr swapon quotactl acct",
    "modules and restart": "init_module finit_module delete_module kexec_load reboot iopl ioperm modify_ldt",
    "programs in the kernel": "bpf io_uring_setup userfaultfd perf_event_open fanotify_init",
    "keys": "keyctl add_key request_key",
    "clocks and names": "settimeofday clock_settime adjtimex sethostname personality syslog",
    "file handles": "name_to_handle_at open_by_handle_at",
    "placement of memory": "get_mempolicy move_pages migrate_pages memfd_create memfd_secret remap_file_pages",
    "System V objects": "shmget msgget semget mq_open",
}

SAMPLES = (
    _PROCESS("fork", make=runs(processes.fork, given(times=3)), expected=Answers()),
    _PROCESS("fork bomb", make=runs(processes.fork, given(times=300)), expected=Answers()),
    _PROCESS("fork past the C library", make=runs(processes.fork_raw), expected=Answers()),
    _PROCESS("a daemon", make=runs(processes.leave_the_session), expected=Answers()),
    _PROCESS("workers of multiprocessing", make=runs(processes.workers), expected=Answers()),
    _PROCESS("more privileges", make=runs(processes.gain), expected=Answers()),
    Sample("threads", Family.THREAD, runs(processes.threads), Answers()),
    _OTHERS("signals", make=runs(processes.signals, others), expected=Answers()),
    _OTHERS("trace, read and slow down", make=runs(processes.reach, others), expected=Answers()),
    _OTHERS("raw calls", make=runs(processes.reach_raw), expected=Answers()),
    _OTHERS(
        "stop and ignore all signals",
        make=runs(processes.stop_itself),
        expected=on_predict(Reason.TIMEOUT),
        seconds=2,
    ),
    _PROC("read and write", make=runs(processes.proc, others), expected=Answers()),
    _SOCKET("reach the listener", make=runs(network.connect, listener), expected=Answers()),
    _SOCKET("common families", make=runs(network.common_families), expected=Answers()),
    _SOCKET("rare families", make=runs(network.rare_families), expected=Answers()),
    _SOCKET("wait for connections", make=runs(network.serve), expected=Answers()),
    _SOCKET("the resolver", make=runs(network.names), expected=Answers()),
    _SOCKET("the host's name", make=runs(network.host_name, known_host), expected=Answers()),
    *(
        _KERNEL(name, make=runs(kernel.calls, given(names=names.split())), expected=Answers())
        for name, names in _CALLS.items()
    ),
    _KERNEL("namespaces", make=runs(kernel.namespaces), expected=Answers()),
    _KERNEL("the terminal", make=runs(kernel.terminal), expected=Answers()),
    _KERNEL("another filter", make=runs(kernel.other_filter), expected=Answers()),
    _KERNEL("arguments that the filter forbids", make=runs(kernel.clean_filter_bypass), expected=Answers()),
    _KERNEL(
        "a 32-bit system call",
        make=runs(kernel.machine_code, given(number=20)),
        expected=on_predict(Reason.CRASHED, text="SIGSYS"),
        x86_only=True,
    ),
    _KERNEL("x32 system calls", make=runs(kernel.x32), expected=Answers(), x86_only=True),
    _PERSISTENCE(
        "leave marks",
        make=runs(persistence.leave),
        expected=Answers(),
    ),
    _PERSISTENCE("find marks", make=runs(persistence.find), expected=Answers()),
)
