"""What one run of a model may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RunLimits:
    """Limits of one conversation with a model.

    Args:
        memory_mb: Memory in MiB beyond what the process uses once TensorFlow is imported; the inputs of a predict
            call count too. Defaults to 2048.
        seconds: Wall-clock seconds for loading and all predict calls together; the caller's own work between the
            calls does not count. Defaults to 60.
        start_seconds: Wall-clock seconds for the process to start and import TensorFlow. Defaults to 120.

    Raises:
        ValueError: A limit is not above zero.

    Example:
        >>> RunLimits(seconds=5).memory_mb
        2048
    """

    memory_mb: int = 2048
    seconds: float = 60
    start_seconds: float = 120

    def __post_init__(self) -> None:
        for name in ("memory_mb", "seconds", "start_seconds"):
            value = getattr(self, name)
            if not value > 0:
                raise ValueError(f"Expected {name} above 0. Received: {name}={value}")
