from pathlib import Path


def size_in_mb(path: Path) -> float:
    """Return the size of a saved model, a file or a folder, in megabytes of 1,000,000 bytes."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1_000_000
