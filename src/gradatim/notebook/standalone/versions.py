"""Says whether what is saved here can be read by the grader."""

import sys
from importlib import metadata


def compare_versions(python: str, keras: str) -> None:
    """Print what this machine has beside what the grader has, and what to do about it."""
    try:
        here = metadata.version("keras")
    except metadata.PackageNotFoundError:
        print(f'No Keras here. Next: %pip install "keras=={_series(keras)}.*" tensorflow, then restart the kernel')
        return
    print(f"Keras {here} here, {keras} in the grader.", end=" ")
    mine, graders = _numbers(here), _numbers(keras)
    install = f'%pip install "keras=={_series(keras)}.*", restart the kernel, run all cells again'
    if mine[0] < graders[0]:
        print(f"Keras {mine[0]} writes other files; the grader reads most, not all. Better: {install}")
    elif mine[0] > graders[0]:
        print(f"The grader cannot read a model saved here. Next: {install}")
    elif mine > graders:
        print(f"Files of a newer Keras mostly load. If yours is refused: {install}")
    else:
        print("The grader reads what is saved here.")
    if sys.version_info[:2] != _numbers(python):
        print(
            f"Python {sys.version_info[0]}.{sys.version_info[1]} here, {python} in the grader: only Lambda layers mind."
        )


def _series(version: str) -> str:
    return ".".join(version.split(".")[:2])


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2])
