"""Datasets: where they come from, under which licence, and how the hidden part is drawn.

For your own programs: `load` reads the candidate's part of a bundled dataset, `list_datasets` names them all. Neither
imports TensorFlow; `import gradatim.data.tfds` makes them known to TensorFlow Datasets.

Example:
    >>> from gradatim.data import list_datasets, load
    >>> birds = load("penguins")
    >>> sorted(birds.as_numpy())[:2]
    ['bill_depth_mm', 'bill_length_mm']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradatim.data.candidate_part import CandidatePart as CandidatePart
    from gradatim.data.candidate_part import load as load
    from gradatim.data.catalogue import Dataset as Dataset
    from gradatim.data.catalogue import list_datasets as list_datasets

_PUBLIC = {
    "CandidatePart": "gradatim.data.candidate_part",
    "Dataset": "gradatim.data.catalogue",
    "list_datasets": "gradatim.data.catalogue",
    "load": "gradatim.data.candidate_part",
}

__all__ = ["CandidatePart", "Dataset", "list_datasets", "load"]


def __getattr__(name: str) -> object:
    """Import a public name when it is asked for: reading the catalogue must not cost the import of NumPy."""
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_PUBLIC[name]), name)
