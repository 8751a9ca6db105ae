"""The error a user can mend. Everything else is a bug and keeps its traceback."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can put right; shown without a traceback, exit code 2.

    Args:
        expected: What was expected, a full sentence without the final full stop.
        received: What came instead.
        next_step: What to type or change next.

    Example:
        >>> print(UserError("Expected a category from 1 to 5", received="7", next_step="gradatim submit 3"))
        Expected a category from 1 to 5.
        Received: 7
        Next: gradatim submit 3
    """

    def __init__(self, expected: str, *, received: str, next_step: str) -> None:
        self.expected = expected
        self.received = received
        self.next_step = next_step
        super().__init__(f"{expected}.\nReceived: {received}\nNext: {next_step}")
