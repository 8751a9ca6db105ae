"""What was run in a kernel, and how it goes with what was saved: for each cell, the newer of the two counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gradatim.workspace.notebook_answer import CodeCell, only_magics


class Execution(Protocol):
    """What IPython tells of a cell that it is about to run."""

    @property
    def raw_cell(self) -> str | None:
        """Its text."""
        ...

    @property
    def cell_id(self) -> str | None:
        """Its id in the notebook; None where the editor sends none."""
        ...


@dataclass(frozen=True)
class Merged:
    """The code cells of a notebook as of now.

    Args:
        cells: Those of the saved file, in its order; where a cell was run later than it was saved, as it was run.
        unsaved: How many cells were run that the saved file does not know, so that their place is not known either.
    """

    cells: tuple[CodeCell, ...]
    unsaved: int


@dataclass(frozen=True)
class _Ran:
    source: str
    at: float


@dataclass
class RanCells:
    """Remembers the latest text of each cell that ran in this kernel.

    Args:
        now: The clock, seconds since 1970 UTC. Defaults to this machine's.
    """

    now: Callable[[], float] = time.time
    _by_id: dict[str, _Ran] = field(default_factory=dict)
    _without_id: dict[str, _Ran] = field(default_factory=dict)

    def note(self, execution: Execution) -> None:
        """Remember a cell that runs; IPython calls this before each one."""
        source = (execution.raw_cell or "").rstrip("\n")
        ran = _Ran(source, self.now())
        if execution.cell_id:
            self._by_id[execution.cell_id] = ran
        else:
            self._without_id[source] = ran

    def merge(self, saved: Sequence[CodeCell], saved_at: float) -> Merged:
        """Return the cells of a saved notebook with what was run since.

        Args:
            saved: The code cells of the file.
            saved_at: When it was saved, seconds since 1970 UTC.
        """
        newer = {id_: ran.source for id_, ran in self._by_id.items() if ran.at > saved_at}
        cells = tuple(CodeCell(cell.id, newer.get(cell.id, cell.source)) for cell in saved)
        known_ids = {cell.id for cell in saved}
        # VS Code counts its cells in ids of its own, so text decides as well.
        known_texts = {cell.source.rstrip("\n") for cell in saved}
        unknown = [source for id_, source in newer.items() if id_ not in known_ids]
        unknown += [source for source, ran in self._without_id.items() if ran.at > saved_at]
        return Merged(cells, sum(source not in known_texts and not only_magics(source) for source in unknown))
