"""Each layer of confinement, by what is possible without it and impossible with it. As root and as a user."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

WALLED = str(Path(__file__).with_name("walled.py"))


def within_walls(lines: str, as_user: list[str], *, without: str = "", mode: str = "full") -> object:
    """Run lines of Python within the walls and return their `result`."""
    command = [*as_user, sys.executable, WALLED, mode, without, lines]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout, done.stderr[-2000:]
    return json.loads(done.stdout)


@dataclass(frozen=True)
class Escape:
    """Something that one layer alone prevents.

    Args:
        layers: What must be left out for it to work.
        lines: What is tried.
        result: What comes of it then.
        prevented: How the answer begins when all layers stand.
    """

    layers: str
    lines: str
    result: object
    prevented: str | tuple[str, ...]


ESCAPES = {
    "a gigabyte of memory": Escape("limits", "result = len(bytearray(1 << 30))", 1 << 30, "MemoryError"),
    "a file of a gigabyte": Escape(
        "limits,root",
        "import os; f = os.open('f', os.O_RDWR | os.O_CREAT); os.truncate(f, 1 << 30); os.unlink('f'); result = 'made'",
        "made",
        "OSError",
    ),
    "a process": Escape(
        "seccomp",
        "import os\npid = os.fork()\nif not pid: os._exit(7)\nresult = os.waitpid(pid, 0)[1] >> 8",
        7,
        "PermissionError",
    ),
    "a socket": Escape("seccomp", "import socket; socket.socket(); result = 'open'", "open", "PermissionError"),
    "shared memory": Escape("seccomp", "import mmap; result = len(mmap.mmap(-1, 1 << 30))", 1 << 30, "PermissionError"),
    "seeing a file of the host": Escape(
        "root", "import os; os.stat('/etc/passwd'); result = 'seen'", "seen", "FileNotFoundError"
    ),
    "reading a file of the host": Escape(
        "root,landlock", "result = open('/etc/passwd').read(5)", "root:", "FileNotFoundError"
    ),
    "writing to a folder of the host": Escape(
        "root,landlock",
        "import os; open('/tmp/gradatim-test', 'w').close(); os.unlink('/tmp/gradatim-test'); result = 'written'",
        "written",
        # Where the libraries lie below /tmp, that folder exists within the walls, and is read-only.
        ("FileNotFoundError", "OSError: [Errno 30]"),
    ),
    "seeing the processes of the host": Escape(
        "namespaces,seccomp", "import os; result = os.getppid() > 0", True, "False"
    ),
    "a host name": Escape("namespaces", "import os; result = os.uname().nodename != 'sandbox'", True, "False"),
}


@pytest.mark.parametrize("escape", ESCAPES.values(), ids=ESCAPES.keys())
def test_what_a_layer_prevents(escape: Escape, as_user: list[str]) -> None:
    assert str(within_walls(escape.lines, as_user)).startswith(escape.prevented)
    assert within_walls(escape.lines, as_user, without=escape.layers) == escape.result


@pytest.mark.parametrize("layer", ["root", "landlock"])
def test_two_layers_guard_the_files_of_the_host(layer: str, as_user: list[str]) -> None:
    answer = str(within_walls("result = open('/etc/passwd').read(5)", as_user, without=layer))
    assert answer.startswith(("PermissionError", "FileNotFoundError"))


FORBIDDEN = {
    "exec": "import os; os.execv('/usr/bin/grader', ['x'])",
    "kill": "import os; os.kill(1, 0)",
    "ptrace": "import ctypes; result = ctypes.CDLL(None).ptrace(16, 1, 0, 0)",
    "unshare": "import ctypes; result = ctypes.CDLL(None).unshare(0x10000000)",
    "mount": "import ctypes; result = ctypes.CDLL(None).mount(b'x', b'/box', b'tmpfs', 0, None)",
    "chroot": "import os; os.chroot('/box')",
    "setuid": "import os; os.setuid(0)",
    "memfd": "import os; os.memfd_create('x')",
    "writing a library": "import os; open(os.__file__, 'a')",
    "making a folder at the root": "import os; os.mkdir('/x')",
    "a device": "import os, stat; os.mknod('/box/d', 0o600 | stat.S_IFCHR, 0)",
    "more memory by resource": "import resource; resource.setrlimit(resource.RLIMIT_DATA, (-1, -1))",
    "System V shared memory": "import ctypes; result = ctypes.CDLL(None).shmget(0, 1 << 20, 0o1600)",
    "a growing mapping": (
        "import ctypes; libc = ctypes.CDLL(None); libc.mmap.restype = ctypes.c_long\n"
        "result = libc.mmap(None, ctypes.c_ulong(1 << 30), 3, 0x122, -1, 0)"
    ),
    "the 32-bit system calls": (
        "import ctypes, mmap; page = ctypes.CDLL(None).mmap; page.restype = ctypes.c_void_p\n"
        "address = page(None, 4096, 7, 0x22, -1, 0)\n"
        "ctypes.memmove(address, b'\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\xc3', 8)\n"
        "result = ctypes.CFUNCTYPE(ctypes.c_int)(address)()"
    ),
}


@pytest.mark.parametrize("lines", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_what_no_model_may_do(lines: str, as_user: list[str]) -> None:
    if "0xcd" in lines and not sys.platform.startswith("linux"):
        pytest.skip("these are instructions of an x86 processor")
    command = [*as_user, sys.executable, WALLED, "full", "", lines]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    # Nothing is printed when the kernel killed the process.
    answer = json.loads(done.stdout) if done.stdout else "killed"
    assert answer in (-1, "killed") or str(answer).split(":")[0] in ("PermissionError", "OSError", "ValueError")


def test_the_scratch_folder_is_bounded(as_user: list[str]) -> None:
    fill = (
        "import os\nwritten = 0\ntry:\n"
        "    for n in range(10):\n"
        "        with open(f'/box/{n}', 'wb') as f: written += f.write(bytes(40 << 20))\n"
        "except OSError: pass\n"
    )
    mb = within_walls(fill.replace("range(10)", "range(100)") + "result = written >> 20", as_user)
    assert isinstance(mb, int)
    assert 400 <= mb <= 512
    many = "n = 0\ntry:\n    while True: open(f'/box/{n}', 'w').close(); n += 1\nexcept OSError: pass\nresult = n"
    files = within_walls(many, as_user)
    assert isinstance(files, int)
    assert 4000 < files < 4097


def test_threads_are_bounded(as_user: list[str]) -> None:
    lines = (
        "import threading\nstop = threading.Event()\nn = 0\nthreading.stack_size(65536)\n"
        "try:\n    while n < 1000: threading.Thread(target=stop.wait, daemon=True).start(); n += 1\n"
        "except RuntimeError: pass\nresult = n"
    )
    threads = within_walls(lines, as_user)
    assert isinstance(threads, int)
    assert 50 < threads < 129


def test_the_bank_and_the_home_folders_are_not_there(as_user: list[str]) -> None:
    import gradatim

    libraries = [str(Path(prefix).resolve()) for prefix in (sys.prefix, sys.base_prefix)]
    # A folder that holds the libraries must exist within the walls, with nothing else in it.
    folders = [
        folder
        for folder in ("/home", "/etc", "/tmp", "/var")
        if not any(library.startswith(f"{folder}/") for library in libraries)
    ]
    hidden = [str(Path(gradatim.__file__).parent / "content"), *folders]
    assert len(hidden) > 2
    assert within_walls(f"import os; result = [os.path.exists(p) for p in {hidden!r}]", as_user) == [False] * len(
        hidden
    )


def test_only_three_descriptors_and_what_was_asked_for_are_open(as_user: list[str]) -> None:
    lines = (
        "import os\nopen_ones = []\nfor n in range(256):\n"
        "    try: os.fstat(n); open_ones.append(n)\n    except OSError: pass\nresult = len(open_ones)"
    )
    # Standard streams and the pipe of the answer; the memory meter is closed by then.
    assert within_walls(lines, as_user) == 4


def test_no_capability_is_left(as_user: list[str]) -> None:
    lines = (
        "import ctypes, struct\ndata = ctypes.create_string_buffer(24)\n"
        "header = struct.pack('=Ii', 0x20080522, 0)\n"
        "result = [ctypes.CDLL(None).capget(header, data), sum(data.raw)]"
    )
    # The call itself is not on the list, so look without the list.
    assert within_walls(lines, as_user, without="seccomp") == [0, 0]


def test_the_network_is_out_of_reach_even_without_seccomp(as_user: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        lines = f"import socket; socket.socket().connect((b'127.0.0.1', {port})); result = 'connected'"
        for without in ("", "seccomp", "seccomp,landlock", "namespaces", "namespaces,seccomp"):
            assert within_walls(lines, as_user, without=without) != "connected"
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()
        assert within_walls(lines, as_user, without="namespaces,seccomp,landlock") == "connected"
        listener.accept()[0].close()
