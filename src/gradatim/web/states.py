"""What pages depend on: parts of the databases' state, so that a page is made anew only when its own part changes.

Much is written that no list or map shows: a worker renews its lease, an exam clock is stored. `Memory.get` asks for a
state when anybody has committed, and keeps what it has when that part is as it was.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from gradatim.web.live.revisions import exams_revision, sitting_revision

if TYPE_CHECKING:
    from gradatim.web.server import Server


def exams_state(server: Server) -> str:
    """Return the state of all sittings, submissions and results: the revision of the lobby.

    Raises:
        DatabaseUnavailableError: The database cannot be read at the moment.
    """
    return server.memory.get(("exams",), lambda: exams_revision(server.installation.engine))


def sitting_state(server: Server, sitting_id: str) -> str:
    """Return the state of a sitting and of its submissions: the revision of its room.

    Raises:
        UserError: There is no such sitting.
    """
    return server.memory.get(("sitting", sitting_id), lambda: sitting_revision(server.installation.engine, sitting_id))


def learner_state(server: Server) -> Hashable:
    """Return the state of all that is known of the learner: every line of progress, and all exams.

    Raises:
        DatabaseUnavailableError: The database cannot be read at the moment.
    """
    return (server.progress_mark(), exams_state(server))
