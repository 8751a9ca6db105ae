"""Models that were really trained, with what grader and coach really said of them: `models/`.

`python -m tests.web.recorded [NAME…]` has them graded and examined anew, when a task, the grader or the coach has
changed. `clothes-too-large` and `digits-wrong-shape` were never trained, and are not scored. `islands.py` and
`fuels_by_heart.py` made two of them; `python -m benchmarks.coach` made the others, and says what is wrong with each.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gradatim.bank.reader import load_task
from gradatim.data.split import Split
from gradatim.grading.grade import Predictions
from gradatim.grading.result import GradeResult
from gradatim.settings import Settings
from gradatim.workspace.hand_in import history_beside

FOLDER = Path(__file__).with_name("models")
TASKS = {
    "penguins-standardised": "penguin-mass",
    "penguins-good": "penguin-mass",
    "clothes-standardised": "clothes",
    "clothes-too-large": "clothes",
    "islands": "island-or-lake",
    "questions-twenty-words": "question-or-not",
    "carbon-dioxide-too-low": "mauna-loa",
    "fuels-by-heart": "fuel-heat",
    "digits-wrong-shape": "mail-sorting",
}


@dataclass(frozen=True)
class Recorded:
    """A model with its result.

    Args:
        task: Id of the task that it was graded for.
        model: Its file.
        result: What grader and coach said.
        predictions: What it answered to the hidden rows; None unless it was scored.
        history: `history.csv` of its training; None where nothing was written.
    """

    task: str
    model: Path
    result: GradeResult
    predictions: Predictions | None
    history: Path | None


def recorded(name: str) -> Recorded:
    """Return a model with what was said of it."""
    folder = FOLDER / name
    model, predictions = folder / "model.keras", folder / "predictions.npz"
    return Recorded(
        TASKS[name],
        model,
        GradeResult.model_validate_json((folder / "result.json").read_bytes()),
        np.load(predictions)["predictions"] if predictions.exists() else None,
        history_beside(model),
    )


def record(name: str) -> GradeResult:
    """Grade a model as a worker does, and keep what comes out."""
    from gradatim.coach import coach
    from gradatim.grading.grade import grade

    folder = FOLDER / name
    model = folder / "model.keras"
    split = Split(Settings(home=folder).split_key_bytes)
    sha256 = hashlib.sha256(model.read_bytes()).hexdigest()
    graded = grade(load_task(TASKS[name]), split, model, model_sha256=sha256, coach=coach)
    (folder / "result.json").write_text(graded.result.model_dump_json(indent=1) + "\n", encoding="utf-8")
    if graded.predictions is not None:
        np.savez_compressed(folder / "predictions.npz", predictions=graded.predictions)
    return graded.result


def main(arguments: Sequence[str] | None = None) -> None:
    """Record the models that are named, or all."""
    for name in (sys.argv[1:] if arguments is None else arguments) or TASKS:
        result = record(name)
        said = ", ".join(found.id for found in result.findings) or "; ".join(note.message for note in result.preflight)
        sys.stdout.write(f"{name}: {result.outcome}, {result.score} of 5. {said or 'Nothing found.'}\n")


if __name__ == "__main__":
    main()
