"""A real `gradatim start` in a process of its own, for tests of several modules."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from gradatim.web.serve import find_running

_LINK = re.compile(r"http://127\.0\.0\.1:(\d+)/enter\?key=\S+")
START_SECONDS = 60.0


@dataclass
class RunningDashboard:
    """`gradatim start --no-open` for one installation. `restart` keeps port and installation.

    Args:
        home: Folder of the installation.
        folder: Working directory; its `practice` is the practice folder.
        settings: Further settings, by the name of their environment variable.
        program: The module that is run. Defaults to the command line.
    """

    home: Path
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    program: str = "gradatim"
    port: int = 0
    link: str = ""
    output: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Return the beginning of all addresses."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment that points at this installation, for other commands too."""
        # Otherwise each call of the command line would find its width in the terminal of the developer.
        return os.environ | {"GRADATIM_HOME": str(self.home), "COLUMNS": "200"} | self.settings

    def start(self) -> None:
        """Start it, and return when the first page can be asked for."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.program, "start", "--no-open", "--port", str(self.port)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=(self.process, ready), daemon=True).start()
        if not ready.wait(START_SECONDS):
            self.stop()
            raise TimeoutError(f"Expected the link of gradatim start. Received: {''.join(self.output)}")

    def stop(self) -> int:
        """End it as Ctrl-C does; return its exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait(20)
        self.process = None
        return code

    def restart(self) -> None:
        """End it and start it again on the same port."""
        self.stop()
        self.start()

    @contextmanager
    def client(self) -> Iterator[httpx2.Client]:
        """Give a signed-in client; `csrf_token` of the module gives what its forms need."""
        with httpx2.Client(base_url=self.address, follow_redirects=True, timeout=30) as client:
            client.get(self.new_link())
            yield client

    def new_link(self) -> str:
        """Return a one-time link that was not used yet."""
        running = find_running(self.home)
        assert running is not None, "".join(self.output)
        return running.link

    def _read(self, process: subprocess.Popen[str], ready: threading.Event) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self.output.append(line)
                if found := _LINK.search(line):
                    self.port, self.link = int(found[1]), found[0]
                    ready.set()


def surroundings(home: Path) -> dict[str, str]:
    """Return the environment of somebody with this home folder, whose days are those of UTC.

    Args:
        home: Pages show it as `~`, so that no page shows where a test keeps its files.
    """
    return {"HOME": str(home), "TZ": "UTC", "PYTHONPATH": str(Path(__file__).parents[2])}


def csrf_token(page: str) -> str:
    """Return the token that a page carries."""
    found = re.search(r'<meta name="csrf-token" content="([^"]+)">', page)
    assert found, page[:500]
    return found[1]


def wait_until(holds: object, seconds: float = 10.0) -> None:
    """Wait until a function answers with something true."""
    assert callable(holds)
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"still not true after {seconds} s"
        time.sleep(0.05)
