"""Reads single keys from the terminal, where there is one."""

from __future__ import annotations

import os
import select
import sys
import threading
from contextlib import suppress

from gradatim.workspace.watch.events import Events, Key, KeyPressed

_LOOK_SECONDS = 0.2
_MOST_KEYS = 64
_RUN_KEYS = ("\r", "\n", " ")


class KeySource:
    """A thread that posts the keys that mean something. Without a terminal it does nothing.

    Args:
        events: Where to post.
    """

    def __init__(self, events: Events) -> None:
        self._events = events
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keys", daemon=True)
        self._restore: object = None

    def start(self) -> None:
        """Let the terminal give each key at once, and begin to read."""
        if not sys.stdin.isatty() or sys.platform == "win32":
            return
        import termios
        import tty

        self._restore = termios.tcgetattr(sys.stdin)
        # Control-C still ends the program, and output is still processed as usual.
        tty.setcbreak(sys.stdin, termios.TCSADRAIN)
        self._thread.start()

    def stop(self) -> None:
        """Give the terminal back as it was."""
        self._stop.set()
        if self._restore is not None:
            import termios

            with suppress(termios.error):
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._restore)  # type: ignore[arg-type]
            self._thread.join(timeout=2 * _LOOK_SECONDS)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                ready, _, _ = select.select([sys.stdin], [], [], _LOOK_SECONDS)
                # Not sys.stdin.read: what it keeps in its buffer, select does not see.
                pressed = os.read(sys.stdin.fileno(), _MOST_KEYS).decode(errors="ignore") if ready else None
            except (OSError, ValueError):
                return
            if pressed == "":
                return
            for character in pressed or "":
                if (key := _key(character)) is not None:
                    self._events.put(KeyPressed(key))


def _key(pressed: str) -> Key | None:
    if pressed in _RUN_KEYS:
        return Key.RUN
    try:
        return Key(pressed.lower())
    except ValueError:
        return None
