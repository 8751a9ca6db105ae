"""Progress as JSON: to keep a copy, or to carry it to another machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import select

from gradatim.drills.verdict import DrillOutcome
from gradatim.errors import UserError
from gradatim.mastery.progress import Progress
from gradatim.mastery.progress_schema import ATTEMPT, CURRENT, HINT, SOLUTION_SHOWN

_FORMAT = "gradatim progress 1"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Attempt(_Entry):
    drill: str
    at: float
    outcome: DrillOutcome
    seconds: float
    answer_sha256: str
    verdict_json: str


class _Hint(_Entry):
    drill: str
    number: int
    at: float


class _Solution(_Entry):
    drill: str
    at: float


class _Document(_Entry):
    format: Literal["gradatim progress 1"]
    current: str | None
    attempts: list[_Attempt]
    hints: list[_Hint]
    solutions_shown: list[_Solution]


def export_progress(progress: Progress) -> str:
    """Return all progress as JSON."""
    with progress.reading() as connection:
        attempts = connection.execute(select(ATTEMPT).order_by(ATTEMPT.c.id)).mappings().all()
        hints = connection.execute(select(HINT).order_by(HINT.c.at)).mappings().all()
        solutions = connection.execute(select(SOLUTION_SHOWN)).mappings().all()
        current = connection.execute(select(CURRENT.c.drill)).scalar()
    document = {
        "format": _FORMAT,
        "current": current,
        "attempts": [{key: value for key, value in row.items() if key != "id"} for row in attempts],
        "hints": [dict(row) for row in hints],
        "solutions_shown": [dict(row) for row in solutions],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def import_progress(progress: Progress, path: Path) -> int:
    """Add the progress of a file to what is there already; importing it twice changes nothing.

    Args:
        progress: Where it goes.
        path: A file that `export_progress` wrote.

    Returns:
        How many attempts were new.

    Raises:
        UserError: The file cannot be read, or is something else.
    """
    document = _read(path)
    with progress.writing() as connection:
        known = {tuple(row) for row in connection.execute(select(ATTEMPT.c.drill, ATTEMPT.c.at))}
        new = [entry.model_dump(mode="json") for entry in document.attempts if (entry.drill, entry.at) not in known]
        if new:
            connection.execute(ATTEMPT.insert(), new)
        shown = {tuple(row) for row in connection.execute(select(HINT.c.drill, HINT.c.number))}
        hints = [entry.model_dump() for entry in document.hints if (entry.drill, entry.number) not in shown]
        if hints:
            connection.execute(HINT.insert(), hints)
        solved = set(connection.execute(select(SOLUTION_SHOWN.c.drill)).scalars())
        solutions = [entry.model_dump() for entry in document.solutions_shown if entry.drill not in solved]
        if solutions:
            connection.execute(SOLUTION_SHOWN.insert(), solutions)
    if progress.current is None and document.current is not None:
        progress.current = document.current
    return len(new)


def _read(path: Path) -> _Document:
    next_step = "gradatim progress export progress.json (on the machine that has the progress)"
    try:
        return _Document.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UserError(
            f"Expected a file of progress at {path}", received=error.strerror or str(error), next_step=next_step
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise UserError(
            f"Expected progress that gradatim progress export wrote, in {path}",
            received=f"{where}: {first['msg']}"[:200],
            next_step=next_step,
        ) from error
