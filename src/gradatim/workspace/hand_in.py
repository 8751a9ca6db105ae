"""Hands a model in: from the candidate's file to a durable submission."""

from __future__ import annotations

from pathlib import Path

from gradatim.bank.reader import load_task
from gradatim.exams.form import FormItem
from gradatim.exams.sitting import Sitting
from gradatim.queue.submissions import Accepted, Priority, accept
from gradatim.workspace.installation import Installation


def hand_in(installation: Installation, sitting: Sitting, item: FormItem, model: Path) -> Accepted:
    """Store a model as a submission of a running sitting. When this returns, nothing can lose it.

    Raises:
        UserError: The file changed while it was read, is too large, or could not be stored; nothing was recorded.
    """
    return accept(
        installation.engine,
        installation.blobs,
        task_id=item.task_id,
        task_version=item.task_version,
        model=model,
        max_bytes=load_task(item.task_id).limits.file_bytes,
        sitting_id=sitting.id,
        category=item.category,
        elapsed_seconds=sitting.elapsed_seconds,
        priority=Priority.INTERACTIVE,
    )
