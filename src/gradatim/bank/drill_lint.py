"""`task lint` of drills and notes: what can be wrong with them and is found without running anything."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from pathlib import Path

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import drill_files, read_drill
from gradatim.bank.lint import Problem
from gradatim.bank.note import SECTIONS, Note
from gradatim.bank.skills import load_skills
from gradatim.errors import UserError

_NEEDED = ("README.md", "starter.py", "solution.py", "checks.py")
_LONGEST_README = 70
_LONGEST_NOTE = 230
_LARGEST_FILES = 600_000
_SHORTEST_HINT = 20
_FEWEST_CHECKS = 2


def lint_drill(folder: Path) -> list[Problem]:
    """Return what is wrong with the drill in this folder; empty when nothing is."""
    try:
        drill = read_drill(folder)
    except UserError as error:
        return [Problem(folder / "task.toml", str(error))]
    needed = (*_NEEDED, *(wrong.file for wrong in drill.wrong))
    missing = [name for name in needed if not _there(drill, name)]
    if missing:
        return [Problem(folder / name, "Expected this file. Received: none") for name in missing]
    return [*_wrong_files(drill), *_wrong_readme(drill), *_wrong_checks(drill), *_wrong_hints(drill)]


def lint_note(note: Note) -> list[Problem]:
    """Return what is wrong with a note; empty when nothing is."""
    problems = []
    wanted = load_skills().get(note.skill)
    if wanted is None:
        problems.append(f"Expected a skill of the checklist. Received: {note.skill!r}")
    if not note.text.startswith("# "):
        problems.append("Expected a title, '# …', in the first line. Received: none")
    found = [heading for heading in note.headings if heading in SECTIONS]
    if found != list(SECTIONS):
        problems.append(f"Expected the sections {', '.join(SECTIONS)} in this order. Received: {', '.join(found)}")
    if not any(True for _ in note.programs()):
        problems.append("Expected a program that runs, in a block marked python. Received: none")
    if (lines := len(note.text.splitlines())) > _LONGEST_NOTE:
        problems.append(f"Expected one page, at most {_LONGEST_NOTE} lines. Received: {lines}")
    if "http://" in note.text or "https://" in note.text:
        problems.append("Expected links in content/resources.toml only. Received: one in the text")
    return [Problem(note.path, problem) for problem in problems]


def _there(drill: Drill, name: str) -> bool:
    return (drill.folder / name).is_file()


def _wrong_files(drill: Drill) -> Iterator[Problem]:
    for path in sorted(drill.folder.glob("**/*.py")):
        # The starter of a drill about a syntax error may have one.
        if path == drill.starter or "__pycache__" in path.parts or path.parts[-2] == "wrong":
            continue
        try:
            ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            yield Problem(path, f"Expected valid Python. Received: {error.msg} in line {error.lineno}")
    listed = {wrong.file for wrong in drill.wrong}
    for path in sorted((drill.folder / "wrong").glob("*.py")):
        if path.relative_to(drill.folder).as_posix() not in listed:
            yield Problem(path, "Expected a [[wrong]] entry for this file in task.toml. Received: none")
    try:
        size = sum(map(len, drill_files(drill).values())) - sum(
            len(content) for name, content in drill_files(drill).items() if name in drill.data
        )
    except UserError as error:
        yield Problem(drill.folder / "task.toml", str(error))
        return
    except KeyError as error:
        yield Problem(drill.folder / "task.toml", f"Expected a file of the catalogue. Received: {error}")
        return
    if size > _LARGEST_FILES:
        yield Problem(drill.folder / "files", f"Expected at most {_LARGEST_FILES:,} bytes. Received: {size:,}")


def _wrong_readme(drill: Drill) -> Iterator[Problem]:
    text = drill.readme.read_text(encoding="utf-8")
    if not text.startswith(f"# {drill.title}\n"):
        yield Problem(drill.readme, f"Expected the title '# {drill.title}'. Received: {text.partition(chr(10))[0]!r}")
    if (lines := len(text.splitlines())) > _LONGEST_README:
        yield Problem(drill.readme, f"Expected at most {_LONGEST_README} lines. Received: {lines}")


def _wrong_checks(drill: Drill) -> Iterator[Problem]:
    if not _there(drill, "checks.py"):
        return
    try:
        tree = ast.parse(drill.checks.read_text(encoding="utf-8"))
    except SyntaxError:
        return
    checks = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("check_")]
    if len(checks) < _FEWEST_CHECKS:
        yield Problem(drill.checks, f"Expected at least {_FEWEST_CHECKS} checks. Received: {len(checks)}")
    for check in checks:
        if not ast.get_docstring(check):
            yield Problem(drill.checks, f"Expected {check.name} to say in its docstring what holds. Received: none")
    names = {check.name for check in checks}
    for wrong in drill.wrong:
        if wrong.check and wrong.check not in names:
            near = difflib.get_close_matches(wrong.check, names, n=1)
            hint = f" ({near[0]}?)" if near else ""
            yield Problem(drill.folder / "task.toml", f"Expected a check{hint}. Received: {wrong.check!r}")


def _wrong_hints(drill: Drill) -> Iterator[Problem]:
    for hint in drill.hints:
        if len(hint) < _SHORTEST_HINT:
            yield Problem(drill.folder / "task.toml", f"Expected a hint that helps. Received: {hint!r}")
