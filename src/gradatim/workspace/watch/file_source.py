"""Tells when files of the practice folder change, also on network disks and after the folder was deleted."""

from __future__ import annotations

import threading
from pathlib import Path

from gradatim.workspace.watch.events import Events, FilesChanged

STEP_MS = 20
"""How long the disk must be quiet before a change is told: an editor writes a file in several steps."""

_DEBOUNCE_MS = 200
_POLL_MS = 200
_LOOK_ANYWAY_MS = 1_000
_GONE_SECONDS = 0.3


class FileSource:
    """A thread that posts `FilesChanged` when something below a folder has changed.

    Once a second it posts one anyway, so that a change which the system did not tell is found all the same.

    Args:
        folder: What to watch, with all that lies in it.
        events: Where to post.
        poll: Whether to look at the files again and again instead of being told by the system.
    """

    def __init__(self, folder: Path, events: Events, *, poll: bool) -> None:
        self._folder = folder
        self._events = events
        self._poll = poll
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="files", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        self._thread.join(timeout=2 * _LOOK_ANYWAY_MS / 1000)

    def _run(self) -> None:
        from watchfiles import watch

        while not self._stop.is_set():
            try:
                for _ in watch(
                    self._folder,
                    watch_filter=None,
                    debounce=_DEBOUNCE_MS,
                    step=STEP_MS,
                    stop_event=self._stop,
                    rust_timeout=_LOOK_ANYWAY_MS,
                    yield_on_timeout=True,
                    raise_interrupt=False,
                    force_polling=self._poll or None,
                    poll_delay_ms=_POLL_MS,
                    ignore_permission_denied=True,
                ):
                    self._events.put(FilesChanged())
                    if not self._folder.is_dir():
                        break
            except (OSError, RuntimeError):
                # The folder is gone, or the system has no watches left; look again until it is back.
                pass
            self._events.put(FilesChanged())
            self._stop.wait(_GONE_SECONDS)
