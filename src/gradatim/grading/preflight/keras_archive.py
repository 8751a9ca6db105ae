"""Reading a `.keras` archive: `metadata.json`, `config.json` and the checksum of the weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gradatim.grading.preflight.json_reader import MAX_CONFIG_BYTES, read_json
from gradatim.grading.preflight.refusal import refusal
from gradatim.grading.preflight.zip_archive import ZipArchive

WEIGHTS = "model.weights.h5"
_MAX_METADATA_BYTES = 64 * 1024


@dataclass(frozen=True)
class KerasConfig:
    """What Keras wrote about a model.

    Args:
        config: The model's serialised configuration.
        keras_version: The Keras that wrote it; None when the file does not say.
    """

    config: dict[str, Any]
    keras_version: str | None


def read_keras_archive(archive: ZipArchive) -> KerasConfig:
    """Read the description out of a `.keras` archive.

    Args:
        archive: An archive that has a `config.json`.

    Returns:
        The model's configuration and the version that wrote it.

    Raises:
        Refusal: A part is missing, damaged or too large.
    """
    for name in ("metadata.json", WEIGHTS):
        if name not in archive.names:
            raise refusal(
                "damaged-file",
                expected="config.json, metadata.json and model.weights.h5 in a .keras file",
                received=f"an archive without {name}",
                next_step='save the model again with model.save("model.keras")',
            )
    metadata = read_json(archive.read("metadata.json", max_bytes=_MAX_METADATA_BYTES), "metadata.json")
    config = read_json(archive.read("config.json", max_bytes=MAX_CONFIG_BYTES), "config.json")
    archive.verify(WEIGHTS)
    version = metadata.get("keras_version")
    return KerasConfig(config=config, keras_version=version if isinstance(version, str) else None)
