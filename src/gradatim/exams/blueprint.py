"""The blueprint of an exam: categories, pools, weights, time and pass mark, read from a TOML file."""

from __future__ import annotations

import difflib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, model_validator

from gradatim.errors import UserError
from gradatim.settings import settings
from gradatim.toml_file import read_toml

TOTAL_WEIGHT = 100


class Feedback(StrEnum):
    """What a candidate sees while the sitting runs. When it has ended, everything is open."""

    OPEN = "open"
    """Score, metric, interval, messages and findings at once."""
    SCORE = "score"
    """Score, messages and a rough distance; the metric and the findings wait, so that nobody climbs the hidden set."""


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("Expected some text")
    return text


Text = Annotated[str, AfterValidator(_not_blank)]
Positive = Annotated[StrictInt, Field(gt=0)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BlueprintCategory(_Entry):
    """One category of an exam.

    An empty `pool` means every task that the bank holds for this category number.
    """

    number: Positive
    title: Text
    weight: Annotated[StrictInt, Field(gt=0, le=TOTAL_WEIGHT)]
    pool: tuple[Text, ...] = ()


class Blueprint(_Entry):
    """What an exam is made of. Exactly the keys of the TOML file, and stored as JSON with every sitting.

    Args:
        id: Short name, also part of the seed of a draw.
        title: Name of the exam on pages and reports.
        description: One sentence about it. Defaults to nothing.
        minutes: Length of a sitting. Defaults to 300.
        pass_mark: Points of 100 needed to pass. Defaults to 90.
        feedback: What is shown while the sitting runs. Defaults to `Feedback.OPEN`.
        certifies: Whether passing earns a credential. Defaults to False.
        notice: What every page and report of this exam must say.
        retake_days: Days to wait after the first, second, … sitting that did not pass; the last one also after every
            further sitting. Defaults to none: no limits.
        credential_months: How long a credential is valid. Defaults to 36.
        category: The categories, in the order of the file.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Text
    description: str = ""
    minutes: Positive = 300
    pass_mark: Annotated[StrictInt, Field(ge=0, le=TOTAL_WEIGHT)] = 90
    feedback: Feedback = Feedback.OPEN
    certifies: StrictBool = False
    notice: Text = "Practice exams train; they do not certify."
    retake_days: tuple[Positive, ...] = ()
    credential_months: Positive = 36
    category: tuple[BlueprintCategory, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _categories_fit(self) -> Self:
        numbers = [category.number for category in self.category]
        if len(set(numbers)) != len(numbers):
            raise ValueError(f"Expected every category number once. Received: {numbers}")
        weights = [category.weight for category in self.category]
        if sum(weights) != TOTAL_WEIGHT:
            raise ValueError(f"Expected weights that sum to {TOTAL_WEIGHT}. Received: {weights}, sum {sum(weights)}")
        return self

    @property
    def duration_seconds(self) -> float:
        """Length of a sitting in seconds."""
        return self.minutes * 60.0


PRACTICE = "practice"
"""Id of the default blueprint."""


def list_blueprints() -> list[Blueprint]:
    """Return the blueprints of the bank: the practice exam first, then by id.

    Raises:
        UserError: One of them breaks the format.
    """
    blueprints = [read_blueprint(path) for path in sorted(_blueprints_folder().glob("*.toml"))]
    return sorted(blueprints, key=lambda blueprint: (blueprint.id != PRACTICE, blueprint.id))


def find_blueprint(name: str = PRACTICE) -> Blueprint:
    """Return a blueprint of the bank by its id, or any by the path of its file.

    Args:
        name: Such as `full`, or `my-exam.toml`. Defaults to the practice exam.

    Raises:
        UserError: There is neither, or the file breaks the format.

    Example:
        >>> [category.weight for category in find_blueprint("practice").category]
        [10, 15, 20, 25, 30]
    """
    path = Path(name)
    if path.suffix or len(path.parts) > 1:
        return read_blueprint(path)
    bundled = _blueprints_folder() / f"{name}.toml"
    if bundled.is_file():
        return read_blueprint(bundled)
    known = ", ".join(sorted(path.stem for path in _blueprints_folder().glob("*.toml")))
    near = difflib.get_close_matches(name, known.split(", "), n=1)
    raise UserError(
        f"Expected a blueprint, {known}, or the path of a TOML file",
        received=name,
        next_step=f"gradatim exam start --blueprint {near[0]}" if near else "gradatim exam blueprints",
    )


def _blueprints_folder() -> Path:
    return settings().content / "blueprints"


def read_blueprint(path: Path) -> Blueprint:
    """Read a blueprint.

    Args:
        path: A TOML file with the keys of `Blueprint`.

    Returns:
        The blueprint.

    Raises:
        UserError: The file is missing, is not TOML, or breaks the format; the message names file, line and key.

    Example:
        >>> read_blueprint(Path("my-exam.toml"))  # doctest: +SKIP
    """
    correct = f"correct {path}, then gradatim exam start --blueprint {path}"
    return read_toml(path, Blueprint, what="a blueprint", next_step=correct)
