"""What came out, in words and tables: true causes against first findings, good models, what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from benchmarks.coach.examining import Examined
from benchmarks.coach.plan import NO_MISTAKE
from benchmarks.page import table
from gradatim.grading.metrics.wilson import wilson_interval

BEGIN, END = "<!-- measured: written by python -m benchmarks.coach -->", "<!-- end of measured -->"

_ALWAYS = ("nondeterministic", "batch-dependent", "oversized")
"""Mistakes that are mistakes whatever the score."""


def split(examined: Sequence[Examined]) -> tuple[list[Examined], list[Examined], list[Examined]]:
    """Return broken models, good ones, and those left out.

    Broken is a model whose mistake cost points: its score is below that of the same network without the mistake. Good
    is one without a mistake and with a score of 4 or 5.
    """
    reference: dict[str, int] = {}
    for one in examined:
        if one.cause == NO_MISTAKE and one.name.startswith("the network of the mistakes"):
            reference[one.task] = max(one.score, reference.get(one.task, 0))
    good = [one for one in examined if one.cause == NO_MISTAKE and one.score >= 4]
    broken = [
        one
        for one in examined
        if one.cause != NO_MISTAKE
        and one.score >= 0
        and (one.cause in _ALWAYS or one.score < reference.get(one.task, 0))
    ]
    kept = {one.key for one in (*good, *broken)}
    return broken, good, [one for one in examined if one.key not in kept]


def measured(examined: Sequence[Examined], machine: str) -> str:
    """Return the section of the page.

    Args:
        examined: All models.
        machine: What they were examined on, in words.
    """
    broken, good, left_out = split(examined)
    parts = [
        (
            f"{len(broken)} broken models of {len({one.task for one in broken})} tasks, each with one known mistake "
            f"that cost it points, and {len(good)} good ones with 4 or 5 points. Rules of the coach were written "
            f"because of misses among these models, so this is what it reaches on mistakes that it was made for. "
            f"Measured on {machine}."
        ),
        _share(broken),
        _good(good),
        _cost([*broken, *good]),
        "### True causes against first findings",
        _confusion(broken),
        "### Every miss",
        _misses(broken),
        (
            f"Left out: {sum(one.cause != NO_MISTAKE for one in left_out)} models whose mistake cost no point, and "
            f"{sum(one.cause == NO_MISTAKE for one in left_out)} without a mistake that did not reach 4 points."
        ),
    ]
    return "\n\n".join(parts)


def _share(models: Sequence[Examined]) -> str:
    right = sum(one.first == one.cause for one in models)
    low, high = wilson_interval(right, len(models))
    return (
        f"The first finding is the right one for {right} of {len(models)} broken models ({right / len(models):.1%}, "
        f"95 % interval {low:.1%} to {high:.1%})."
    )


def _good(good: Sequence[Examined]) -> str:
    accused = [one for one in good if one.findings]
    low, high = wilson_interval(len(accused), len(good))
    listed = "; ".join(f"{one.task} with {one.score} points: `{one.first}`" for one in accused)
    return (
        f"Of the {len(good)} good models {len(accused)} get a finding ({len(accused) / len(good):.1%}, 95 % interval "
        f"{low:.1%} to {high:.1%}){': ' + listed if accused else ''}."
    )


def _cost(models: Sequence[Examined]) -> str:
    times = np.array([one.times for one in models])
    seconds = np.array([one.coached_ms - one.plain_ms for one in models]) / 1000
    return (
        "Each was graded twice, without the coach and with it, and all examples were read from their files each time, "
        "as for the first model of a task; later ones find them in memory. With the coach it takes "
        f"{np.median(times):.2f} times as long (median; 95th percentile {np.quantile(times, 0.95):.2f}, at most "
        f"{times.max():.2f}), {np.median(seconds):.1f} s more (95th percentile {np.quantile(seconds, 0.95):.1f} s, "
        f"at most {seconds.max():.1f} s)."
    )


def _confusion(broken: Sequence[Examined]) -> str:
    counts: dict[str, Counter[str]] = {}
    for one in broken:
        counts.setdefault(one.cause, Counter())[one.first] += 1
    rows = [
        [
            f"`{cause}`",
            str(found.total()),
            str(found[cause]),
            ", ".join(f"`{other}` {number}" for other, number in found.most_common() if other != cause) or "none",
        ]
        for cause, found in sorted(counts.items())
    ]
    return table(["true cause", "models", "found first", "instead"], rows)


def _misses(broken: Sequence[Examined]) -> str:
    rows = [
        [one.task, one.name, str(one.score), f"`{one.cause}`", f"`{one.first}`"]
        for one in broken
        if one.first != one.cause
    ]
    return table(["task", "mistake", "score", "true cause", "first finding"], rows) if rows else "None."
