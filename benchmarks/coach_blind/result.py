"""What the test came to: how often the first finding was right, the misses, and good models with findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coach_blind.candidate import Candidate
from benchmarks.coach_blind.examining import Seen
from benchmarks.machine import machine
from benchmarks.page import table
from gradatim.grading.bands import HIGHEST_SCORE
from gradatim.grading.metrics.wilson import wilson_interval

PAGE = Path("docs/coach.md")
BEGIN = "<!-- blind: written by python -m benchmarks.coach_blind -->"
END = "<!-- end of blind -->"
_GOOD = 4


@dataclass(frozen=True)
class Verdict:
    """A candidate, what was said of the model, and the processor seconds of its training."""

    candidate: Candidate
    seen: Seen
    seconds: float

    @property
    def first(self) -> str:
        """The first finding; a dash without any."""
        return self.seen.findings[0] if self.seen.findings else "-"

    @property
    def is_broken(self) -> bool:
        """Whether the model has a mistake that cost it a point."""
        return not self.candidate.is_good and self.seen.score is not None and self.seen.score < HIGHEST_SCORE

    @property
    def is_good(self) -> bool:
        """Whether the model has no mistake and shows it."""
        return self.candidate.is_good and (self.seen.score or 0) >= _GOOD

    @property
    def is_right(self) -> bool:
        """Whether the first finding is one that a fair examiner would accept."""
        return self.first in self.candidate.causes

    def line(self) -> str:
        """Return the verdict in one line."""
        mark = (
            "good" if self.candidate.is_good else ("ok" if self.is_right else "MISS") if self.is_broken else "uncounted"
        )
        wanted = "|".join(self.candidate.causes) or "none"
        metric = f"{self.seen.metric:.4g}" if self.seen.metric is not None else self.seen.message
        return (
            f"{mark}: {self.candidate.task} {self.candidate.name}: score {self.seen.score} ({metric}), "
            f"expected {wanted}, said {', '.join(self.seen.findings) or 'nothing'} [{self.seconds:.1f} s, "
            f"coach {self.seen.coach_ms / 1000:.1f} s of {self.seen.grading_ms / 1000:.1f} s]"
        )


def share(right: int, of: int) -> str:
    """Return a share with its 95 % interval (Wilson 1927)."""
    if not of:
        return "none"
    low, high = wilson_interval(right, of)
    return f"{right} of {of} ({right / of:.1%}; {low:.1%} to {high:.1%})"


def report(verdicts: Sequence[Verdict]) -> str:
    """Return the counts and the misses as text."""
    broken = [one for one in verdicts if one.is_broken]
    good = [one for one in verdicts if one.is_good]
    left_out = [one for one in verdicts if not one.candidate.is_good and not one.is_broken]
    lines = [f"\nRight first finding: {share(_right(broken), len(broken))}", "\nBy expected finding:"]
    lines += _grouped(broken, lambda one: one.candidate.causes[0])
    lines += ["\nBy family:", *_grouped(broken, lambda one: one.candidate.family)]
    lines += ["\nMisses:"]
    for one in broken:
        if not one.is_right:
            lines.append(f"- {one.line()}\n    {one.candidate.mistake}")
            lines += [f"    said: {text}" for text in one.seen.summaries[:2]]
    told = [one for one in good if one.seen.findings]
    lines += [f"\nGood models with findings: {len(told)} of {len(good)}", *(f"- {one.line()}" for one in told)]
    weak = [one for one in verdicts if one.candidate.is_good and not one.is_good]
    lines += [f"\nMeant to be good, below 4 points: {len(weak)}", *(f"- {one.line()}" for one in weak)]
    lines += [
        f"\nBroken, without losing a point or not scored: {len(left_out)}",
        *(f"- {one.line()}" for one in left_out),
    ]
    curves = [one for one in verdicts if one.candidate.logged]
    heard = sum("learning-curve" in one.seen.findings for one in curves)
    lines += [f"\nOf {len(curves)} histories handed in, learning-curve was named in {heard}."]
    seconds = [one.seconds for one in verdicts]
    lines += [
        f"Training took {sum(seconds) / len(seconds):.1f} s of processor time each, {max(seconds):.1f} s at most."
    ]
    return "\n".join(lines)


def _right(verdicts: Sequence[Verdict]) -> int:
    return sum(one.is_right for one in verdicts)


def _grouped(verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> list[str]:
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        groups[key(one)].append(one)
    return [f"- {name}: {share(_right(group), len(group))}" for name, group in sorted(groups.items())]


def write_page(verdicts: Sequence[Verdict]) -> None:
    """Write the section between its markers."""
    text = PAGE.read_text(encoding="utf-8")
    if BEGIN not in text:
        raise SystemExit(f"Expected the line {BEGIN} in {PAGE}. Received: a page without it.")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n\n{section(verdicts)}\n\n{END}{tail}", encoding="utf-8")


def section(verdicts: Sequence[Verdict]) -> str:
    """Return the section of docs/coach.md."""
    broken = [one for one in verdicts if one.is_broken]
    good = [one for one in verdicts if one.is_good]
    told = [one for one in good if one.seen.findings]
    free = sum(not one.candidate.is_good and one.seen.score == HIGHEST_SCORE for one in verdicts)
    weak = sum(one.candidate.is_good and not one.is_good for one in verdicts)
    unscored = sum(one.seen.score is None for one in verdicts)
    tasks = len({one.candidate.task for one in broken})
    counts = (
        f"{len(broken)} models of {tasks} tasks, each with one mistake that cost it points: right first finding in "
        f"**{share(_right(broken), len(broken))}**. {len(good)} good models with 4 or 5 points: findings on "
        f"{len(told)}. Left out: {free} models whose mistake cost no point, {weak} without a mistake that did not "
        f"reach 4 points, and {unscored} that the grader refused or could not run. Measured on {machine()}."
    )
    return "\n\n".join(
        [
            counts,
            table(("expected", "models", "right first finding", "95 % interval"), _rows(broken)),
            "The first finding was another one:",
            table(("task", "mistake", "score", "expected", "said"), [_miss(one) for one in broken if not one.is_right]),
            *(
                ["Good models with findings:", table(("task", "model", "score", "said"), [_told(one) for one in told])]
                * bool(told)
            ),
        ]
    )


def _rows(broken: Sequence[Verdict]) -> list[list[str]]:
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for one in broken:
        groups[one.candidate.causes[0]].append(one)
    rows = []
    for cause, group in sorted(groups.items()):
        low, high = wilson_interval(_right(group), len(group))
        rows.append([f"`{cause}`", str(len(group)), str(_right(group)), f"{low:.0%} to {high:.0%}"])
    return rows


def _miss(one: Verdict) -> list[str]:
    wanted = " or ".join(f"`{cause}`" for cause in one.candidate.causes)
    said = f"`{one.first}`" if one.seen.findings else "nothing"
    return [one.candidate.task, one.candidate.mistake, str(one.seen.score), wanted, said]


def _told(one: Verdict) -> list[str]:
    said = ", ".join(f"`{finding}`" for finding in one.seen.findings)
    return [one.candidate.task, one.candidate.mistake, str(one.seen.score), said]
