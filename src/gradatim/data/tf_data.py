"""The candidate's part as a `tf.data.Dataset`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tensorflow as tf

from gradatim.data.example_format import ExampleFormat
from gradatim.data.read import Values
from gradatim.data.schema import ColumnType
from gradatim.errors import UserError


def tf_data(dataset: str, form: ExampleFormat, stored: Mapping[str, Values], *, supervised: bool) -> tf.data.Dataset:
    """Return the examples in the order of the rows, without batches.

    Args:
        dataset: Its id, for messages.
        form: What the columns are.
        stored: Column name to values, rows first; pictures of an archive are `bytes`.
        supervised: Give pairs `(input, target)` instead of dicts of all columns.

    Raises:
        UserError: `supervised` is asked of a dataset that has no natural pair.
    """
    pair = form.supervised
    if supervised and pair is None:
        raise UserError(
            f"Expected a dataset with one input and one target; {dataset} has several columns to choose from",
            received="supervised=True",
            next_step=f'load("{dataset}").as_tf_data(), then map each dict to the pair that you want',
        )
    files = [
        column.name
        for column in form.columns
        if column.type is ColumnType.PICTURE and stored[column.name].dtype == object
    ]
    slices = {name: _tensor(values) for name, values in stored.items()}

    def decoded(example: dict[str, Any]) -> Any:
        channels = {name: form.column(name).shape[-1] for name in files}
        pictures = {
            name: tf.io.decode_image(example[name], channels=channels[name], expand_animations=False) for name in files
        }
        example = {**example, **pictures}
        return (example[pair[0]], example[pair[1]]) if supervised and pair else example

    data = tf.data.Dataset.from_tensor_slices(slices)
    return data.map(decoded, num_parallel_calls=tf.data.AUTOTUNE) if files or supervised else data


def _tensor(values: Any) -> Any:
    return tf.constant(values.tolist(), tf.string) if values.dtype == object else values
