"""The machine: what the doctor found, how models are confined, what is stored."""

from __future__ import annotations

from functools import partial

from pydantic import Field
from sqlalchemy import func, select

from gradatim.settings import Settings
from gradatim.store.database import reading
from gradatim.store.schema import ResultRow, SittingRow, SubmissionRow
from gradatim.web.server import Server
from gradatim.web.states import exams_state
from gradatim.web.views.view import View
from gradatim.workspace.doctor.report import DoctorReport


class StoragePart(View):
    """What this installation keeps."""

    home: str = Field(description="Folder of the database and the submitted models.")
    database: str = Field(description="Kind of the database.")
    database_bytes: int | None = Field(description="Size of the database's file; null for a server.")
    sittings: int
    submissions: int
    models: int = Field(description="Different files that were handed in.")
    model_bytes: int = Field(description="Size of these files together.")
    results: int
    practice_folder: str


class RulesPart(View):
    """How this installation grades."""

    least_confinement: str = Field(description="Least confinement accepted for models.")
    workers: int = Field(description="Submissions graded at the same time.")
    certifies: bool = Field(description="Whether exams here can certify.")


class DoctorView(View):
    """The page of the machine."""

    report: DoctorReport | None = Field(description="The last examination; null until the first has ended.")
    doing: str = Field(description="What is examined now; empty when nothing is.")
    failed: bool = Field(description="Whether the last examination broke off.")
    rules: RulesPart
    storage: StoragePart


def doctor_view(server: Server) -> DoctorView:
    """Return what is known of this machine; the first call begins its examination.

    Raises:
        UserError: The database cannot be used.
    """
    standing = server.examination.standing()
    own = server.installation.settings
    return DoctorView(
        report=standing.report,
        doing=standing.doing,
        failed=standing.failed,
        rules=RulesPart(least_confinement=own.sandbox, workers=own.workers, certifies=own.certifies),
        storage=server.memory.get("storage", lambda: _storage(server, own), of=partial(exams_state, server)),
    )


def _storage(server: Server, own: Settings) -> StoragePart:
    engine = server.installation.engine
    files = select(SubmissionRow.model_sha256, func.max(SubmissionRow.model_bytes).label("size"))
    models = files.group_by(SubmissionRow.model_sha256).subquery()
    with reading(engine) as session:
        number, size = session.execute(
            select(func.count(), func.coalesce(func.sum(models.c.size), 0)).select_from(models)
        ).one()
        sittings, submissions, results = (
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (SittingRow, SubmissionRow, ResultRow)
        )
    file = server.database_file
    return StoragePart(
        home=str(own.home),
        database=engine.dialect.name,
        database_bytes=file.stat().st_size if file else None,
        sittings=sittings,
        submissions=submissions,
        models=number,
        model_bytes=size,
        results=results,
        practice_folder=str(server.place),
    )
