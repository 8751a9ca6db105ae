"""Which drill a learner means by the name of a skill or drill, or by nothing."""

from __future__ import annotations

import difflib

from gradatim.bank.drill_reader import load_drills
from gradatim.bank.skills import load_skills
from gradatim.errors import UserError
from gradatim.mastery.guide import Guide
from gradatim.mastery.next_drill import Suggestion


def choose_drill(guide: Guide, what: str | None) -> Suggestion | None:
    """Return the drill to put into the practice folder; None when nothing was named and all is done.

    Args:
        guide: Knows the progress.
        what: Id of a drill, of a skill, or None for the next best.

    Raises:
        UserError: There is no such skill or drill, or the skill has none.
    """
    if what is None:
        return guide.suggest()
    drills, skills = load_drills(), load_skills()
    if what in drills:
        return Suggestion(drills[what], "You asked for it.")
    if what in skills:
        entry = next(entry for entry in guide.skills() if entry.skill.id == what)
        if not entry.drills:
            raise UserError(f"Expected drills for {what}", received="none in this bank", next_step="gradatim skills")
        unsolved = [drill for drill in entry.drills if drill.id not in entry.passed]
        reason = f"{len(entry.passed)} of {len(entry.drills)} drills of {what} pass."
        return Suggestion((unsolved or list(entry.drills))[0], reason)
    near = difflib.get_close_matches(what, [*drills, *skills], n=1)
    raise UserError(
        "Expected the id of a skill or a drill",
        received=what,
        next_step=f"gradatim learn {near[0]}" if near else "gradatim skills",
    )
