"""Which editors are here. None is needed: the folder is the interface."""

from __future__ import annotations

from dataclasses import dataclass

from gradatim.workspace.doctor.report import Check, well
from gradatim.workspace.editors.detect import FoundEditor, find_editors


@dataclass(frozen=True)
class EditorFacts:
    """The editors of this machine, as `--editor` finds them."""

    found: tuple[FoundEditor, ...]


def read_editors() -> EditorFacts:
    """Look for them."""
    return EditorFacts(find_editors())


def check_editors(facts: EditorFacts) -> list[Check]:
    """Judge the facts."""
    found = ", ".join(f"{one.editor.full_name} ({one.evidence})" for one in facts.found)
    return [well("editors", "Editors", found or "none found; any editor will do, also one that is not in the list")]
