"""`gradatim data`: what the bundled datasets are, in any form, and whether they are whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from gradatim.cli.completion import dataset_ids

app = typer.Typer(help="List, show, export and check the bundled datasets.", no_args_is_help=True)

DatasetId = Annotated[
    str, typer.Argument(metavar="ID", help="Id of a dataset; see gradatim data list.", autocompletion=dataset_ids)
]


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the datasets: what, how many, how large, under which licence, whose, used by which exam tasks."""
    from rich.table import Table
    from rich.text import Text

    from gradatim.bank.dataset_users import tasks_by_dataset
    from gradatim.cli.dataset_words import dataset_json, holds
    from gradatim.cli.terminal import out
    from gradatim.data.catalogue import list_datasets

    datasets, users = list_datasets(), tasks_by_dataset()
    if as_json:
        rows = [dataset_json(dataset, users.get(dataset.id, [])) for dataset in datasets]
        out().print(json.dumps(rows, indent=2, ensure_ascii=False), markup=False, soft_wrap=True)
        return
    table = Table("Id", "What", box=None, header_style="bold", pad_edge=False)
    table.add_column("Holds", justify="right")
    table.add_column("MB", justify="right")
    table.add_column("Licence")
    table.add_column("Exam tasks")
    for dataset in datasets:
        tasks = ", ".join(task.id for task in users.get(dataset.id, []))
        table.add_row(dataset.id, dataset.title, holds(dataset), f"{dataset.bytes / 1e6:.2f}", dataset.licence, tasks)
    out().print(table)
    out().print("\nAttribution", style="bold")
    for dataset in datasets:
        out().print(Text.assemble((dataset.id, "bold"), "  ", " ".join(dataset.attribution.split())))
    total = sum(dataset.bytes for dataset in datasets)
    out().print(f"\n{len(datasets)} datasets, {total / 1e6:.1f} MB. More about each: gradatim data show ID")


@app.command()
def show(dataset_id: DatasetId, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Show a dataset: description, columns, licence, attribution, source, checksums."""
    from gradatim.bank.dataset_users import drills_by_dataset, tasks_by_dataset
    from gradatim.cli.dataset_words import dataset_json, print_dataset
    from gradatim.cli.terminal import out
    from gradatim.data.catalogue import load_dataset

    dataset = load_dataset(dataset_id)
    tasks = tasks_by_dataset().get(dataset.id, [])
    if as_json:
        entry = dataset_json(dataset, tasks)
        out().print(json.dumps(entry, indent=2, ensure_ascii=False), markup=False, soft_wrap=True)
        return
    print_dataset(dataset, tasks, drills_by_dataset().get(dataset.id, []))


@app.command()
def export(
    dataset_id: DatasetId,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    form: Annotated[str, typer.Option("--as", metavar="FORM", help="numpy, csv, json, folders or tfds.")],
) -> None:
    """Write the candidate's part of a dataset; nothing that an exam task hides in practice is in it."""
    from gradatim.cli.dataset_words import how_to_read
    from gradatim.cli.terminal import out, shown_path
    from gradatim.data.candidate_part import load
    from gradatim.data.catalogue import load_dataset
    from gradatim.data.export import write
    from gradatim.data.export_form import ExportForm, require_suitable
    from gradatim.errors import UserError

    dataset = load_dataset(dataset_id)
    if form not in list(ExportForm):
        raise UserError(
            f"Expected a form: {', '.join(ExportForm)}",
            received=form,
            next_step=f"gradatim data export {dataset_id} --as numpy {folder}",
        )
    export_form = ExportForm(form)
    require_suitable(dataset, export_form)
    # TensorFlow, if the form needs it, would tell about the processor.
    os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}
    part = load(dataset_id)
    with _progress(f"Writing {dataset_id}", len(part)) as advance:
        write(part, export_form, folder, advance)
    shown = shown_path(folder)
    out().print(f"Wrote {len(part):,} of {dataset.rows:,} examples to {shown}", markup=False, soft_wrap=True)
    out().print(f"Read: {how_to_read(dataset, export_form, shown)}", markup=False, soft_wrap=True)


@app.command()
def verify() -> None:
    """Compare every file of every dataset with its checksum."""
    from rich.text import Text

    from gradatim.cli.terminal import EXIT_TASK_FAILED, out
    from gradatim.data.catalogue import list_datasets
    from gradatim.errors import UserError

    datasets = list_datasets()
    files = [(dataset, name) for dataset in datasets for name in dataset.checksums]
    damaged: list[UserError] = []
    with _progress("Checking", len(files)) as advance:
        for dataset, name in files:
            try:
                dataset.file(name)
            except UserError as error:
                damaged.append(error)
            advance()
    for problem in damaged:
        out().print(Text(f"{problem.expected}. Received: {problem.received}"), soft_wrap=True)
    size = sum(dataset.bytes for dataset in datasets)
    whole = f"{len(files) - len(damaged)} of {len(files)} files of {len(datasets)} datasets are whole"
    out().print(f"{whole} ({size / 1e6:.1f} MB)")
    if damaged:
        out().print(f"Next: {damaged[0].next_step}", markup=False)
        raise typer.Exit(EXIT_TASK_FAILED)


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a bar while the block runs; nothing is drawn where messages do not go to a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from gradatim.cli.terminal import err

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err(), transient=True, disable=not err().is_terminal) as progress:
        line = progress.add_task(what, total=total)
        yield lambda: progress.advance(line)
