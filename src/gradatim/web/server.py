"""What every page works with: the installation, the learner's practice folder, and who may use the dashboard."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from gradatim.mastery.progress import Progress
from gradatim.web.access import Access
from gradatim.web.examination import Examination
from gradatim.web.keeper import Keeper
from gradatim.web.live.hub import Hub
from gradatim.web.live.topics import topic_revision
from gradatim.web.memory import FileMark, Memory
from gradatim.web.uploads.store import Uploads
from gradatim.workspace.installation import Installation
from gradatim.workspace.practice_folder import PracticeFolder, create_practice


@dataclass
class Server:
    """One running dashboard. Its methods may be used by any thread.

    Args:
        installation: Database, submitted models, settings.
        place: The practice folder: where it is, or where the first drill that is begun will make it.
        access: Who may use the dashboard.
    """

    installation: Installation
    place: Path
    access: Access
    memory: Memory = field(init=False)
    examination: Examination = field(init=False)
    database_file: Path | None = field(init=False)
    """The SQLite file; None for a database on a server."""
    hub: Hub = field(init=False)
    uploads: Uploads = field(init=False)
    keeper: Keeper = field(init=False)
    _progress: Progress | None = field(default=None, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _database_mark: FileMark = field(init=False)
    _progress_mark: FileMark = field(init=False)

    def __post_init__(self) -> None:
        """Begin to watch both databases."""
        url = self.installation.engine.url
        self.database_file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
        self._database_mark = FileMark(self.database_file)
        self._progress_mark = FileMark(self.folder.progress_path)
        self.memory = Memory(self.mark)
        self.examination = Examination(self.place)
        self.hub = Hub(self.mark, partial(topic_revision, self))
        self.uploads = Uploads(self.installation.settings.home / "uploads")
        self.keeper = Keeper(self.installation.settings, self.installation.engine)

    def mark(self) -> Hashable:
        """Return a value that differs once anybody has changed results or progress. It costs microseconds."""
        return (self.database_mark(), self.progress_mark())

    def database_mark(self) -> Hashable:
        """Return a value that differs once anybody has changed sittings, submissions or results."""
        return self._database_mark.read()

    def progress_mark(self) -> Hashable:
        """Return a value that differs once anybody has changed the progress of the practice folder."""
        return self._progress_mark.read()

    @property
    def folder(self) -> PracticeFolder:
        """The practice folder, which may not be there yet."""
        return PracticeFolder(self.place)

    @property
    def practice(self) -> PracticeFolder | None:
        """The practice folder; None until a first drill has been begun."""
        return self.folder if self.folder.exists else None

    @property
    def progress(self) -> Progress | None:
        """The progress of the practice folder; None until a first drill has been begun.

        Raises:
            UserError: The file cannot be used.
        """
        practice = self.practice
        if practice is None:
            return None
        with self._lock:
            if self._progress is None:
                self._progress = practice.open_progress()
            return self._progress

    def make_practice(self) -> PracticeFolder:
        """Return the practice folder, which is made if it is not there yet.

        Raises:
            UserError: It cannot be written.
        """
        return self.practice or create_practice(self.place)

    def close(self) -> None:
        """Let go of those who listen, and of the databases."""
        self.keeper.stop()
        self.hub.close()
        with self._lock:
            if self._progress is not None:
                self._progress.close()
        self._database_mark.close()
        self._progress_mark.close()
        self.installation.engine.dispose()


def _server(request: Request) -> Server:
    server: Server = request.app.state.server
    return server


ServerOf = Annotated[Server, Depends(_server)]
"""The server, as a parameter of a route."""
