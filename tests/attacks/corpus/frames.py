"""Attacks on the pipe between the model's process and the grader."""

from __future__ import annotations

from functools import partial

from gradatim.sandbox.failure import Reason
from tests.attacks.building import given, runs
from tests.attacks.payloads import frames
from tests.attacks.sample import Answers, Expected, Family, Sample, on_predict

_FRAME = partial(Sample, family=Family.FRAME)

_REFUSED = on_predict(Reason.PROTOCOL)
_SAID: dict[str, Expected] = {
    "good twice": _REFUSED,
    "partial": on_predict(Reason.TIMEOUT),
    "oversized": _REFUSED,
    "undersized": _REFUSED,
    "endless": _REFUSED,
    "largest": _REFUSED,
    "long header": _REFUSED,
    "empty header": _REFUSED,
    "deep header": _REFUSED,
    "large number": _REFUSED,
    "duplicate keys": _REFUSED,
    "not UTF-8": _REFUSED,
    "pickle": _REFUSED,
    "pickle in a frame": _REFUSED,
    "other magic": _REFUSED,
    "unavailable": _REFUSED,
    "ready": _REFUSED,
    "loaded": _REFUSED,
    "not finite": on_predict(Reason.NOT_FINITE),
    "failure of ours": _REFUSED,
    "hostile text": on_predict(Reason.ERROR),
}

SAMPLES = (
    # Whoever forges an answer forges only its own: the labels are not there to be read.
    _FRAME(
        "a good answer",
        make=runs(frames.say, given(what="good")),
        expected=Answers(7.0),
        predictions=1,
    ),
    *(
        _FRAME(
            what,
            make=runs(frames.say, given(what=what)),
            expected=expected,
            seconds=2,
        )
        for what, expected in _SAID.items()
    ),
    _FRAME("answers without end", make=runs(frames.never_end), expected=_REFUSED),
    _FRAME("a pipe that is closed", make=runs(frames.close), expected=_REFUSED),
    _FRAME(
        "questions taken away", make=runs(frames.read_the_questions), expected=on_predict(Reason.TIMEOUT), seconds=2
    ),
    *(
        _FRAME(
            f"leaving with {code}",
            make=runs(frames.leave, given(code=code)),
            expected=on_predict(Reason.CRASHED, text=f"exit code {code}"),
        )
        for code in (0, 1)
    ),
)
