"""docs/reference/files.md: every file that a person may write or read, key by key, from the models that read it.

What a key means stands in `file_words.toml`; a key without words, or words without a key, is a mistake.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from gradatim.bank.drill_reader import _Drill
from gradatim.bank.reader import _Task
from gradatim.data.catalogue import _DatasetEntry
from gradatim.exams.blueprint import Blueprint
from gradatim.mastery.exchange import _Document

HEAD = """# File formats

Written by `make docs` from the models that read these files. A key that is not listed is refused, with the file, the
line and the nearest key that is."""

FOLDERS = """## Folders

| where | holds |
|---|---|
| `exam-…/categoryN/` | a category of an exam: `README.md`, `answer.py`, `data/`, and the model that you save |
| `exam-…/.gradatim/sitting.toml` | which sitting the folder belongs to: `sitting`, its id |
| `exam-…/report/` | `report.html` and [`report.json`](json.md#report) |
| `practice/SKILL/DRILL/` | a drill: `README.md`, `answer.py` and its data; `NOTE.md` of the skill beside it |
| `practice/.gradatim/` | the mark of the folder, and `progress.sqlite` |
| `GRADATIM_HOME` | the database, the submitted models by their SHA-256, the worker's log |"""


class Format(NamedTuple):
    """One file format: title, where such files lie, and the model that reads it. `id` names its words."""

    id: str
    title: str
    where: str
    model: type[BaseModel]


FORMATS = (
    Format("exam-task", "Exam task", "`content/exam/CATEGORY/ID/task.toml`; [how to write one](../author.md).", _Task),
    Format("drill", "Drill", "`content/drills/AREA/ID/task.toml`; [how to write one](../author.md).", _Drill),
    Format("blueprint", "Blueprint of an exam", "`content/blueprints/ID.toml`, or any file that you name.", Blueprint),
    Format("dataset", "Dataset", "`content/datasets/ID.toml`, beside a folder with its files.", _DatasetEntry),
    Format("progress", "Exported progress", "What `gradatim progress export` writes, as JSON.", _Document),
)


class Key(NamedTuple):
    """One key: its place such as `limits.file_mb`, type, and default as TOML; None if it must be there."""

    place: str
    type: str
    default: str | None


def files_page() -> str:
    """Return the page of all formats.

    Raises:
        ValueError: A key has no words, or words have no key.
    """
    words = tomllib.loads(Path(__file__).with_name("file_words.toml").read_text(encoding="utf-8"))
    return "\n\n".join([HEAD, FOLDERS, *(_section(entry, words[entry.id]) for entry in FORMATS)]) + "\n"


def keys_of(model: type[BaseModel]) -> Iterator[Key]:
    """Yield every key of a model, those of a table one after the other."""
    schema = model.model_json_schema()
    yield from _keys(schema, schema.get("$defs", {}), "")


def _section(entry: Format, words: dict[str, str]) -> str:
    keys = list(keys_of(entry.model))
    places = {key.place for key in keys}
    if places != set(words):
        raise ValueError(
            f"Expected words for exactly the keys of {entry.id}. "
            f"Received: none for {sorted(places - set(words))}, and some for {sorted(set(words) - places)}"
        )
    rows = [f"| `{key.place}` | {key.type} | {_default(key)} | {words[key.place]} |" for key in keys]
    table = "| key | type | default | means |\n|---|---|---|---|\n" + "\n".join(rows)
    return "\n\n".join([f"## {entry.title}", entry.where, table])


def _default(key: Key) -> str:
    if key.default is None:
        return "needed"
    return key.default if key.default in ("none", "below") else f"`{key.default}`"


def _keys(schema: dict[str, Any], shared: dict[str, Any], before: str) -> Iterator[Key]:
    for name, declared in schema["properties"].items():
        entry, optional = _resolved(declared, shared)
        place = f"{before}{name}"
        default = _as_toml(declared["default"]) if "default" in declared else None
        if name not in schema.get("required", []) and default is None:
            default = "none"
        items = _resolved(entry.get("items", {}), shared)[0]
        if "properties" in entry:
            yield Key(place, "table", "none" if optional else default)
            yield from _keys(entry, shared, f"{place}.")
        elif "properties" in items:
            yield Key(place, "array of tables", default)
            yield from _keys(items, shared, f"{place}[].")
        else:
            yield Key(place, _type_of(entry, shared), default)


def _resolved(entry: dict[str, Any], shared: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Follow a reference; tell whether null may stand there."""
    choices = [choice for choice in entry.get("anyOf", []) if choice.get("type") != "null"]
    if len(choices) == 1:
        return _resolved(choices[0], shared)[0], True
    if "$ref" in entry:
        return _resolved(shared[entry["$ref"].rsplit("/", 1)[-1]], shared)
    return entry, False


def _type_of(entry: dict[str, Any], shared: dict[str, Any]) -> str:
    entry, _ = _resolved(entry, shared)
    if "enum" in entry or "const" in entry:
        return ", ".join(f"`{value}`" for value in entry.get("enum", [entry.get("const")]))
    if "anyOf" in entry:
        return " or ".join(_type_of(choice, shared) for choice in entry["anyOf"])
    if entry.get("type") == "array":
        inner = entry.get("items") or (entry.get("prefixItems") or [{}])[0]
        return f"array of {_type_of(inner, shared)}"
    if entry.get("type") == "object":
        inner = entry.get("additionalProperties", {})
        return f"table of {_type_of(inner, shared)}"
    return f"{entry.get('type', 'any')}{_range_of(entry)}"


def _range_of(entry: dict[str, Any]) -> str:
    if "minimum" in entry and "maximum" in entry:
        return f", {entry['minimum']:g} to {entry['maximum']:g}"
    bounds = (
        ("minimum", "at least"),
        ("exclusiveMinimum", "above"),
        ("maximum", "at most"),
        ("exclusiveMaximum", "below"),
    )
    return "".join(f", {words} {entry[name]:g}" for name, words in bounds if name in entry)


def _as_toml(value: object) -> str | None:
    if value is None:
        return "none"
    if isinstance(value, dict) and value:
        return "below"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
