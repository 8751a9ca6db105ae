"""The candidate's part of a dataset: the examples that no exam task hides in practice."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset, load_dataset, require_examples
from gradatim.data.example_format import ExampleFormat, Withheld, fill_in
from gradatim.data.read import Values, objects, read_columns
from gradatim.data.schema import Column, ColumnType
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

if TYPE_CHECKING:
    import tensorflow as tf


@dataclass(frozen=True)
class CandidatePart:
    """The examples of a dataset that a candidate may train on.

    Args:
        dataset: Where they come from, with licence and attribution.
        form: What the columns are.
        stored: Column name to values as they lie in the files; pictures of an archive are `bytes`.
        ids: A unique name of each row.
    """

    dataset: Dataset
    form: ExampleFormat
    stored: Mapping[str, Values]
    ids: tuple[str, ...]

    def __len__(self) -> int:
        """Return the number of examples."""
        return len(self.ids)

    def classes(self, column: str) -> tuple[str, ...]:
        """Return the class names of a column, in the order of its numbers."""
        return self.form.column(column).classes

    def as_numpy(self) -> dict[str, Values]:
        """Return all columns as arrays, rows first.

        Returns:
            Column name to values. Numbers are float32 (nothing there is NaN), whole numbers and classes int64, texts
            objects of type `str`, pictures uint8 `(rows, height, width, channels)`; where pictures differ in size, an
            array of objects, each uint8 `(height, width, channels)`.
        """
        return {column.name: self._decoded(column) for column in self.form.columns}

    def as_tf_data(self, *, supervised: bool = False) -> tf.data.Dataset:
        """Return the examples as a `tf.data.Dataset`, in the order of the rows, without batches. Imports TensorFlow.

        Args:
            supervised: Give pairs `(input, target)` instead of dicts of all columns. Defaults to False.

        Raises:
            UserError: `supervised` is asked of a dataset that has no natural pair.
        """
        from gradatim.data.tf_data import tf_data

        return tf_data(self.dataset.id, self.form, self.stored, supervised=supervised)

    def _decoded(self, column: Column) -> Values:
        values = self.stored[column.name]
        if not (column.type is ColumnType.PICTURE and values.dtype == object):
            return values
        return objects([decoded_picture(content, channels=column.shape[-1] or 0) for content in values])


def load(dataset_id: str) -> CandidatePart:
    """Read the candidate's part of a bundled dataset: no exam task hides any of its rows in practice.

    Args:
        dataset_id: Such as `penguins`; `gradatim data list` shows all.

    Raises:
        UserError: There is no such dataset, it has no examples, or its files are damaged.

    Example:
        >>> from gradatim.data import load
        >>> birds = load("penguins")
        >>> birds.as_numpy()["flipper_length_mm"].dtype
        dtype('float32')
    """
    return candidate_part(load_dataset(dataset_id), Split(PRACTICE_SPLIT_KEY.encode()))


def candidate_part(dataset: Dataset, split: Split) -> CandidatePart:
    """Return the part of a dataset that no task hides under a split.

    Raises:
        UserError: The dataset has no examples, or its files are damaged.
    """
    form = require_examples(dataset)
    columns = read_columns(dataset, form)
    rows = len(next(iter(columns.values())))
    visible = np.ones(rows, dtype=bool)
    for rule in form.withheld:
        visible &= ~_hidden_rows(rule, fill_in(rule.group, columns, form, rows, rule.step), dataset.id, split)
    ids = fill_in(form.id, columns, form, rows)
    return CandidatePart(
        dataset=dataset,
        form=form,
        stored={name: values[visible] for name, values in columns.items()},
        ids=tuple(ids[row] for row in np.flatnonzero(visible)),
    )


def decoded_picture(content: bytes, channels: int) -> npt.NDArray[np.uint8]:
    """Return the pixels of a JPEG or PNG file, uint8 `(height, width, channels)`."""
    from PIL import Image

    picture = Image.open(io.BytesIO(content)).convert({1: "L", 3: "RGB", 4: "RGBA"}[channels])
    pixels = np.asarray(picture, dtype=np.uint8)
    return pixels[..., np.newaxis] if channels == 1 else pixels


def _hidden_rows(rule: Withheld, groups: list[str], dataset_id: str, split: Split) -> npt.NDArray[np.bool_]:
    if rule.share is None:
        first: Any = rule.first
        return np.array([group >= first for group in groups], dtype=bool)
    hidden = {group for group in set(groups) if split.is_hidden(dataset_id, group, share=rule.share)}
    return np.array([group in hidden for group in groups], dtype=bool)
