"""What the Tab key offers. Only names of files are read, never what is in them: an answer must come at once."""

from __future__ import annotations

from pathlib import Path

_CATEGORIES = range(1, 6)


def drill_ids(incomplete: str) -> list[str]:
    """Return the drills whose id begins so."""
    return _beginning(incomplete, "drills/*/*/task.toml", of_folder=True)


def task_ids(incomplete: str) -> list[str]:
    """Return the exam tasks whose id begins so."""
    return _beginning(incomplete, "exam/*/*/task.toml", of_folder=True)


def skill_ids(incomplete: str) -> list[str]:
    """Return the skills with a note whose id begins so."""
    return _beginning(incomplete, "notes/*.md")


def dataset_ids(incomplete: str) -> list[str]:
    """Return the datasets whose id begins so."""
    return _beginning(incomplete, "datasets/*.toml")


def blueprint_ids(incomplete: str) -> list[str]:
    """Return the exams whose id begins so."""
    return _beginning(incomplete, "blueprints/*.toml")


def what_to_learn(incomplete: str) -> list[str]:
    """Return the skills, drills and exam tasks whose id begins so."""
    return skill_ids(incomplete) + drill_ids(incomplete) + task_ids(incomplete)


def what_to_verify(incomplete: str) -> list[str]:
    """Return the exam tasks, drills and skills whose id begins so."""
    return task_ids(incomplete) + drill_ids(incomplete) + skill_ids(incomplete)


def categories(incomplete: str) -> list[str]:
    """Return the categories of the exam folder around here, or else 1 to 5."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / ".gradatim" / "sitting.toml").is_file():
            found = [path.name.removeprefix("category") for path in sorted(folder.glob("category*"))]
            return [number for number in found if number.startswith(incomplete)]
    return [str(number) for number in _CATEGORIES if str(number).startswith(incomplete)]


def editor_names(incomplete: str) -> list[str]:
    """Return what `--editor` takes."""
    from gradatim.workspace.editors.editor import EDITOR_CHOICES

    return [str(name) for name in EDITOR_CHOICES if name.startswith(incomplete)]


def _beginning(incomplete: str, pattern: str, *, of_folder: bool = False) -> list[str]:
    from gradatim.settings import settings  # every command would wait for it

    paths = settings().content.glob(pattern)
    names = sorted(path.parent.name if of_folder else path.stem for path in paths)
    return [name for name in names if name.startswith(incomplete)]
