"""`python -m benchmarks.coach_blind`: how often the coach is right about models that it was not made with."""

from __future__ import annotations

import argparse
import sys
import time
import traceback

from benchmarks.coach_blind.candidate import Candidate
from benchmarks.coach_blind.examining import seen
from benchmarks.coach_blind.making import made
from benchmarks.coach_blind.plan import candidates
from benchmarks.coach_blind.result import Verdict, report, write_page


def main() -> int:
    """Train, grade, count, and write what was counted into docs/coach.md when all were graded."""
    chosen = _arguments()
    every = candidates()
    picked = [one for one in every if _is_chosen(one, chosen)]
    verdicts = []
    stop = time.monotonic() + chosen.minutes * 60
    for number, one in enumerate(picked, start=1):
        if time.monotonic() > stop:
            print(f"Stopped after {chosen.minutes:g} minutes, before {one.task} {one.name}; the same command goes on.")
            return 1
        try:
            model = made(one)
            if chosen.train_only:
                print(f"{number}/{len(picked)} {one.task} {one.name}: {model.seconds:.1f} s", flush=True)
                continue
            verdict = Verdict(one, seen(one), model.seconds)
        except Exception:
            traceback.print_exc()
            print(f"{number}/{len(picked)} {one.task} {one.name}: FAILED", flush=True)
            continue
        verdicts.append(verdict)
        print(f"{number}/{len(picked)} {verdict.line()}", flush=True)
    if verdicts:
        print(report(verdicts))
    if len(verdicts) == len(every) and chosen.write:
        write_page(verdicts)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coach_blind", description=__doc__)
    parser.add_argument("--family", help="only the candidates of one module, such as tables")
    parser.add_argument("--task", help="only the candidates of one task")
    parser.add_argument("--name", help="only the candidate of that name")
    parser.add_argument("--train-only", action="store_true", help="train and keep the models, grade nothing")
    parser.add_argument("--minutes", type=float, default=600, help="begin no other model after so many minutes")
    parser.add_argument("--no-page", dest="write", action="store_false", help="leave docs/coach.md as it is")
    return parser.parse_args()


def _is_chosen(one: Candidate, chosen: argparse.Namespace) -> bool:
    wanted = {"family": one.family, "task": one.task, "name": one.name}
    return all(getattr(chosen, key) in (None, value) for key, value in wanted.items())


if __name__ == "__main__":
    sys.exit(main())
