"""The dataset catalogue: sources, checksums and licences of all data that ships with Gradatim.

A dataset is `content/datasets/<id>.toml` beside a folder `content/datasets/<id>/` with its files.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from gradatim.errors import UserError
from gradatim.settings import settings
from gradatim.toml_file import read_toml


class _FileEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    path: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(gt=0)


class _DatasetEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    description: str
    source: str
    source_version: str
    made_by: str
    licence: str
    licence_note: str = ""
    attribution: str
    files: list[_FileEntry] = Field(min_length=1)
    columns: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Dataset:
    """One dataset of the catalogue.

    Args:
        id: Name of its file and folder, such as `penguins`.
        title: What it is, in a few words.
        description: What one example is and how the data came to be.
        source: Where it was taken from: registry and package.
        source_version: The version that was taken.
        made_by: Script in the repository that made the shipped files from the source.
        licence: SPDX identifier, or the name of the terms.
        licence_note: What the licence asks of those who pass the data on.
        attribution: The line to show wherever the data is shown.
        columns: Column name to meaning and unit, for tables.
        folder: Where its files lie.
        checksums: File name to `(sha256, bytes)`.
    """

    id: str
    title: str
    description: str
    source: str
    source_version: str
    made_by: str
    licence: str
    licence_note: str
    attribution: str
    columns: dict[str, str]
    folder: Path
    checksums: dict[str, tuple[str, int]] = field(repr=False)

    @property
    def checksum(self) -> str:
        """One SHA-256 over all files' checksums: changes when any byte of the data changes."""
        lines = "".join(f"{name} {sha256}\n" for name, (sha256, _) in sorted(self.checksums.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

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
    path = folder / f"{dataset_id}.toml"
    if not path.is_file():
        known = ", ".join(sorted(entry.stem for entry in folder.glob("*.toml")))
        raise UserError(
            f"Expected a dataset of the catalogue: {known}", received=dataset_id, next_step="correct the id"
        )
    entry = read_toml(path, _DatasetEntry, what="a catalogue entry", next_step="gradatim task lint")
    values = entry.model_dump(exclude={"files"})
    checksums = {file.path: (file.sha256, file.bytes) for file in entry.files}
    return Dataset(id=dataset_id, folder=folder / dataset_id, checksums=checksums, **values)


def list_datasets(folder: Path | None = None) -> list[Dataset]:
    """Return all datasets of the catalogue, by id."""
    folder = folder or settings().content / "datasets"
    return [load_dataset(path.stem, folder) for path in sorted(folder.glob("*.toml"))]
