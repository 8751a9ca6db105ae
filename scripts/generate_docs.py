"""Writes the pages that are made from code and content, so that they cannot drift. `--check` only compares.

docs/bank.md and docs/tasks/ (tasks and what was measured), docs/skills-coverage.md, docs/drills.md (drills and how
strong their checks are), docs/datasets.md, docs/errors.md, docs/result-json.md (the JSON of a result),
docs/settings.md, docs/reference/ (commands, file formats, JSON, findings, kinds), the list of decisions, NOTICE
(sources and licences of all data), and the table of data in README.md.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drills
from gradatim.bank.skills import load_areas
from gradatim.data.catalogue import list_datasets
from gradatim.grading.result import Finding, GradeResult, Metric, Notice, Outcome, Timings
from gradatim.settings import Settings
from scripts.pages.coverage import coverage_page
from scripts.pages.datasets import datasets_page, readme
from scripts.pages.decisions import decisions_page
from scripts.pages.errors import errors_page
from scripts.pages.reference.commands import commands_page
from scripts.pages.reference.files import files_page
from scripts.pages.reference.findings import findings_page
from scripts.pages.reference.json_formats import json_page
from scripts.pages.reference.kinds import kinds_page
from scripts.pages.tasks import bank_pages

ROOT = Path(__file__).parent.parent
NOT_SHOWN = {"home", "content", "split_key"}
"""Settings whose default depends on the machine, or is a key: described in words instead."""

DRILLS_HEAD = """# The drills

Written by `make docs` from `task.toml` and `measured.json` of each drill. Every starter fails, every solution passes
and every wrong answer gets its message: `make test` shows it. How strong the checks are is measured by mutation
analysis (`gradatim task verify --mutants --write`): a mutant is the solution with one operator, number, keyword
argument, list entry or statement changed, and the checks ought to notice. A mutant is *equivalent* when it is as
right as the original, such as another number of units where the task leaves it open. Level 1 is a warm-up, 3 is exam
level."""
DRILLS_TABLE = """| skill | drill | id | kind | level | minutes | noticed | equivalent |
|---|---|---|---|---|---|---|---|"""
NOTICE_HEAD = """Gradatim
Copyright 2026 the Gradatim authors

Licensed under the Apache License, Version 2.0, except the data named below, which keeps its
own licence. TensorFlow is a trademark of Google LLC; this project is independent of it and
not endorsed by it."""


def drills_page() -> str:
    """Return the table of drills with the share of mutants that their checks notice."""
    drills = load_drills()
    counts = {drill_id: json.loads((drill.folder / "measured.json").read_text()) for drill_id, drill in drills.items()}
    parts = [DRILLS_HEAD, _mutants_line(list(counts.values()), len(drills))]
    for area in load_areas().values():
        rows = [
            f"| `{drill.skill}` | [{drill.title}]({_readme_of(drill)}) | `{drill_id}` | {drill.kind} | {drill.level} "
            f"| {drill.minutes} | {counts[drill_id]['killed']}/{counts[drill_id]['mutants']} "
            f"| {counts[drill_id]['equivalent']} |"
            for drill_id, drill in drills.items()
            if drill.skill.startswith(f"{area.id}.")
        ]
        parts.append(f"## {area.title}\n\n{DRILLS_TABLE}\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _readme_of(drill: Drill) -> str:
    return f"../src/gradatim/content/drills/{drill.folder.parent.name}/{drill.id}/README.md"


def _mutants_line(counts: list[dict[str, Any]], drills: int) -> str:
    tried, killed = sum(count["mutants"] for count in counts), sum(count["killed"] for count in counts)
    equivalent = sum(count["equivalent"] for count in counts)
    lowest = min(count["killed"] / count["mutants"] for count in counts if count["mutants"])
    return (
        f"{drills} drills: the checks notice {killed} of {tried} mutants ({killed / tried:.1%}; the weakest drill "
        f"{lowest:.0%}); {equivalent} more mutants are declared equivalent, each with its reason in `task.toml`."
    )


def result_page() -> str:
    """Return the reference of the result's JSON."""
    outcomes = {
        Outcome.SCORED: "the model was graded; only then are `score` and `metric` not null",
        Outcome.REFUSED: "the file or the model breaks the task's contract; it costs nothing",
        Outcome.FAILED: "the model ran out of time or memory, or its process died",
        Outcome.UNSCORED: "our fault; not charged, tried again",
    }
    lines = "\n".join(f"| `{outcome}` | {words} |" for outcome, words in outcomes.items())
    return f"""# The JSON of a result

Written by `make docs` from the Pydantic model in `grading/result.py`. `gradatim grade TASK MODEL --json` prints it. The
exit code is 0 for `scored`, 1 for any other outcome, 2 when the command itself could not run.

{_fields_table(GradeResult)}

## outcome

| value | means |
|---|---|
{lines}

## metric

{_fields_table(Metric)}

## preflight, one entry

{_fields_table(Notice)}

## findings, one entry

{_fields_table(Finding)}

## timings_ms

{_fields_table(Timings)}
"""


