"""What the dashboard cannot answer, in the error formula: what was expected, what was received, what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from gradatim.errors import UserError
from gradatim.store.database_errors import DatabaseUnavailableError


class ProblemAnswer(BaseModel):
    """An error as JSON."""

    model_config = ConfigDict(frozen=True)

    status: int = Field(description="The HTTP status.")
    expected: str = Field(description="What was expected.")
    received: str = Field(description="What came instead.")
    next_step: str = Field(description="What to do next.")


def problems(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Return what `responses` of a route says of these answers."""
    return {status.value: {"model": ProblemAnswer, "description": status.phrase} for status in statuses}


class PageError(UserError):
    """A request that gets an error page.

    Args:
        status: HTTP status of the answer.
        expected: What was expected, a full sentence without the final full stop.
        received: What came instead.
        next_step: What to type, open or change next.
    """

    def __init__(self, status: HTTPStatus, expected: str, *, received: str, next_step: str) -> None:
        super().__init__(expected, received=received, next_step=next_step)
        self.status = status


@contextmanager
def found() -> Iterator[None]:
    """Answer 404 for what the house refuses inside: an id of an address that names nothing."""
    try:
        yield
    except DatabaseUnavailableError:
        raise
    except UserError as error:
        raise PageError(
            HTTPStatus.NOT_FOUND, error.expected, received=error.received, next_step=error.next_step
        ) from error


def problem_of(error: UserError) -> ProblemAnswer:
    """Return what to answer to an error: its own status; 503 when the database is busy; else 409, a state that forbids
    what was asked for."""
    if isinstance(error, PageError):
        status = error.status
    elif isinstance(error, DatabaseUnavailableError):
        status = HTTPStatus.SERVICE_UNAVAILABLE
    else:
        status = HTTPStatus.CONFLICT
    return ProblemAnswer(status=status, expected=error.expected, received=error.received, next_step=error.next_step)
