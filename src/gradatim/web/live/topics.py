"""What a page can follow, by name: `sitting/ID`, `submission/NUMBER`, `exams`, `practice`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradatim.errors import UserError
from gradatim.store.database_errors import DatabaseUnavailableError
from gradatim.web.live.revisions import (
    exams_revision,
    practice_revision,
    sitting_revision,
    submission_revision,
)

if TYPE_CHECKING:
    from gradatim.web.server import Server

TOPIC_PATTERN = r"^(exams|practice|sitting/[0-9a-f]{1,32}|submission/[0-9]{1,9})$"


def events_address(topic: str, revision: str) -> str:
    """Return the address of a page's stream of events.

    Args:
        topic: What the page follows.
        revision: The state that it shows: what came after it is sent at once.
    """
    return f"/events?topic={topic}&seen={revision}"


def topic_revision(server: Server, topic: str) -> str | None:
    """Return the present revision of a topic; None when there is nothing of that name.

    Raises:
        DatabaseUnavailableError: The database cannot be read at the moment.
    """
    engine = server.installation.engine
    kind, _, name = topic.partition("/")
    try:
        match kind:
            case "sitting":
                return sitting_revision(engine, name)
            case "submission":
                return submission_revision(engine, int(name))
            case "exams":
                return exams_revision(engine)
            case _:
                return _practice(server)
    except DatabaseUnavailableError:
        raise
    except (UserError, LookupError):
        return None


def _practice(server: Server) -> str:
    engine = server.installation.engine
    progress = server.progress
    if progress is None:
        return practice_revision(engine, None)
    with progress.reading() as connection:
        return practice_revision(engine, connection)
