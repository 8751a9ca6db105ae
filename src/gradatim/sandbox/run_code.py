"""Runs a stranger's Python script within the same walls as a model."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import PurePosixPath

from gradatim.sandbox.channel import ConversationEnded
from gradatim.sandbox.code_verdict import CodeOutcome, CodeVerdict
from gradatim.sandbox.conversation import Conversation, open_conversation
from gradatim.sandbox.failure import ModelFailure, Reason, Stage
from gradatim.sandbox.launcher import Launcher
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.printed_lines import PrintedLines
from gradatim.sandbox.replies import Ran, Verdict
from gradatim.sandbox.verdict import malformed

SCRIPT = "main.py"
_OUTCOMES = {
    Reason.ERROR: CodeOutcome.RAISED,
    Reason.TIMEOUT: CodeOutcome.TIMEOUT,
    Reason.MEMORY: CodeOutcome.MEMORY,
}


def run_code(
    source: str,
    files: Mapping[str, bytes],
    limits: RunLimits,
    *,
    on_line: Callable[[str], None] = lambda _: None,
    launcher: Launcher | None = None,
) -> CodeVerdict:
    """Run a script in a confined process of its own, with TensorFlow imported and no network.

    The script is `main.py` in a folder of bounded size, in which it may write. What it leaves in its global variable
    `verdict` is the verdict.

    Args:
        source: The script.
        files: Files beside it: relative path to content.
        limits: What it may use.
        on_line: Called with each line it prints, while it runs. Defaults to nothing.
        launcher: How the process comes to life. Defaults to what `default_launcher` chooses.

    Returns:
        How it ended, and its verdict.

    Raises:
        SandboxUnavailable: The process could not be started, or not confined, or has no TensorFlow.
        ValueError: A file's path leads out of the folder, or is the script's own.

    Example:
        >>> def check(answer: str) -> object:
        ...     return run_code(answer + "\\nverdict = len(model.layers)", {}, RunLimits(seconds=10)).verdict
    """
    contents = {SCRIPT: source.encode(), **_checked(files)}
    lines = PrintedLines(on_line)
    with open_conversation(None, limits, launcher, on_printed=lines.feed) as conversation:
        started = time.perf_counter()
        outcome, verdict, error_type, message = CodeOutcome.FINISHED, None, "", ""
        try:
            verdict = _run(conversation, contents, limits)
            conversation.read_printed()
        except ModelFailure as failure:
            outcome = _OUTCOMES.get(failure.reason, CodeOutcome.CRASHED)
            error_type, message = failure.error_type, failure.message or str(failure)
        except ConversationEnded as end:  # it printed far too much after it had answered
            outcome, verdict, message = CodeOutcome.CRASHED, None, str(end)
        seconds = time.perf_counter() - started
        with suppress(ConversationEnded):
            conversation.read_printed()
        lines.end()
        return CodeVerdict(outcome, verdict, error_type, message, seconds, conversation.mode)


def _run(conversation: Conversation, contents: Mapping[str, bytes], limits: RunLimits) -> object:
    request: dict[str, object] = {
        "op": "run",
        "memory_mb": limits.memory_mb,
        "files": [[name, len(content)] for name, content in contents.items()],
    }
    reply = conversation.ask(Stage.RUN, request, [memoryview(content) for content in contents.values()]).reply
    if not isinstance(reply, Ran):
        raise conversation.refuse(Stage.RUN, reply, expected="a script that ends")
    size = reply.verdict_bytes
    answer = conversation.ask(Stage.RUN, {"op": "verdict"}, reply_bytes=size)
    if not isinstance(answer.reply, Verdict) or len(answer.frame.payload) != size:
        raise conversation.end(malformed(Stage.RUN, "no verdict"))
    try:
        return json.loads(answer.frame.payload)
    except (ValueError, RecursionError):
        raise conversation.end(malformed(Stage.RUN, "a verdict that is not JSON")) from None


def _checked(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    for name in files:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or path == PurePosixPath(SCRIPT) or path == PurePosixPath():
            raise ValueError(f"Expected paths within the script's folder, other than {SCRIPT}. Received: {name!r}")
    return files
