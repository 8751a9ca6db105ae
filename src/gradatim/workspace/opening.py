"""Opens an exam: draws the form, writes the folder, then starts the clock. The command and the page do it alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from gradatim.bank.reader import load_tasks
from gradatim.errors import UserError
from gradatim.exams.blueprint import Blueprint
from gradatim.exams.form import FormItem, choose_seed, draw
from gradatim.exams.history import recently_met, retake
from gradatim.exams.sitting import Sitting, new_sitting_id, start
from gradatim.workspace.editors.editor import NO_EDITOR
from gradatim.workspace.editors.furnish import furnish_exam, require_editors
from gradatim.workspace.exam_folder import create
from gradatim.workspace.installation import Installation


def begin_sitting(
    installation: Installation,
    blueprint: Blueprint,
    folder: Path,
    seed: int | None = None,
    *,
    sitting_id: str | None = None,
    demonstration: bool = False,
    editors: Sequence[str] = (),
    on_category: Callable[[FormItem], None] = lambda _: None,
) -> Sitting:
    """Draw a form, write the exam folder and start the clock, in this order: writing costs no exam time.

    Args:
        installation: Database and hidden split.
        blueprint: What the exam is made of.
        folder: The exam folder, which must not exist or be empty.
        seed: What to draw with. Defaults to None: a form without the tasks of the last sittings, as far as the pools
            allow.
        sitting_id: From `new_sitting_id`. Defaults to a new one.
        demonstration: Whether the reference answers sit it. Defaults to False.
        editors: Whose files the folder gets, of `EDITOR_CHOICES`. Defaults to those of this machine.
        on_category: Called before each category is written.

    Returns:
        The running sitting.

    Raises:
        UserError: A pool is empty, the folder cannot be written, exams here certify and this machine cannot confine
            models, the blueprint asks to wait before the next sitting, or an editor is unknown.
    """
    require_editors(editors)
    if installation.settings.certifies:
        _refuse_without_confinement()
    if not demonstration:
        _refuse_early_retake(installation, blueprint)
    tasks = load_tasks()
    if seed is None:
        seed = choose_seed(blueprint, tasks, recently_met(installation.engine))
    form = draw(blueprint, tasks, seed, installation.split)
    sitting_id = sitting_id or new_sitting_id()
    chosen = (NO_EDITOR,) if demonstration else tuple(editors)
    numbers = [item.category for item in form.items]

    def furnish(unfinished: Path) -> None:
        furnish_exam(unfinished, numbers, chosen)

    create(folder, sitting_id, form, installation.split, on_category=on_category, furnish=furnish)
    return start(installation.engine, blueprint, form, folder, seed, sitting_id=sitting_id, demonstration=demonstration)


def default_exam_folder(parent: Path) -> Path:
    """Return the folder of an exam that begins now, such as `exam-20260314-101500`."""
    return parent / f"exam-{datetime.now().astimezone():%Y%m%d-%H%M%S}"


def _refuse_early_retake(installation: Installation, blueprint: Blueprint) -> None:
    wait = retake(installation.engine, blueprint)
    if wait is None or time.time() >= wait.opens_at:
        return
    opens = datetime.fromtimestamp(wait.opens_at).astimezone()
    raise UserError(
        f"Expected the next sitting of {blueprint.title!r} on {opens:%d %B %Y, %H:%M} or later: "
        f"{wait.days} days after the last one, which did not pass",
        received="a start before that",
        next_step="gradatim exam start (the practice exam has no such limit)",
    )


def _refuse_without_confinement() -> None:
    from gradatim.sandbox.default_launcher import require_confinement
    from gradatim.sandbox.failure import ConfinementRefused

    try:
        require_confinement()
    except ConfinementRefused as refusal:
        expected, _, rest = str(refusal).partition(". Received: ")
        received, _, next_step = rest.partition(". Next: ")
        raise UserError(expected, received=received, next_step=next_step) from refusal
