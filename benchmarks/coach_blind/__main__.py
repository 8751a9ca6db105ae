"""`python -m benchmarks.coach_blind`: how often the coach is right about models that it was not made with."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from concurrent.futures import Future, ThreadPoolExecutor, wait

from benchmarks.coach_blind.candidate import Candidate
from benchmarks.coach_blind.examining import seen
from benchmarks.coach_blind.making import made
from benchmarks.coach_blind.plan import candidates
from benchmarks.coach_blind.result import Verdict, report, write_page

_AHEAD = 2
"""How many trained models may wait to be examined."""


def main() -> int:
    """Train, grade, count, and write what was counted into docs/coach.md when all were graded."""
    chosen = _arguments()
    every = candidates()
    picked = [one for one in every if _is_chosen(one, chosen)]
    verdicts: list[Verdict] = []
    stop = time.monotonic() + chosen.minutes * 60
    # While the sandbox examines one model, the next one is trained.
    with ThreadPoolExecutor(max_workers=1) as examiner:
        examined: list[Future[Verdict | None]] = []
        for one in picked:
            if time.monotonic() > stop:
                break
            try:
                trained = made(one)
            except Exception:
                traceback.print_exc()
                print(f"Not trained: {one.task} {one.name}", flush=True)
                continue
            if not chosen.train_only:
                examined.append(examiner.submit(_verdict, one, trained.seconds))
            if len(examined) > _AHEAD:
                wait([examined[-_AHEAD - 1]])
        verdicts = [verdict for done in examined if (verdict := done.result()) is not None]
    if verdicts:
        print(report(verdicts))
    if len(verdicts) == len(every) and chosen.write:
        write_page(verdicts)
    if len(verdicts) < len(picked) and not chosen.train_only:
        print(f"Stopped after {chosen.minutes:g} minutes: {len(verdicts)} of {len(picked)}. The same command goes on.")
        return 1
    return 0


def _verdict(one: Candidate, seconds: float) -> Verdict | None:
    try:
        verdict = Verdict(one, seen(one), seconds)
    except Exception:
        traceback.print_exc()
        print(f"Not examined: {one.task} {one.name}", flush=True)
        return None
    print(verdict.line(), flush=True)
    return verdict


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coach_blind", description=__doc__)
    parser.add_argument(
        "--family", action="append", help="only the candidates of a module, such as tables; may be repeated"
    )
    parser.add_argument("--task", help="only the candidates of one task")
    parser.add_argument("--name", help="only the candidate of that name")
    parser.add_argument("--train-only", action="store_true", help="train and keep the models, grade nothing")
    parser.add_argument("--minutes", type=float, default=600, help="begin no other model after so many minutes")
    parser.add_argument("--no-page", dest="write", action="store_false", help="leave docs/coach.md as it is")
    return parser.parse_args()


def _is_chosen(one: Candidate, chosen: argparse.Namespace) -> bool:
    if chosen.family and one.family not in chosen.family:
        return False
    return chosen.task in (None, one.task) and chosen.name in (None, one.name)


if __name__ == "__main__":
    sys.exit(main())
