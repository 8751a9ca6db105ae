"""Strangers' scripts run within the same walls as models."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gradatim.sandbox.code_verdict import CodeOutcome
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.run_code import run_code
from gradatim.sandbox.warm_launcher import WarmLauncher
from tests.attacks.attack import Attack
from tests.attacks.building import Config, given, nothing, program
from tests.attacks.corpus import lambdas, machine
from tests.attacks.payloads import files, frames, kernel, network, persistence, processes, resources
from tests.attacks.sample import Surroundings

LIMITS = RunLimits(memory_mb=256, seconds=20)
SHORT = RunLimits(memory_mb=256, seconds=2)

Payload = Callable[..., list[str]]

_HELD_BACK: dict[Payload, Callable[[Surroundings], Config]] = {
    files.read: lambdas.secrets,
    files.look: lambdas.secrets,
    files.write: lambdas.outside,
    files.climb: lambdas.one_secret,
    files.library: nothing,
    processes.fork: given(times=3),
    processes.programs: nothing,
    processes.workers: nothing,
    processes.gain: nothing,
    processes.threads: nothing,
    processes.signals: machine.others,
    processes.proc: machine.others,
    network.connect: machine.listener,
    network.common_families: nothing,
    kernel.namespaces: nothing,
    resources.shared: nothing,
    resources.system_v: nothing,
    resources.disk: given(megabytes=600),
    resources.inodes: given(most=5_000),
    resources.large_file: nothing,
    persistence.leave: nothing,
}
_ENDED: dict[str, tuple[str, RunLimits, CodeOutcome]] = {
    "an endless loop": (program(resources.endless_loop, {}), SHORT, CodeOutcome.TIMEOUT),
    "a match in C": (program(resources.endless_match, {}), SHORT, CodeOutcome.TIMEOUT),
    "too much memory": (program(resources.heap, {"megabytes": 1000}), LIMITS, CodeOutcome.MEMORY),
    "leaving": (program(frames.leave, {"code": 0}), LIMITS, CodeOutcome.CRASHED),
    "a polite exit": ("raise SystemExit(0)", LIMITS, CodeOutcome.FINISHED),
    "no Python": ("this is no Python", LIMITS, CodeOutcome.RAISED),
    "a pickle for an answer": (program(frames.say, {"what": "pickle"}), SHORT, CodeOutcome.CRASHED),
    "a forged prediction": (program(frames.say, {"what": "good"}), SHORT, CodeOutcome.CRASHED),
    "a verdict in a circle": ("verdict = []; verdict.append(verdict)", LIMITS, CodeOutcome.RAISED),
    "a verdict that is no JSON": ("verdict = object()", LIMITS, CodeOutcome.RAISED),
    "a verdict of 20 MB": ("verdict = 'x' * 20_000_000", LIMITS, CodeOutcome.RAISED),
}


@pytest.mark.parametrize("payload", _HELD_BACK, ids=[payload.__name__ for payload in _HELD_BACK])
def test_a_script_gets_out_no_more_than_a_model(
    payload: Payload, attack: Attack, around: Surroundings, launcher: WarmLauncher
) -> None:
    source = program(payload, _HELD_BACK[payload](around)) + "\nverdict = got_out"
    verdict = run_code(source, {}, LIMITS, launcher=launcher)
    assert attack.damage() == []
    assert (verdict.outcome, verdict.verdict) == (CodeOutcome.FINISHED, []), verdict.message
    assert attack.ask_honest_model() == ""


def test_a_script_that_floods_its_output_has_crashed(attack: Attack, launcher: WarmLauncher) -> None:
    verdict = run_code(program(resources.flood, {"descriptor": 1}), {}, LIMITS, launcher=launcher)
    assert attack.damage() == []
    assert (verdict.outcome, verdict.verdict) == (CodeOutcome.CRASHED, None), verdict.message


@pytest.mark.parametrize(("source", "limits", "outcome"), _ENDED.values(), ids=_ENDED)
def test_a_script_comes_to_the_right_end(
    source: str, limits: RunLimits, outcome: CodeOutcome, attack: Attack, launcher: WarmLauncher
) -> None:
    verdict = run_code(source, {}, limits, launcher=launcher)
    assert attack.damage() == []
    assert (verdict.outcome, verdict.verdict) == (outcome, None), verdict.message
    assert attack.ask_honest_model() == ""
