"""Models that answer scripts have trained before, so that grading a task anew need not train it anew.

Training takes minutes, grading seconds; and what the coach says of a model changes more often than its script does.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from gradatim.bank.answers import AnswerRun
from gradatim.store.whole_file import write_whole


@dataclass(frozen=True)
class TrainedAnswers:
    """A folder with the last model of each task, script and seed, and what it was trained from."""

    folder: Path

    def find(self, place: AnswerPlace, origin: Mapping[str, str]) -> AnswerRun | None:
        """Return the kept run if it was trained from exactly this, otherwise None.

        Args:
            place: Which task, script and seed.
            origin: Whatever the model depends on: digests of data and script, versions of the libraries.
        """
        model, record = self._model(place), self._record(place)
        try:
            kept = json.loads(record.read_text(encoding="utf-8"))
            sound = hashlib.sha256(model.read_bytes()).hexdigest() == kept["sha256"]
            if kept["origin"] != dict(origin) or not sound:
                return None
            return AnswerRun(seconds=float(kept["seconds"]), cpu_seconds=float(kept["cpu_seconds"]), model=model)
        except (OSError, ValueError, KeyError, TypeError):
            return None  # never kept, or damaged: training again costs time only

    def keep(self, place: AnswerPlace, origin: Mapping[str, str], run: AnswerRun) -> None:
        """Keep the model of a run in place of the one before."""
        model = self._model(place)
        model.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(run.model, model)
        record = {
            **asdict(place),
            "origin": dict(origin),
            "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
            "seconds": run.seconds,
            "cpu_seconds": run.cpu_seconds,
        }
        write_whole(self._record(place), json.dumps(record, indent=1).encode())

    def forget(self, task: str) -> None:
        """Remove what is kept of a task."""
        shutil.rmtree(self.folder / task, ignore_errors=True)

    def _model(self, place: AnswerPlace) -> Path:
        script = Path(place.file).with_suffix("").as_posix().replace("/", "-")
        return self.folder / place.task / f"{script}-{place.seed}.keras"

    def _record(self, place: AnswerPlace) -> Path:
        return self._model(place).with_suffix(".json")


@dataclass(frozen=True)
class AnswerPlace:
    """Which answer a model is: task id, script below the task's folder, seed."""

    task: str
    file: str
    seed: int
