"""Makes the bundled datasets known to TensorFlow Datasets. Importing this module is all it takes, and needs no network.

The one split, `train`, is the candidate's part: the rows that no exam task hides in practice. The version number
changes with every byte of the data and with the rule of what is hidden, so files that TensorFlow Datasets keeps from
an older Gradatim are never read in their place.

Example:
    >>> import tensorflow_datasets as tfds
    >>> import gradatim.data.tfds  # registers gradatim_penguins and the others
    >>> birds, info = tfds.load("gradatim_penguins", split="train", with_info=True)
    >>> info.features["species"].names
    ['Adelie', 'Chinstrap', 'Gentoo']
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import numpy as np
import tensorflow_datasets as tfds

from gradatim.data.candidate_part import load
from gradatim.data.catalogue import Dataset, list_datasets, load_dataset, require_examples
from gradatim.data.schema import Column, ColumnType

PREFIX = "gradatim_"
_VERSIONS = 10**6


def tfds_name(dataset_id: str) -> str:
    """Return the name by which TensorFlow Datasets knows a dataset.

    Example:
        >>> tfds_name("fashion-mnist")
        'gradatim_fashion_mnist'
    """
    return PREFIX + dataset_id.replace("-", "_")


class CatalogueBuilder(tfds.core.GeneratorBasedBuilder, skip_registration=True):  # type: ignore[misc, call-arg]
    """Builds one dataset of the catalogue: features from its schema, examples from the candidate's part."""

    dataset_id: ClassVar[str]
    # Nothing is downloaded. TensorFlow Datasets would look for a list of addresses beside the module.
    url_infos: ClassVar[dict[str, Any]] = {}

    on_example: Callable[[], None] | None = None
    """Called after each example that was prepared."""

    def _info(self) -> tfds.core.DatasetInfo:
        dataset = load_dataset(self.dataset_id)
        form = require_examples(dataset)
        return tfds.core.DatasetInfo(
            builder=self,
            description=f"{dataset.title}. {' '.join(dataset.description.split())}",
            features=tfds.features.FeaturesDict({column.name: _feature(column) for column in form.columns}),
            supervised_keys=form.supervised,
            disable_shuffling=form.row_order,
            # Without one, an address in the public catalogue is made up, where these datasets are not.
            homepage=f"gradatim data show {dataset.id}",
            citation=dataset.citation or " ".join(dataset.attribution.split()),
            license=f"{dataset.licence}. {' '.join(dataset.attribution.split())}",
        )

    def _split_generators(self, _downloads: tfds.download.DownloadManager) -> dict[str, Any]:
        return {"train": self._generate_examples()}

    def _generate_examples(self) -> Iterator[tuple[str, dict[str, Any]]]:
        part = load(self.dataset_id)
        for row, name in enumerate(part.ids):
            yield name, {column.name: part.stored[column.name][row] for column in part.form.columns}
            if self.on_example:
                self.on_example()


def builder_class(dataset: Dataset) -> type[CatalogueBuilder]:
    """Return the builder of a dataset, which `tfds.load` finds by its name.

    Raises:
        UserError: The dataset has no examples.
    """
    require_examples(dataset)
    builder: type[CatalogueBuilder] = globals()[_class_name(dataset)]
    return builder


def _class_name(dataset: Dataset) -> str:
    return "".join(word.capitalize() for word in tfds_name(dataset.id).split("_"))


def version(dataset: Dataset) -> tfds.core.Version:
    """Return 1.x.y, where x and y are drawn from a digest of the files, their schema and what is hidden."""
    digest = hashlib.sha256(f"{dataset.checksum} {dataset.examples}".encode()).digest()
    minor, patch = divmod(int.from_bytes(digest[:8], "big") % _VERSIONS**2, _VERSIONS)
    return tfds.core.Version(f"1.{minor}.{patch}")


def _feature(column: Column) -> Any:
    match column.type:
        case ColumnType.TEXT:
            return tfds.features.Text()
        case ColumnType.CLASS:
            return tfds.features.ClassLabel(names=list(column.classes))
        case ColumnType.PICTURE:
            return tfds.features.Image(shape=column.shape)
        case ColumnType.INTEGER:
            return tfds.features.Tensor(shape=column.shape, dtype=np.int64)
        case _:
            return tfds.features.Tensor(shape=column.shape, dtype=np.float32)


def _register() -> None:
    for dataset in list_datasets():
        if dataset.examples is None:
            continue
        # Pickle, which tf.data and Beam use, looks a class up in its module.
        name = _class_name(dataset)
        attributes = {
            "name": tfds_name(dataset.id),
            "dataset_id": dataset.id,
            "VERSION": version(dataset),
            "RELEASE_NOTES": {},
            "__module__": __name__,
            "__doc__": dataset.title,
        }
        globals()[name] = type(name, (CatalogueBuilder,), attributes)


_register()