def _fields_table(model: type[BaseModel]) -> str:
    rows = []
    properties: dict[str, dict[str, Any]] = model.model_json_schema()["properties"]
    for name, entry in properties.items():
        rows.append(f"| `{name}` | {_type_of(entry)} | {entry.get('description', '')} |")
    return "| key | type | means |\n|---|---|---|\n" + "\n".join(rows)


def _type_of(entry: dict[str, Any]) -> str:
    if "$ref" in entry:
        return str(entry["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in entry:
        return " or ".join(_type_of(part) for part in entry["anyOf"])
    if entry.get("type") == "array":
        items = entry.get("items") or (entry.get("prefixItems") or [{}])[0]
        return f"array of {_type_of(items)}"
    return str(entry.get("type", "any"))


def settings_page() -> str:
    """Return the table of settings."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = "" if name in NOT_SHOWN else f"`{field.default!r}`"
        rows.append(f"| `GRADATIM_{name.upper()}` | {default} | {field.description} |")
    return f"""# Settings

Written by `make docs` from `settings.py`. Each is an environment variable.

| variable | default | means |
|---|---|---|
{chr(10).join(rows)}
"""


def notice() -> str:
    """Return the notice of all data that ships with the package."""
    parts = [NOTICE_HEAD]
    for dataset in list_datasets():
        lines = [
            f"{dataset.title} (src/gradatim/content/datasets/{dataset.id})",
            f"  Licence: {dataset.licence}. {dataset.licence_note}".rstrip(),
            f"  {dataset.attribution}",
            f"  Taken from: {dataset.source}, version {dataset.source_version}; made by {dataset.made_by}",
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _readme() -> str:
    return readme((ROOT / "README.md").read_text(encoding="utf-8"))


PAGES = {
    "README.md": _readme,
    "docs/datasets.md": datasets_page,
    "docs/skills-coverage.md": coverage_page,
    "docs/drills.md": drills_page,
    "docs/errors.md": errors_page,
    "docs/result-json.md": result_page,
    "docs/settings.md": settings_page,
    "docs/decisions/README.md": decisions_page,
    "docs/reference/commands.md": commands_page,
    "docs/reference/files.md": files_page,
    "docs/reference/findings.md": findings_page,
    "docs/reference/json.md": json_page,
    "docs/reference/kinds.md": kinds_page,
    "NOTICE": notice,
}


def main() -> None:
    """Write all pages, or compare them."""
    pages = {name: make() for name, make in PAGES.items()} | bank_pages()
    stale = [name for name, text in pages.items() if not _is_current(ROOT / name, text)]
    stale += [name for name in _task_files() if name not in pages]
    if "--check" in sys.argv:
        if stale:
            sys.exit(f"Expected generated pages to be current. Received: {', '.join(stale)} differ. Next: make docs")
        return
    for name in stale:
        if name not in pages:
            (ROOT / name).unlink()
            print(f"removed {name}")
            continue
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(pages[name], encoding="utf-8")
        print(f"wrote {name}")


def _task_files() -> list[str]:
    """Return what lies in docs/tasks, also of tasks that are there no more."""
    return [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs" / "tasks").glob("*"))]


def _is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    main()
