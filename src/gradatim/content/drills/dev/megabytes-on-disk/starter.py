from pathlib import Path


def size_in_mb(path: Path) -> float:
    """Return the size of a saved model, a file or a folder, in megabytes of 1,000,000 bytes."""
    ...  # TODO: add up the bytes of the file, or of every file in the folder
