"""All drills as a course for the JetBrains Academy plug-in of PyCharm: a section an area, a lesson a skill.

The form is version 6 of the plug-in's YAML files, with the environment `unittest`. A lesson begins with the skill's
note; each drill is a task whose tests call our checker, so solutions and checks stay in the package. No
`requirements.txt` is written: the plug-in would install what it names from a public index by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from markdown_it import MarkdownIt

from gradatim.bank.drill import ANSWER_FILE, Drill
from gradatim.bank.drill_reader import drill_files, load_drills
from gradatim.bank.note import Note, load_note, note_path
from gradatim.bank.skills import load_areas, load_skills
from gradatim.errors import UserError
from gradatim.workspace.editors.editor import Editor
from gradatim.workspace.editors.own_files import MEMORY, Written, write_own_files
from gradatim.workspace.editors.pycharm import render

YAML_VERSION = 6
_NOTE_TASK = "note"
_EXAMPLE_FILE = "example.py"
_SUMMARY = (
    "Drills for each skill of the TensorFlow checklist, checked by running them. Gradatim is an independent project, "
    "not endorsed by Google."
)


def write_course(folder: Path, *, learner: bool = False) -> Written:
    """Write the course, or bring one up to date; answers and whatever else was changed there stay as they are.

    Args:
        folder: A new or empty folder, or one that holds the course already.
        learner: Whether the plug-in opens it as a learner's copy and not as an author's. Defaults to False.

    Raises:
        UserError: The folder holds something else, or cannot be written.
    """
    if folder.exists() and not (folder / MEMORY).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            f"Expected a new or empty folder, or a course of gradatim, at {folder}",
            received="a folder with other files in it" if folder.is_dir() else "a file",
            next_step="gradatim course pycharm another-folder",
        )
    return write_own_files(folder, [Editor.PYCHARM], course_files(learner=learner), restore=True)


def course_files(*, learner: bool = False) -> dict[str, bytes]:
    """Return the files of the course: relative POSIX path to content.

    Raises:
        UserError: A drill, a note or a data file cannot be read.
    """
    areas = {area: [skill for skill in load_skills() if skill.startswith(f"{area}.")] for area in load_areas()}
    course = {
        "title": "Gradatim: TensorFlow skills",
        "language": "English",
        "summary": _SUMMARY,
        "programming_language": "Python",
        "environment": "unittest",
        "content": list(areas),
        **({"mode": "Study"} if learner else {}),
        "yaml_version": YAML_VERSION,
    }
    files = {"course-info.yaml": _yaml(course)}
    for area, skills in areas.items():
        section = {"custom_name": load_areas()[area].title, "content": [_folder(skill) for skill in skills]}
        files[f"{area}/section-info.yaml"] = _yaml(section)
        for skill in skills:
            files |= {f"{area}/{_folder(skill)}/{name}": content for name, content in _lesson(skill)}
    return files


def _lesson(skill: str) -> Iterator[tuple[str, bytes]]:
    drills = [drill for drill in load_drills().values() if drill.skill == skill]
    note = load_note(skill) if note_path(skill).is_file() else None
    tasks = ([_NOTE_TASK] if note else []) + [_folder(drill.id) for drill in drills]
    yield "lesson-info.yaml", _yaml({"custom_name": note.title if note else skill, "content": tasks})
    if note:
        yield from _note(note)
    for drill in drills:
        yield from ((f"{_folder(drill.id)}/{name}", content) for name, content in _drill(drill))


def _note(note: Note) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the page to read, whose Run button runs the note's first program."""
    programs = [program.source for program in note.programs()][:1]
    files = [{"name": _EXAMPLE_FILE, "visible": True} for _ in programs]
    yield f"{_NOTE_TASK}/task-info.yaml", _yaml({"type": "theory", "custom_name": note.title, "files": files})
    yield f"{_NOTE_TASK}/task.md", note.full_text.encode()
    yield from ((f"{_NOTE_TASK}/{_EXAMPLE_FILE}", source.encode()) for source in programs)


def _drill(drill: Drill) -> Iterator[tuple[str, bytes]]:
    beside = drill_files(drill)
    tests = {
        "tests/__init__.py": b"",
        "tests/test_task.py": render("test_task.py", drill=drill.id),
    }
    files: list[dict[str, object]] = [{"name": ANSWER_FILE, "visible": True}]
    files += [{"name": name, "visible": True, "editable": False, **_binary(beside[name])} for name in beside]
    files += [{"name": name, "visible": False, "editable": False} for name in tests]
    yield "task-info.yaml", _yaml({"type": "edu", "custom_name": drill.title, "files": files})
    yield "task.md", _description(drill).encode()
    yield ANSWER_FILE, drill.starter.read_bytes()
    yield from (beside | tests).items()


def _description(drill: Drill) -> str:
    """Return the task with its hints as the plug-in unfolds them: HTML, in which Markdown is not read."""
    hints = (f'<div class="hint">{MarkdownIt().renderInline(hint)}</div>' for hint in drill.hints)
    return "\n\n".join([drill.readme.read_text(encoding="utf-8").rstrip(), *hints]) + "\n"


def _binary(content: bytes) -> dict[str, bool]:
    try:
        content.decode()
    except UnicodeDecodeError:
        return {"is_binary": True}
    return {}


def _folder(name: str) -> str:
    """Return a folder's name that is a Python name, too: of `nn.train` it is `train`."""
    return name.rpartition(".")[2].replace("-", "_")


def _yaml(values: Mapping[str, object]) -> bytes:
    """Return a mapping of plain values as YAML; a JSON value is one in YAML, too."""
    return "".join(f"{key}:{_value(value)}\n" for key, value in values.items()).encode()


def _value(value: object) -> str:
    if isinstance(value, list):
        return "".join(f"\n- {_json(item)}" for item in value) if value else " []"
    return f" {_json(value)}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
