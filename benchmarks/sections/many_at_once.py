"""A room full of candidates hands in at once."""

from __future__ import annotations

from benchmarks import throughput
from benchmarks.machine import machine
from benchmarks.page import Section
from benchmarks.sections.bench import Bench

TITLE = "Two hundred submissions at once"
SUBMISSIONS = 200


def many_at_once(bench: Bench) -> list[Section]:
    """Grade copies of the demo's models, as many at a time as there are cores and then one at a time."""
    where = machine()
    bench.steps.begin("many at once", 1)
    folder = bench.folder / "demo"
    if not folder.is_dir():
        bench.steps.step("gradatim demo, with training")
        bench.installation.gradatim("demo", "--dir", folder)
    bench.steps.step(f"{SUBMISSIONS} submissions, twice")
    rows = throughput.throughput(next(folder.glob("exam-*")), SUBMISSIONS)
    bench.steps.end()
    body = f"""{SUBMISSIONS} models of the five tasks of the demo, all queued before the worker starts; from the first
result to the last. Memory is the proportional set size of worker, fork server and all model processes together. Every
grade, with its metric, interval and predictions, must be the same in both runs.

{throughput.HEAD}
{chr(10).join(rows)}

Machine: {where}."""
    return [Section(TITLE, body)]
