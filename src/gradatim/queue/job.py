"""The words of the queue: states, priorities, and an attempt at a job."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

MAX_ATTEMPTS = 3
"""An attempt that we spoil is repeated; after this many the job is given up as `unscored`."""

LEASE_SECONDS = 60.0
"""A worker that has not renewed its lease for this long counts as dead."""


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    """One attempt holds the lease; it may also be lost, which the sweep finds out."""
    DONE = "done"
    """The result is stored."""
    UNSCORED = "unscored"
    """Given up, by our fault. There is no result, so that handing the file in again starts anew."""


class Priority(IntEnum):
    """Which jobs go first; lower goes first."""

    INTERACTIVE = 0
    """Somebody is waiting for it."""
    REGRADING = 10


class Claimable(StrEnum):
    """Which jobs a worker will take."""

    ANY = "any"
    FIRST_ATTEMPTS = "first attempts"
    """A job whose last attempt was lost may be what killed its worker; it must not take others with it again."""


@dataclass(frozen=True)
class Attempt:
    """One worker's try at a job.

    Args:
        job_id: The job.
        token: Proves that this attempt, and no later one, may commit.
        number: 1 for the first.
    """

    job_id: int
    token: str
    number: int


class Commit(StrEnum):
    """Whether an attempt's word still counted."""

    COMMITTED = "committed"
    FENCED = "fenced"
    """The lease was lost and the job belongs to somebody else; nothing was written."""


class Retry(StrEnum):
    """What becomes of a job after an attempt that we spoiled."""

    QUEUED_AGAIN = "queued again"
    GIVEN_UP = "given up"
    FENCED = "fenced"
