"""Kills processes at random moments of a submission's way, and looks whether every one ends scored, exactly once.

`python -m tests.queue.interruptions --points 200` (or `make kill-test`) uses the real commands, a real worker, the real
sandbox and a real model. One point is one `kill -9` that reached a living process: the client, the worker, the fork
server or its guard, a confined model, or whoever starts or probes for them. After each, the candidate hands the same
file in again if the client was the victim or gave it up as `unscored`, and the score must come.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import secrets
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.queue.aftermath import Aftermath, OutcomeOfClient, Trouble, outcome_of
from tests.queue.process_tree import Family, Kind, Process, kill
from tests.queue.stage import Stage, Stages

ROOT = Path(__file__).parent.parent.parent
TASK = "penguin-mass"
LONGEST_SECONDS = 150.0
"""A submission that has no score by then is stuck. A lease that must run out takes 60 s of it."""
MOST_HAND_INS = 4

VICTIMS = (
    *[Kind.CLIENT] * 3,
    *[Kind.WORKER] * 3,
    *[Kind.MODEL] * 3,
    *[Kind.FORK_SERVER] * 2,
    *[Kind.GUARD] * 1,
)
"""Which kinds are killed, in turn. A starter or a probe is killed when it lives while its kind's turn is on."""
_STANDS_FOR = {Kind.WORKER: (Kind.WORKER, Kind.STARTER), Kind.GUARD: (Kind.GUARD, Kind.PROBE)}
_MOST_DELAY_SECONDS = {Stage.BEFORE: 0.8, Stage.LOADING: 0.3, Stage.PREDICTING: 0.1}
_USUAL_DELAY_SECONDS = 0.02
_MOMENTS: dict[Kind, list[Stage]] = {
    Kind.CLIENT: list(Stage),
    Kind.WORKER: [stage for stage in Stage if stage not in (Stage.BEFORE, Stage.COPYING)],
}
_WHILE_A_MODEL_RUNS = [Stage.STARTING, Stage.LOADING, Stage.LOADING, Stage.PREDICTING, Stage.PREDICTING, Stage.SCORING]


@dataclass
class Tally:
    """What happened, for the last page of the run."""

    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    attempts: Counter[int] = field(default_factory=Counter)

    def table(self) -> str:
        """Return the kills by kind and stage, and how the submissions ended."""
        stages = [stage for stage in Stage if any(key[1] == stage for key in self.kills)]
        kinds = [kind for kind in Kind if any(key[0] == kind for key in self.kills)]
        lines = [f"{'killed':12}" + "".join(f"{stage:>12}" for stage in stages) + f"{'all':>6}"]
        for kind in kinds:
            counts = [self.kills[kind, stage] for stage in stages]
            lines.append(f"{kind:12}" + "".join(f"{count:>12}" for count in counts) + f"{sum(counts):>6}")
        lines.append(f"hand-ins: {_shown(self.outcomes)}; submissions by attempts: {_shown(self.attempts)}")
        return "\n".join(lines)


