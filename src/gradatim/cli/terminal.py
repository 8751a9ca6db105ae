"""The terminal: one console each for results and for messages, and the words they share."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import cache

from rich.console import Console
from rich.text import Text

from gradatim.errors import UserError

EXIT_TASK_FAILED = 1


@cache
def out() -> Console:
    """Return the console of results: standard output."""
    return Console(highlight=False)


@cache
def err() -> Console:
    """Return the console of messages and progress: standard error."""
    return Console(stderr=True, highlight=False)


def print_user_error(error: UserError) -> None:
    """Print what was expected, what was received and what to do next; never as markup, it may quote hostile text."""
    console = err()
    console.print(Text(f"{error.expected}.", style="bold red"))
    console.print(Text(f"Received: {error.received}"), soft_wrap=True)
    console.print(Text(f"Next: {error.next_step}", style="cyan"), soft_wrap=True)


def clock(seconds: float) -> str:
    """Return a duration as hours, minutes and seconds.

    Example:
        >>> clock(17994.2)
        '4:59:54'
    """
    return str(timedelta(seconds=int(seconds)))


def shown_path(path: os.PathLike[str]) -> str:
    """Return a path as the user would type it: relative to the working directory when that is shorter."""
    absolute = os.path.abspath(path)  # noqa: PTH100  # resolve() would follow links
    relative = os.path.relpath(absolute)
    return min(absolute, relative, key=len)
