"""The part of an exception's text that tells the model's author something."""

from __future__ import annotations

import re

from gradatim.sandbox.wire import MAX_HEADER_BYTES, FrameError, frame_start

_CHARACTERS = 1_500
# Keras quotes each enclosing object's whole configuration before it says, last, what was wrong.
_CAUSE = "Exception encountered: "
_CONFIG = " Full object config: "
# TensorFlow quotes the lines of this program that led to an operation, which are long and say nothing of the model.
_TRACEBACK = re.compile(r'\n[ \t]*File "[^"\n]*", line \d+[^\n]*')
# Keras quotes whole batches, too: they tell nothing, and they are the hidden inputs.
_NUMBERS = re.compile(r"\[[-+0-9.,e\s\[\]…]{40,}")
# TensorFlow quotes texts without commas between them, unlike Python's lists of names, which help.
_TEXTS = re.compile(r'\["[^"\]]*" [^\]]*\]')
_VALUE = re.compile(r"(OOV values |could not correctly convert string: )[^\n]*?(?=, consider|\[Op:|\n|$)")


def failed_header(
    reason: str, error: BaseException, received: str = "", message: str | None = None
) -> dict[str, object]:
    """Return the header of a reply that tells of a failure, short enough for a frame.

    Args:
        reason: One of the reasons of `replies.Failed`.
        error: What was raised.
        received: What came instead of the expected, in words. Defaults to "".
        message: What happened; its end is kept. Defaults to the error's text, whose beginning is kept.

    Returns:
        JSON values.
    """
    message = _text(error)[:_CHARACTERS] if message is None else message[-_CHARACTERS:]
    while True:
        header: dict[str, object] = {
            "status": "failed",
            "reason": reason,
            "error_type": type(error).__name__[:80],
            "message": message,
            "received": received[:200],
        }
        try:
            frame_start(header)
        except FrameError:
            # Control characters take six bytes each in JSON.
            message = message[: MAX_HEADER_BYTES // 8]
        else:
            return header


def _text(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:  # the text of a model's own exception is the model's code
        return ""
    text = _TRACEBACK.sub("", text).rsplit(_CAUSE, 1)[-1].split(_CONFIG, 1)[0]
    text = _TEXTS.sub("[…]", _NUMBERS.sub("[…]", text))
    return _VALUE.sub(r"\1… ", text).strip()
