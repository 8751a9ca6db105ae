"""Which tasks were proven on this machine, by content hash, so that `task verify` repeats nothing without need."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from gradatim.grading.result import GRADER_VERSION


@dataclass(frozen=True)
class Proofs:
    """A small JSON file: task id to what was proven."""

    path: Path

    def holds(self, task_id: str, digest: str, seeds: int) -> bool:
        """Return whether this content was proven with at least this many seeds, this grader and this Keras."""
        proof = self._read().get(task_id, {})
        return proof.get("key") == self._key(digest) and int(proof.get("seeds", 0)) >= seeds

    def add(self, task_id: str, digest: str, seeds: int) -> None:
        """Remember a proof."""
        proofs = self._read() | {task_id: {"key": self._key(digest), "seeds": str(seeds)}}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(proofs, indent=1), encoding="utf-8")

    @staticmethod
    def _key(digest: str) -> str:
        return f"{digest} grader {GRADER_VERSION} keras {version('keras')}"

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            proofs: dict[str, dict[str, str]] = json.loads(self.path.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}  # a lost cache costs time only
        return proofs
