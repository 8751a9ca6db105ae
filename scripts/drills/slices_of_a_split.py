"""Write the penguins of the catalogue as a prepared dataset of TensorFlow Datasets.

    python scripts/drills/slices_of_a_split.py

The drill `slices-of-a-split` ships it. The rows keep
their measurements and species; rows without measurements are left out.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow_datasets as tfds

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
SOURCE = CONTENT / "datasets" / "penguins" / "penguins.csv"
TARGET = CONTENT / "drills" / "nn" / "slices-of-a-split" / "files" / "data"
MEASURES = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")


class PalmerBirds(tfds.core.GeneratorBasedBuilder):  # type: ignore[misc]  # the package has no types
    """Four measurements and the species of each penguin."""

    VERSION = tfds.core.Version("1.0.0")

    def _info(self) -> Any:
        features = {
            "measures": tfds.features.Tensor(shape=(len(MEASURES),), dtype=np.float32),
            "species": tfds.features.ClassLabel(names=["Adelie", "Chinstrap", "Gentoo"]),
            "island": tfds.features.Text(),
        }
        return tfds.core.DatasetInfo(
            builder=self,
            description="Palmer penguins: bill length, bill depth, flipper length (mm) and body mass (g). CC0.",
            features=tfds.features.FeaturesDict(features),
            supervised_keys=("measures", "species"),
        )

    def _split_generators(self, dl_manager: object) -> dict[str, Iterator[tuple[int, dict[str, Any]]]]:  # noqa: ARG002
        return {"train": self._generate_examples(SOURCE)}

    def _generate_examples(self, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
        with path.open(encoding="utf-8") as file:
            for row, bird in enumerate(csv.DictReader(file)):
                if all(bird[name] for name in MEASURES):
                    measures = [float(bird[name]) for name in MEASURES]
                    yield row, {"measures": measures, "species": bird["species"], "island": bird["island"]}


def main() -> None:
    """Prepare the dataset and copy its files to the drill."""
    with tempfile.TemporaryDirectory() as folder:
        PalmerBirds(data_dir=folder).download_and_prepare()
        shutil.rmtree(TARGET, ignore_errors=True)
        shutil.copytree(Path(folder) / "palmer_birds", TARGET / "palmer_birds")


if __name__ == "__main__":
    main()
