"""A catalogue of one small dataset, for tests that need one that is not bundled."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gradatim.data.catalogue import Dataset, load_dataset

HEAD = """
title = "Small"
description = "A few rows."
kind = "{kind}"
rows = {rows}
source = "made for a test"
source_version = "1"
made_by = "tests/data/builders.py"
licence = "CC0-1.0"
attribution = "Nobody."
"""
FILE = """
[[files]]
path = "{path}"
sha256 = "{sha256}"
bytes = {size}
"""


def write_dataset(
    folder: Path, files: dict[str, bytes], examples: str, *, kind: str = "table", rows: int = 0, name: str = "small"
) -> Dataset:
    """Write a catalogue entry with its files into a catalogue, and read it.

    Args:
        folder: The catalogue.
        files: File name to content.
        examples: The table `[examples]` in TOML, and what follows it.
        kind: What the examples are. Defaults to a table.
        rows: How many there are, as the entry says.
        name: Id of the dataset.
    """
    (folder / name).mkdir(parents=True)
    text = HEAD.format(kind=kind, rows=rows)
    for path, content in files.items():
        (folder / name / path).write_bytes(content)
        text += FILE.format(path=path, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    (folder / f"{name}.toml").write_text(text + examples, encoding="utf-8")
    return load_dataset(name, folder)
