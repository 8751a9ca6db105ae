"""`gradatim task verify`: prove exam tasks, drills and notes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from gradatim.cli.completion import what_to_verify

if TYPE_CHECKING:
    from gradatim.bank.drill import Drill
    from gradatim.bank.exam_task import ExamTask


def verify(  # noqa: PLR0917  # Typer's parameters are options, never positions
    item_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="Exam task, drill or skill. Default: everything.", autocompletion=what_to_verify
        ),
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, max=20, help="Seeds to train an exam task with.")] = 1,
    mutants: Annotated[bool, typer.Option("--mutants", help="Try the checks of drills on changed solutions.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write what was measured into the folders.")] = False,
    drawn: Annotated[
        int | None, typer.Option(min=1, help="Only so many exam tasks, drawn by --by; what CI does with each commit.")
    ] = None,
    by: Annotated[str, typer.Option(help="Any text to draw by, such as a commit's hash.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Train all anew, also what was measured before.")] = False,
) -> None:
    """Prove the bank: starters fail, solutions pass, each mistake gets its score or its message, notes run."""
    from gradatim.bank.note import note_path
    from gradatim.bank.reader import load_task, load_tasks
    from gradatim.bank.skills import load_skills
    from gradatim.cli.terminal import EXIT_TASK_FAILED, out

    if drawn is not None:
        tasks, drills, skills = draw_tasks(load_tasks(), drawn, by), [], []
    else:
        drills = _drills(item_id)
        skills = [skill for skill in load_skills() if item_id in (None, skill) and note_path(skill).is_file()]
        tasks = load_tasks() if item_id is None else [] if drills or skills else [load_task(item_id)]
    proven = sum(_exam_task(task, seeds=seeds, write=write, again=again) for task in tasks)
    proven += sum(_drill(drill, mutants=mutants, write=write) for drill in drills)
    proven += sum(_note(skill) for skill in skills)
    total = len(tasks) + len(drills) + len(skills)
    out().print(f"{proven} of {total} proven")
    if proven < total:
        raise typer.Exit(EXIT_TASK_FAILED)


def draw_tasks(tasks: Sequence[ExamTask], count: int, by: str) -> list[ExamTask]:
    """Return so many of the tasks, the same ones for the same text."""
    return sorted(tasks, key=lambda task: hashlib.sha256(f"{by}\x1f{task.id}".encode()).digest())[:count]


def _drills(item_id: str | None) -> list[Drill]:
    """Return all drills, one, or those of a skill; a drill that was not asked for need not be readable."""
    from gradatim.bank.drill_reader import drill_folders, read_drill
    from gradatim.cli.terminal import err
    from gradatim.errors import UserError

    found = []
    for folder in drill_folders():
        try:
            drill = read_drill(folder)
        except UserError as error:
            if item_id in (None, folder.name):
                raise
            err().print(f"Left out {folder.name}, which cannot be read: {error.received}", markup=False, style="yellow")
            continue
        if item_id in (None, drill.id, drill.skill):
            found.append(drill)
    return sorted(found, key=lambda drill: (drill.skill, drill.level, drill.id))


def _exam_task(task: ExamTask, *, seeds: int, write: bool, again: bool) -> bool:
    from gradatim.bank.lint import content_digest, lint_task
    from gradatim.cli.terminal import err, out
    from gradatim.cli.training import training_display
    from gradatim.coach import coach
    from gradatim.data.split import Split
    from gradatim.grading.trained_answers import TrainedAnswers
    from gradatim.grading.verify_task import verify_task
    from gradatim.settings import settings
    from gradatim.workspace.proofs import Proofs

    proofs, digest = Proofs(settings().home / "proofs.json"), content_digest(task)
    if not (again or write) and proofs.holds(task.id, digest, seeds):
        out().print(f"{task.id}: proven already, unchanged since")
        return True
    problems = [] if write else lint_task(task.folder)
    path = task.folder / "measured.json"
    known = json.loads(path.read_text(encoding="utf-8")) if write and not again and path.is_file() else None
    split = Split(settings().split_key_bytes)
    trained = TrainedAnswers(settings().home / "trained")
    if again:
        trained.forget(task.id)
    with training_display(err()) as display:
        verification = verify_task(
            task, split, seeds=seeds, known=known, trained=trained, coach=coach, on_progress=display.show
        )
    if write:
        path.write_text(json.dumps(verification.measured, indent=1) + "\n", encoding="utf-8")
    out().print(task.id, style="bold")
    for check in verification.checks:
        _print_proof(check.name, check.detail, holds=check.passed)
    for problem in problems:
        _print_proof(str(problem), "", holds=False)
    if proven := verification.passed and not problems:
        proofs.add(task.id, digest, seeds)
    return proven


def _drill(drill: Drill, *, mutants: bool, write: bool) -> bool:
    from gradatim.bank.drill_lint import lint_drill
    from gradatim.cli.terminal import out
    from gradatim.drills.drill_digest import drill_digest
    from gradatim.drills.mutants import SHARE_NEEDED, count_mutants
    from gradatim.drills.verify_drill import verify_drill

    out().print(drill.id, style="bold")
    problems = lint_drill(drill.folder)
    for problem in problems:
        _print_proof(str(problem), "", holds=False)
    if problems:
        return False
    proofs = verify_drill(drill, on_proof=lambda proof: _print_proof(proof.name, proof.detail, holds=proof.holds))
    proven = all(proof.holds for proof in proofs)
    if mutants and proven:
        count = count_mutants(drill)
        strong = count.share >= SHARE_NEEDED
        detail = f"{count.killed} of {count.tried}, {count.equivalent} more change nothing that matters"
        _print_proof("the checks notice mutants", detail, holds=strong)
        for survivor in count.survivors:
            out().print(f"       not noticed: {survivor}", markup=False, soft_wrap=True)
        if write:
            measured = {
                "digest": drill_digest(drill),
                "mutants": count.tried,
                "killed": count.killed,
                "equivalent": count.equivalent,
                "survivors": list(count.survivors),
            }
            path = drill.folder / "measured.json"
            path.write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        proven = strong
    return proven


def _note(skill: str) -> bool:
    from gradatim.bank.drill_lint import lint_note
    from gradatim.bank.note import load_note
    from gradatim.cli.terminal import out
    from gradatim.drills.run_note import run_note

    note = load_note(skill)
    out().print(f"note {skill}", style="bold")
    problems = lint_note(note)
    for problem in problems:
        _print_proof(problem.message, "", holds=False)
    runs = run_note(note)
    for run in runs:
        name = f"the program in line {run.program.line} keeps its promise"
        _print_proof(name, run.message or f"{run.seconds:.1f} s", holds=run.kept)
    return not problems and all(run.kept for run in runs)


def _print_proof(name: str, detail: str, *, holds: bool) -> None:
    from gradatim.cli.terminal import out

    shown = f"{name} ({detail})" if detail else name
    out().print(f"  {'ok  ' if holds else 'FAIL'} {shown}", markup=False, soft_wrap=True)
