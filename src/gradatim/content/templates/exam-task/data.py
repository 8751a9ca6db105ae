"""The candidate's data and the hidden data. NumPy and the standard library only."""

from pathlib import Path

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.hidden_set import HiddenSet
from gradatim.data.split import Split

HIDDEN_SHARE = 0.3


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write the candidate's examples into the folder, as the README describes them."""
    visible = [row for row in range(100) if not split.is_hidden(dataset.id, str(row), share=HIDDEN_SHARE)]
    np.savez_compressed(folder / "train.npz", x=np.array(visible, dtype=np.float32))


def hidden(dataset: Dataset, split: Split) -> HiddenSet:
    """Return the hidden examples: every statistic used here comes from the candidate's part."""
    rows = [row for row in range(100) if split.is_hidden(dataset.id, str(row), share=HIDDEN_SHARE)]
    inputs = np.array(rows, dtype=np.float32)[:, None]
    return HiddenSet(inputs=inputs, targets=2 * inputs, ids=tuple(str(row) for row in rows))
