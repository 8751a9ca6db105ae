"""Says how a saved model gets from here to the grader."""

import hashlib
import importlib
from pathlib import Path


def bring_back(file: str, command: str) -> None:
    """Print the receipt of a file and the command that hands it in; in Colab, download it as well."""
    content = Path(file).read_bytes()
    receipt = hashlib.sha256(content).hexdigest()[:16]
    print(f"{file}: {len(content) / 1e6:.1f} MB, receipt {receipt}")
    print(f"Copy it to the machine with your folder, then there: {command}")
    try:
        importlib.import_module("google.colab.files").download(file)
    except ModuleNotFoundError:
        print(f"It lies here: {Path(file).resolve()}")
