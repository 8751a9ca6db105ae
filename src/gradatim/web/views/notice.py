"""Notices as pages show them."""

from __future__ import annotations

from gradatim.exams.report import printable
from gradatim.grading.result import Notice


def printable_notice(notice: Notice) -> Notice:
    """Return a notice that may quote the candidate's file, with its control and direction characters spelled out."""
    return notice.model_copy(update={key: printable(value) for key, value in notice.model_dump().items()})
