"""What an experiment suggests, before it is weighed against the others."""

from __future__ import annotations

from dataclasses import dataclass, field

from gradatim.grading.metrics.bootstrap import Floats

Figure = float | int | str | list[float] | list[str] | list[list[float]]
Evidence = dict[str, Figure]

RESTORED = 3
"""The score at which a mended answer counts as restored, if mending brought a point."""

MOST_OF_THE_LOSS = 0.4
"""What share of the loss has to go for one point to say that a mistake was mended: others may keep the score low."""

GENERAL = ("underfitting",)
"""What may have any reason comes after reasons that are worth points: its own points are what there is to gain."""

ARRANGEMENTS = ("padding-side", "axis-order", "channel-order")
"""What may be otherwise in training without spoiling most answers, and without changing any number."""

KNOWS_SOMETHING = 0.7
"""What share of the loss of one answer for all is left at most to whoever has learnt something."""

AS_GOOD = 1.25
"""Losses that differ by less than this factor are about as good as each other."""


@dataclass(frozen=True)
class Suspicion:
    """A mistake that an experiment points at.

    Args:
        finding: Its id, one of `bank/findings.py`.
        summary: What was seen, in one or two sentences with figures.
        evidence: The figures by name.
        mended: Predictions for all hidden rows as they would be without the mistake; None where no experiment can
            undo it.
        metric: The metric that mending would bring, measured or bounded by what was measured; None when unknown.
        seen_twice: Whether mending helps with the candidate's own examples as it does with the hidden ones, so that it
            need not restore the score to be believed.
    """

    finding: str
    summary: str
    evidence: Evidence = field(default_factory=dict)
    mended: Floats | None = None
    metric: float | None = None
    seen_twice: bool = False
