"""The dataset catalogue: sources, checksums, licences and schemas of all data that ships with Gradatim.

A dataset is `content/datasets/<id>.toml` beside a folder `content/datasets/<id>/` with its files.
"""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from gradatim.data.example_format import ExampleFormat, ExamplesEntry, example_format
from gradatim.errors import UserError
from gradatim.settings import settings
from gradatim.toml_file import read_toml


class DatasetKind(StrEnum):
    """What the examples of a dataset are."""

    TABLE = "table"
    """One thing a row, described by its columns."""
    IMAGES = "images"
    """One picture a row."""
    TEXTS = "texts"
    """One text a row."""
    SERIES = "series"
    """One moment a row, in the order of time."""
    WEIGHTS = "weights"
    """Numbers that others have trained."""


class _FileEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    path: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(gt=0)


class _DatasetEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    description: str
    kind: DatasetKind = DatasetKind.TABLE
    rows: int = Field(default=0, ge=0)
    citation: str = ""
    source: str
    source_version: str
    made_by: str
    licence: str
    licence_note: str = ""
    attribution: str
    files: list[_FileEntry] = Field(min_length=1)
    columns: dict[str, str] = Field(default_factory=dict)
    examples: ExamplesEntry | None = None


@dataclass(frozen=True)
class Dataset:
    """One dataset of the catalogue.

    Args:
        id: Name of its file and folder, such as `penguins`.
        title: What it is, in a few words.
        description: What one example is and how the data came to be.
        kind: What the examples are.
        rows: How many examples there are, hidden ones included; 0 where there are none.
        citation: BibTeX of the publication to cite; empty if there is none beside `attribution`.
        source: Where it was taken from: registry and package.
        source_version: The version that was taken.
        made_by: Script in the repository that made the shipped files from the source.
        licence: SPDX identifier, or the name of the terms.
        licence_note: What the licence asks of those who pass the data on.
        attribution: The line to show wherever the data is shown.
        columns: Column name to meaning and unit, for tables.
        examples: How the examples are read; None where the files hold none, such as weights of a model.
        folder: Where its files lie.
        checksums: File name to `(sha256, bytes)`.
    """

    id: str
    title: str
    description: str
    kind: DatasetKind
    rows: int
    citation: str
    source: str
    source_version: str
    made_by: str
    licence: str
    licence_note: str
    attribution: str
    columns: dict[str, str]
    examples: ExampleFormat | None
    folder: Path
    checksums: dict[str, tuple[str, int]] = field(repr=False)

    @property
    def checksum(self) -> str:
        """One SHA-256 over all files' checksums: changes when any byte of the data changes."""
        lines = "".join(f"{name} {sha256}\n" for name, (sha256, _) in sorted(self.checksums.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def bytes(self) -> int:
        """Size of all files."""
        return sum(size for _, size in self.checksums.values())

    @property
    def licence_files(self) -> list[Path]:
        """The licence texts that lie beside the data, because their licence asks for it."""
        return sorted(self.folder.glob("LICENSE*"))

    def file(self, name: str) -> Path:
        """Return the path of a file of this dataset after checking its SHA-256.

        Raises:
            UserError: The file is missing or corrupt.
            KeyError: The catalogue does not list it (a mistake in the task, not the user's).
        """
        sha256, size = self.checksums[name]
        path = self.folder / name
        mend = "install Gradatim again (make clean setup), or git checkout -- the file"
        if not path.is_file():
            raise UserError(f"Expected the data file {path}", received="no such file", next_step=mend)
        stat = path.stat()
        if stat.st_size != size:
            raise UserError(
                f"Expected {size:,} bytes in {path}", received=f"{stat.st_size:,} bytes: it is damaged", next_step=mend
            )
        received = _sha256(path, stat.st_mtime_ns)
        if received != sha256:
            raise UserError(
                f"Expected SHA-256 {sha256[:16]}… of {path}",
                received=f"{received[:16]}…: it is damaged",
                next_step=mend,
            )
        return path


@cache
def _sha256(path: Path, modified_ns: int) -> str:  # noqa: ARG001  # a part of the cache's key
    """Hash a file once per process and modification time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load_dataset(dataset_id: str, folder: Path | None = None) -> Dataset:
    """Read one catalogue entry.

    Args:
        dataset_id: Such as `penguins`.
        folder: The catalogue. Defaults to the datasets of the bank.

    Raises:
        UserError: There is no such dataset, or its entry is not valid.
    """
    folder = folder or settings().content / "datasets"
    known = sorted(entry.stem for entry in folder.glob("*.toml"))
    if dataset_id not in known:
        near = difflib.get_close_matches(dataset_id, known, n=1)
        raise UserError(
            f"Expected a dataset of the catalogue: {', '.join(known)}",
            received=dataset_id,
            next_step=f"gradatim data show {near[0]}" if near else "gradatim data list",
        )
    path = folder / f"{dataset_id}.toml"
    entry = read_toml(path, _DatasetEntry, what="a catalogue entry", next_step="gradatim data verify")
    values = entry.model_dump(exclude={"files", "examples"})
    return Dataset(
        id=dataset_id,
        folder=folder / dataset_id,
        checksums={file.path: (file.sha256, file.bytes) for file in entry.files},
        examples=example_format(entry.examples) if entry.examples else None,
        **values,
    )


def list_datasets(folder: Path | None = None) -> list[Dataset]:
    """Return all datasets of the catalogue, by id."""
    folder = folder or settings().content / "datasets"
    return [load_dataset(path.stem, folder) for path in sorted(folder.glob("*.toml"))]


def require_examples(dataset: Dataset) -> ExampleFormat:
    """Return how the examples of a dataset are read.

    Raises:
        UserError: It has none.
    """
    if dataset.examples is None:
        raise UserError(
            f"Expected a dataset with examples; {dataset.id} is of kind {dataset.kind}",
            received="no examples in it",
            next_step=f"gradatim data show {dataset.id}",
        )
    return dataset.examples
