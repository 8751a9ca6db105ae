"""All samples, one family or a few a file."""

from __future__ import annotations

from tests.attacks.corpus import archives, configs, frames, graphs, hdf5, lambdas, machine, outputs, resources
from tests.attacks.sample import Sample

SAMPLES: tuple[Sample, ...] = (
    *lambdas.SAMPLES,
    *configs.SAMPLES,
    *hdf5.SAMPLES,
    *archives.SAMPLES,
    *graphs.SAMPLES,
    *machine.SAMPLES,
    *resources.SAMPLES,
    *frames.SAMPLES,
    *outputs.SAMPLES,
)
