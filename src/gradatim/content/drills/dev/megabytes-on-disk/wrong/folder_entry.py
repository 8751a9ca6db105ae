from pathlib import Path


def size_in_mb(path: Path) -> float:
    """Return the size of a saved model, a file or a folder, in megabytes of 1,000,000 bytes."""
    return path.stat().st_size / 1_000_000
