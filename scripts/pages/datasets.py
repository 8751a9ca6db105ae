"""docs/datasets.md: all bundled datasets, what they are, where they come from, under which licence, who uses them."""

from __future__ import annotations

from gradatim.bank.dataset_users import drills_by_dataset, tasks_by_dataset
from gradatim.bank.drill import Drill
from gradatim.bank.exam_task import ExamTask
from gradatim.data.catalogue import Dataset, list_datasets
from gradatim.data.export_form import suitable_forms
from gradatim.data.schema import shown_type

HEAD = """# The datasets

Written by `make docs` from the catalogue, `content/datasets/*.toml`. All data are in the repository; nothing is
downloaded ([why](decisions/0009-all-data-are-shipped.md)). `gradatim data list` and `gradatim data show ID` tell the
same in the terminal, `gradatim data verify` compares every file with its checksum.

## In your own programs

```sh
gradatim data export penguins --as csv birds     # or numpy, json, folders, tfds
```

```python
from gradatim.data import load

birds = load("penguins")
arrays = birds.as_numpy()  # column name to array; imports no TensorFlow
examples = birds.as_tf_data()  # a tf.data.Dataset of dicts; supervised=True gives pairs where the table says so
```

```python
import tensorflow_datasets as tfds

import gradatim.data.tfds  # registers gradatim_penguins and the others

train, info = tfds.load("gradatim_penguins", split="train", with_info=True)
```

All of them hold the **candidate's part** only: the rows that no exam task hides in practice. The files in the
repository hold all rows; training on the hidden ones makes a practice score worthless, and nothing more.

`gradatim.data.online` has loading code for some public datasets that TensorFlow Datasets downloads (cats_vs_dogs,
horses_or_humans, rock_paper_scissors, imdb_reviews). They are extras; nothing here needs them."""

README_MARKS = ("<!-- datasets: written by make docs -->", "<!-- end of datasets -->")

TABLE = """| dataset | holds | MB | licence | exam tasks | drills |
|---|---|---|---|---|---|"""


def datasets_page() -> str:
    """Return the page of all datasets."""
    datasets, tasks, drills = list_datasets(), tasks_by_dataset(), drills_by_dataset()
    total = sum(dataset.bytes for dataset in datasets) / 1e6
    rows = [_row(dataset, tasks.get(dataset.id, []), drills.get(dataset.id, [])) for dataset in datasets]
    parts = [HEAD, f"## All {len(datasets)} ({total:.1f} MB)", "\n".join([TABLE, *rows])]
    parts += [_section(dataset) for dataset in datasets]
    return "\n\n".join(parts) + "\n"


def readme(text: str) -> str:
    """Return the README with the attribution of all data between its two marks."""
    before, rest = text.split(README_MARKS[0])
    _, after = rest.split(README_MARKS[1])
    rows = [
        f"| [{dataset.title}](docs/datasets.md#{dataset.id}) | {dataset.licence} | {_joined(dataset.attribution)} |"
        for dataset in list_datasets()
    ]
    table = "\n".join(["| data | licence | attribution |", "|---|---|---|", *rows])
    return f"{before}{README_MARKS[0]}\n\n{table}\n\n{README_MARKS[1]}{after}"


def _row(dataset: Dataset, tasks: list[ExamTask], drills: list[Drill]) -> str:
    held = f"{dataset.rows:,} rows" if dataset.rows else dataset.kind.value
    named = ", ".join(task.id for task in tasks)
    return (
        f"| [{dataset.id}](#{dataset.id}) | {held} | {dataset.bytes / 1e6:.2f} | {dataset.licence} "
        f"| {named} | {len(drills) or ''} |"
    )


def _section(dataset: Dataset) -> str:
    forms = ", ".join([*suitable_forms(dataset), "tf.data"]) if dataset.examples else "its files only"
    lines = [
        f"- **Forms**: {forms}{_pair(dataset)}",
        f"- **Licence**: {dataset.licence}. {_joined(dataset.licence_note)}".rstrip(),
        f"- **Attribution**: {_joined(dataset.attribution)}",
        f"- **Source**: {dataset.source}, version {dataset.source_version}; made by `{dataset.made_by}`",
        *(f"- `{name}`: {size:,} bytes, SHA-256 `{sha}`" for name, (sha, size) in dataset.checksums.items()),
    ]
    parts = [f"## {dataset.id}", f"**{dataset.title}.** {_joined(dataset.description)}", "\n".join(lines)]
    if dataset.columns:
        types = {column.name: shown_type(column) for column in (dataset.examples.columns if dataset.examples else ())}
        rows = [f"| `{name}` | {types.get(name, '')} | {meaning} |" for name, meaning in dataset.columns.items()]
        parts.append("| column | type | means |\n|---|---|---|\n" + "\n".join(rows))
    return "\n\n".join(parts)


def _pair(dataset: Dataset) -> str:
    if dataset.examples is None or dataset.examples.supervised is None:
        return ""
    source, target = dataset.examples.supervised
    return f"; as pairs: `{source}` and `{target}`"


def _joined(text: str) -> str:
    return " ".join(text.split())