class Run:
    """Submits and kills, with one installation of its own.

    Args:
        folder: An empty folder for everything.
        seed: Decides who is killed and when.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.family = Family()
        self.tally = Tally()
        self._random = random.Random(seed)
        self._folder = folder
        self._home = folder / "home"
        self._temporary = folder / "tmp"
        self._temporary.mkdir()
        self._model = folder / "line.keras"
        self._stages = Stages(self._home)
        self._files = 0
        self._turn = 0
        self._environment = os.environ | {
            "GRADATIM_HOME": str(self._home),
            "GRADATIM_WORKER_IDLE_SECONDS": "15",
            "TMPDIR": str(self._temporary),
            "PYTHONPATH": str(ROOT / "src"),
        }

    def prepare(self) -> Aftermath:
        """Make the model, grade it undisturbed, and return what every later result is compared with."""
        subprocess.run([sys.executable, "-m", "tests.queue.line_model", str(self._model)], cwd=ROOT, check=True)
        client = self._hand_in(self._another_file())
        ended = self._outcome(client)
        if ended is not OutcomeOfClient.SCORED:
            raise Trouble(f"the undisturbed model ended {ended}")
        return Aftermath(self._home, self._temporary, self.family)

    def points(self, count: int, aftermath: Aftermath) -> None:
        """Kill `count` times, and check after each submission."""
        while sum(self.tally.kills.values()) < count:
            file = self._another_file()
            for _ in range(MOST_HAND_INS):
                if self._disturbed(file, count) is OutcomeOfClient.SCORED:
                    break
            else:
                # The kills of its own turns used up its attempts; from here on it is left in peace.
                if self._outcome(self._hand_in(file)) is not OutcomeOfClient.SCORED:
                    raise Trouble(f"{file.name} has no score after an undisturbed hand-in")
            attempts = aftermath.check_submission(_hash(file))
            self.tally.attempts[attempts] += 1
            done = sum(self.tally.kills.values())
            print(f"{done:4} of {count}: {file.name} scored in {attempts} attempt(s)", flush=True)

    def _disturbed(self, file: Path, count: int) -> OutcomeOfClient:
        """Hand a file in and kill somebody on its way; sometimes a second time while they recover."""
        client = self._hand_in(file)
        again = 2 if self._random.random() < 0.25 else 1
        for _ in range(again):
            if sum(self.tally.kills.values()) >= count:
                break
            kind = VICTIMS[self._turn % len(VICTIMS)]
            if self._kill_one(kind, client, _hash(file)):
                self._turn += 1
            if client.poll() is not None:
                break
        ended = self._outcome(client)
        self.tally.outcomes[ended] += 1
        return ended

    def _kill_one(self, kind: Kind, client: subprocess.Popen[str], sha256: str) -> bool:
        """Wait for a random moment and kill one process of a kind, if there is one before the client ends."""
        wanted = self._random.choice(_MOMENTS.get(kind, _WHILE_A_MODEL_RUNS))
        deadline = time.monotonic() + LONGEST_SECONDS

        def is_over() -> bool:
            # What is stuck is found out by whoever waits for the client.
            return client.poll() is not None or time.monotonic() > deadline

        self._stages.wait_for(wanted, sha256, is_over)
        time.sleep(self._random.uniform(0, _MOST_DELAY_SECONDS.get(wanted, _USUAL_DELAY_SECONDS)))
        while True:
            victims = self._victims(kind, client)
            if victims:
                stage = self._stages.of(sha256)
                victim = self._random.choice(victims)
                if kill(victim):
                    self.tally.kills[victim.kind, stage] += 1
                    return True
            if is_over():
                return False

    def _victims(self, kind: Kind, client: subprocess.Popen[str]) -> list[Process]:
        living = self.family.members()
        if kind is Kind.CLIENT:
            return [process for process in living if process.pid == client.pid and client.poll() is None]
        return [process for process in living if process.kind in _STANDS_FOR.get(kind, (kind,))]

    def _hand_in(self, file: Path) -> subprocess.Popen[str]:
        return self.family.start(
            [sys.executable, "-m", "gradatim", "grade", TASK, str(file), "--json"], self._environment
        )

    def _outcome(self, client: subprocess.Popen[str]) -> OutcomeOfClient:
        try:
            printed, errors = client.communicate(timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            raise Trouble(f"no score within {LONGEST_SECONDS:.0f} s: {self._stages.all()}") from None
        return outcome_of(client.returncode, printed, errors)

    def _another_file(self) -> Path:
        """Copy the model with another archive comment: the same model, another hash."""
        self._files += 1
        file = self._folder / f"model-{self._files}.keras"
        file.write_bytes(self._model.read_bytes())
        with zipfile.ZipFile(file, "a") as archive:
            archive.comment = f"copy {self._files}".encode()
        # An old file need not be watched for changes, which would hide the moments before it is accepted.
        os.utime(file, (0, 0))
        return file


def _shown(counter: Counter[Any]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in sorted(counter.items()))


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run it, print who was killed when, and fail loudly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    options = parser.parse_args(arguments)
    print(f"seed {options.seed}, {options.points} points", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="gradatim-kill-", ignore_cleanup_errors=True) as folder:
        run = Run(Path(folder), options.seed)
        try:
            aftermath = run.prepare()
            run.points(options.points, aftermath)
            aftermath.check_everything()
        except BaseException as error:
            log = Path(folder) / "home" / "worker.log"
            with suppress(OSError):
                print(f"The end of worker.log:\n{log.read_text()[-6000:]}", file=sys.stderr)
            if isinstance(error, Trouble):
                sys.exit(f"seed {options.seed}: {error}\n{run.tally.table()}")
            raise
        finally:
            run.family.end()
    print(run.tally.table())
    minutes = (time.monotonic() - began) / 60
    print(f"seed {options.seed}, {sum(run.tally.kills.values())} kills in {minutes:.1f} minutes")
    print("Every submission was scored once, with the undisturbed result, and nothing was left behind.")


if __name__ == "__main__":
    main()
