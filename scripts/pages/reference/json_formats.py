"""docs/reference/json.md: the JSON that commands and files speak, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, TypeAdapter

from gradatim.drills import verdict
from gradatim.drills.verdict import DrillVerdict
from gradatim.exams.report_model import Report
from gradatim.workspace.doctor.report import DoctorReport
from scripts.pages.reference.docstrings import argument_words
from scripts.pages.reference.kinds import SECTIONS

HEAD = """# JSON

Written by `make docs` from the models that write it. [The JSON of a result](../result-json.md) has a page of its own.

| from | is |
|---|---|
| `gradatim grade TASK MODEL --json` | [a result](../result-json.md) |
| `report/report.json` of an exam folder | [a report](#report) |
| `gradatim check --json` | [the verdict on a drill](#verdict-on-a-drill) |
| `gradatim doctor --json` | [what the doctor found](#doctor) |
| `gradatim skills --json` | [the map of skills](#map-of-skills) |
| `gradatim task list --json`, `gradatim data list --json`, `gradatim data show ID --json` | what these commands show |
| `gradatim progress export FILE` | [exported progress](files.md#exported-progress) |"""

SKILLS = """## Map of skills

`gradatim skills --json`: an array with one object for each skill.

| key | type | means |
|---|---|---|
| `id` | string | Id of the skill. |
| `area` | string | Id of its area. |
| `title` | string | Completes "you can …". |
| `note` | string or null | The page of the skill in the bank. |
| `drills` | array of string | Ids of its drills. |
| `tasks` | array of string | Ids of the exam tasks that ask for it. |
| `state` | string | [How far it has come](kinds.md#state-of-a-skill). |
| `evidence` | array of object | What happened and speaks for it: `kind`, `id`, `title`, `at`, `score`, `helped`. |"""


_CHOICES = {kind.__name__: title.lower().replace(" ", "-") for title, kind, _ in SECTIONS}


def json_page() -> str:
    """Return the page of all JSON but that of a result."""
    parts = [
        HEAD,
        _models("Report", "`report.json` beside `report.html`, written by `gradatim exam report`.", Report),
        _verdict(),
        _models("Doctor", "`gradatim doctor --json`.", DoctorReport),
        SKILLS,
    ]
    return "\n\n".join(parts) + "\n"


def _models(title: str, where: str, model: type[BaseModel]) -> str:
    schema = model.model_json_schema()
    parts = [f"## {title}", where, _table(title, schema, schema, {})]
    for name, inner in _inner(schema):
        parts += [f"### {_heading(title, name)}", inner.get("description", ""), _table(title, inner, schema, {})]
    return "\n\n".join(part for part in parts if part)


def _verdict() -> str:
    title, schema = "Verdict on a drill", TypeAdapter(DrillVerdict).json_schema()
    parts = [f"## {title}", "`gradatim check --json`.", _table(title, schema, schema, argument_words(DrillVerdict))]
    for name, inner in _inner(schema):
        head = inner.get("description", "").partition("\n")[0]
        words = argument_words(getattr(verdict, name))
        parts += [f"### {_heading(title, name)}", head, _table(title, inner, schema, words)]
    return "\n\n".join(parts)


def _inner(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects inside, without those that are only a choice of words."""
    for name, inner in schema.get("$defs", {}).items():
        if "properties" in inner:
            yield name, inner


def _table(title: str, schema: dict[str, Any], whole: dict[str, Any], words: dict[str, str]) -> str:
    rows = []
    for name, entry in schema["properties"].items():
        means = entry.get("description") or words.get(name, "")
        rows.append(f"| `{name}` | {_type_of(title, entry, whole.get('$defs', {}))} | {means} |")
    return "| key | type | means |\n|---|---|---|\n" + "\n".join(rows)


def _heading(title: str, name: str) -> str:
    """Return the heading of an object inside: in a report, `ReportSubmission` is a submission."""
    short = name.removeprefix(title).removesuffix("Result") or name
    return f"{title}:{''.join(f' {letter.lower()}' if letter.isupper() else letter for letter in short)}"


def _type_of(title: str, entry: dict[str, Any], definitions: dict[str, Any]) -> str:
    """Return the type of a field in words, with a link to the words that it chooses from or to the object inside."""
    if "$ref" in entry:
        return _named_type(title, entry["$ref"].rsplit("/", 1)[-1], definitions)
    if "anyOf" in entry:
        return " or ".join(_type_of(title, part, definitions) for part in entry["anyOf"])
    if entry.get("type") == "array":
        items = entry.get("items") or (entry.get("prefixItems") or [{}])[0]
        return f"array of {_type_of(title, items, definitions)}"
    return "time (ISO 8601)" if entry.get("format") == "date-time" else str(entry.get("type", "any"))


def _named_type(title: str, name: str, definitions: dict[str, Any]) -> str:
    if name in _CHOICES:
        return f"[string](kinds.md#{_CHOICES[name]})"
    if "enum" in definitions[name]:
        return "string"
    return f"[object](#{_heading(title, name).lower().replace(':', '').replace(' ', '-')})"
