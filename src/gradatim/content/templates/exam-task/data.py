"""The candidate's data and the hidden data. NumPy and the standard library only."""

from pathlib import Path

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

HIDDEN_SHARE = 0.3


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write the candidate's examples into the folder, as the README describes them."""
    np.savez_compressed(folder / "train.npz", x=training(dataset, split).inputs)


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's examples in exactly the form of the hidden ones."""
    return examples([row for row in range(100) if not split.is_hidden(dataset.id, str(row), share=HIDDEN_SHARE)])


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the hidden examples: every statistic used here comes from the candidate's part."""
    return examples([row for row in range(100) if split.is_hidden(dataset.id, str(row), share=HIDDEN_SHARE)])


def examples(rows: list[int]) -> Examples:
    """Return what enters a model and what should leave it."""
    inputs = np.array(rows, dtype=np.float32)[:, None]
    return Examples(inputs=inputs, targets=2 * inputs, ids=tuple(str(row) for row in rows))
