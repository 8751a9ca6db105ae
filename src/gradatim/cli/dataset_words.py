"""A dataset in words: as a card, as JSON, and how its exported files are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from gradatim.bank.drill import Drill
from gradatim.bank.exam_task import ExamTask
from gradatim.cli.terminal import out
from gradatim.data.catalogue import Dataset, DatasetKind
from gradatim.data.export_form import ExportForm, folder_name, suitable_forms
from gradatim.data.schema import shown_type


def holds(dataset: Dataset) -> str:
    """Return how many examples a dataset holds, or how many files if it has none."""
    if dataset.rows:
        return f"{dataset.rows:,} rows"
    return f"{len(dataset.checksums)} file{'s' if len(dataset.checksums) > 1 else ''}"


def print_dataset(dataset: Dataset, tasks: Sequence[ExamTask], drills: Sequence[Drill]) -> None:
    """Print all that the catalogue knows about a dataset."""
    console = out()
    console.print(Text(dataset.title, style="bold"))
    console.print(_joined(dataset.description), markup=False)
    facts = {
        "Kind": f"{dataset.kind}, {holds(dataset)}",
        "Forms": ", ".join(suitable_forms(dataset)) or "files only",
        "Licence": f"{dataset.licence}. {_joined(dataset.licence_note)}".rstrip(". ") + ".",
        "Attribution": _joined(dataset.attribution),
        "Source": f"{dataset.source}, version {dataset.source_version}; made by {dataset.made_by}",
        "Exam tasks": ", ".join(task.id for task in tasks) or "none",
        "Drills": ", ".join(drill.id for drill in drills) or "none",
    }
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, value in facts.items():
        table.add_row(name, Text(value))
    console.print()
    console.print(table)
    if dataset.columns:
        console.print()
        console.print(_columns(dataset))
    console.print()
    for name, (sha256, size) in dataset.checksums.items():
        console.print(f"{name}  {size:,} bytes  SHA-256 {sha256}", markup=False, soft_wrap=True)
    if dataset.citation:
        console.print(f"\n{dataset.citation.strip()}", markup=False, soft_wrap=True)


def dataset_json(dataset: Dataset, tasks: Sequence[ExamTask]) -> dict[str, Any]:
    """Return all that the catalogue knows about a dataset as plain values."""
    return {
        "id": dataset.id,
        "title": dataset.title,
        "kind": dataset.kind.value,
        "rows": dataset.rows,
        "bytes": dataset.bytes,
        "description": _joined(dataset.description),
        "columns": [
            {"name": name, "type": _type_words(dataset, name), "means": meaning}
            for name, meaning in dataset.columns.items()
        ],
        "forms": [form.value for form in suitable_forms(dataset)],
        "licence": dataset.licence,
        "licence_note": _joined(dataset.licence_note),
        "attribution": _joined(dataset.attribution),
        "citation": dataset.citation.strip(),
        "source": dataset.source,
        "source_version": dataset.source_version,
        "made_by": dataset.made_by,
        "files": [
            {"path": path, "bytes": size, "sha256": sha256} for path, (sha256, size) in dataset.checksums.items()
        ],
        "tasks": [task.id for task in tasks],
    }


def how_to_read(dataset: Dataset, form: ExportForm, folder: str) -> str:
    """Return the line of Python that reads exported files."""
    file = f"{folder}/{dataset.id}"
    match form:
        case ExportForm.NUMPY:
            return f'numpy.load("{file}.npz")'
        case ExportForm.CSV:
            return f'pandas.read_csv("{file}.csv")'
        case ExportForm.JSON:
            return f'json.load(open("{file}.json", encoding="utf-8"))'
        case ExportForm.FOLDERS:
            kind = "text" if dataset.kind is DatasetKind.TEXTS else "image"
            return f"keras.utils.{kind}_dataset_from_directory({', '.join([repr(folder), *_folder_options(dataset)])})"
        case ExportForm.TFDS:
            name = "gradatim_" + dataset.id.replace("-", "_")
            return f'tfds.load("{name}", data_dir="{folder}", split="train")'


def _folder_options(dataset: Dataset) -> Iterator[str]:
    """Yield what Keras would guess wrong: it sorts the classes, and takes every picture for 256 x 256 and coloured."""
    form = dataset.examples
    if form is None or form.supervised is None:
        return
    picture, target = (form.column(name) for name in form.supervised)
    names = [folder_name(name) for name in target.classes]
    if names != sorted(names):
        yield f"class_names={names}"
    if picture.shape and None not in picture.shape:
        yield f"image_size={picture.shape[:2]}"
    if picture.shape and picture.shape[-1] == 1:
        yield 'color_mode="grayscale"'


def _columns(dataset: Dataset) -> Table:
    table = Table("Column", "Type", "Meaning", box=None, header_style="bold", pad_edge=False)
    for name, meaning in dataset.columns.items():
        table.add_row(Text(name), _type_words(dataset, name), Text(meaning))
    return table


def _type_words(dataset: Dataset, name: str) -> str:
    columns = dataset.examples.columns if dataset.examples else ()
    return next((shown_type(column) for column in columns if column.name == name), "")


def _joined(text: str) -> str:
    return " ".join(text.split())
