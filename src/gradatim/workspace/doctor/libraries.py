"""TensorFlow, Keras and NumPy: which are installed, and do they fit?"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, packages_distributions, version

from gradatim.workspace.doctor.report import Check, problem, well

TENSORFLOW = (2, 21)
KERAS = (3, 15)
NUMPY = (2, 1)
"""The series that Gradatim is built and measured with; pyproject.toml pins them."""
_PACKAGE = "tensorflow" if sys.platform == "darwin" else "tensorflow-cpu"
INSTALL = f'make setup, or python -m pip install "{_PACKAGE}==2.21.*" "keras>=3.15.1,<3.16"'
_LEGACY = "TF_USE_LEGACY_KERAS"


@dataclass(frozen=True)
class LibraryFacts:
    """What is installed.

    Args:
        providers: Versions of the installed packages that bring a module `tensorflow`, by name.
        keras: Version of the package keras; empty for none.
        numpy: Version of NumPy; empty for none.
        legacy_keras: Value of the variable that puts Keras 2 in place of `tf.keras`; empty where it is not set.
    """

    providers: dict[str, str]
    keras: str
    numpy: str
    legacy_keras: str = ""


def read_libraries() -> LibraryFacts:
    """Read what is installed, without importing it."""
    names = set(packages_distributions().get("tensorflow", ()))
    return LibraryFacts(
        providers={name.lower().replace("_", "-"): version_of(name) for name in sorted(names)},
        keras=version_of("keras"),
        numpy=version_of("numpy"),
        legacy_keras=os.environ.get(_LEGACY, ""),
    )


def check_libraries(facts: LibraryFacts) -> list[Check]:
    """Judge the facts."""
    return [_tensorflow(facts.providers), _keras(facts), _numpy(facts)]


def version_of(package: str) -> str:
    """Return the version of an installed package; empty for none."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _tensorflow(providers: dict[str, str]) -> Check:
    title, expected = "TensorFlow", f"one package that brings tensorflow {_dotted(TENSORFLOW)}"
    if not providers:
        return problem("tensorflow", title, received="none", expected=expected, next_step=INSTALL)
    if len(providers) > 1:
        return problem(
            "tensorflow",
            title,
            received=f"{' and '.join(providers)}, which overwrite each other's files",
            expected=expected,
            next_step=f"python -m pip uninstall --yes {' '.join(providers)}, then {INSTALL}",
        )
    ((name, number),) = providers.items()
    if _series(number) != TENSORFLOW:
        return problem("tensorflow", title, received=f"{name} {number}", expected=expected, next_step=INSTALL)
    return well("tensorflow", title, f"{name} {number}")


def _keras(facts: LibraryFacts) -> Check:
    title, wanted = "Keras", f"Keras {_dotted(KERAS)}, the one that reads what you save as the grader does"
    if facts.legacy_keras.lower() in ("1", "true"):
        return problem(
            "keras",
            title,
            received=f"{_LEGACY}={facts.legacy_keras}, which puts Keras 2 in place of tf.keras",
            expected=wanted,
            next_step=f"unset {_LEGACY}, also in your shell's start-up file",
        )
    if not facts.keras or _series(facts.keras) != KERAS:
        return problem("keras", title, received=facts.keras or "none", expected=wanted, next_step=INSTALL)
    return well("keras", title, facts.keras)


def _numpy(facts: LibraryFacts) -> Check:
    if not facts.numpy or _series(facts.numpy) < NUMPY:
        return problem(
            "numpy",
            "NumPy",
            received=facts.numpy or "none",
            expected=f"NumPy {_dotted(NUMPY)} or newer, below 3",
            next_step='make setup, or python -m pip install "numpy>=2.1,<3"',
        )
    return well("numpy", "NumPy", facts.numpy)


def _series(number: str) -> tuple[int, int]:
    parts = [int(part) if part.isdigit() else 0 for part in number.split(".")]
    return (parts[0], parts[1] if len(parts) > 1 else 0)


def _dotted(series: tuple[int, int]) -> str:
    return ".".join(map(str, series))
