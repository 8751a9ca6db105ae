"""What a model's failure means for the candidate: an outcome and a message with what to do next."""

from __future__ import annotations

from gradatim.bank.exam_task import ExamTask
from gradatim.grading.explain_error import explain_error, own_words
from gradatim.grading.preflight.refusal import make_notice
from gradatim.grading.result import Notice, Outcome
from gradatim.sandbox.failure import ModelFailure, Reason, Stage

_ROWS_TO_TRY = 4

_BREAKS_THE_CONTRACT = {
    Reason.OUTPUT_COUNT: ("output-count", "Give the model exactly one output."),
    Reason.OUTPUT_DTYPE: ("output-dtype", "End the model with a layer that returns floating-point numbers."),
    Reason.OUTPUT_SHAPE: ("output-shape", "Change the last layer so that the shapes agree, then save again."),
    Reason.NOT_FINITE: ("not-finite", "Look for a learning rate that is too high, log(0) or a division by zero."),
    Reason.PROTOCOL: ("unreadable-answer", "Save the model again and check that it predicts in a fresh process."),
}


def explain(failure: ModelFailure, task: ExamTask, *, hint: str = "") -> tuple[Outcome, Notice]:
    """Return what a failure of the model means.

    Breaking the task's contract is `refused`: the model is not gradable and its author can mend it; so is an exception,
    which the first batch brings to light. Running out of time or memory and dying are `failed`.

    The most frequent errors of Keras and TensorFlow are explained in plain words, with their own words beside; the
    notice's code is then the id of the error in docs/errors.md.

    Args:
        failure: What the sandbox saw.
        task: The task, for its limits.
        hint: What else is known about a file that does not load. Defaults to nothing.
    """
    if failure.reason in _BREAKS_THE_CONTRACT:
        code, advice = _BREAKS_THE_CONTRACT[failure.reason]
        return Outcome.REFUSED, _notice(code, failure.expected, failure.received, advice)
    if failure.reason in (Reason.ERROR, Reason.MEMORY) and (notice := _known(failure, task, hint)) is not None:
        return Outcome.FAILED if failure.reason is Reason.MEMORY else Outcome.REFUSED, notice
    doing = "loading" if failure.stage is Stage.LOAD else "predicting"
    limits = task.limits
    match failure.reason:
        case Reason.TIMEOUT:
            return Outcome.FAILED, _notice(
                "timeout",
                f"an answer within {limits.seconds} s",
                f"still {doing} after {limits.seconds} s",
                "Use a smaller model, and no layer that waits.",
            )
        case Reason.MEMORY:
            return Outcome.FAILED, _notice(
                "memory",
                f"at most {limits.memory_mb:,} MB of memory",
                f"more than that while {doing}",
                "Use smaller layers; a Dense layer after Flatten is the usual culprit.",
            )
        case Reason.CRASHED:
            return Outcome.FAILED, _notice(
                "crashed",
                f"a model that survives {doing}",
                failure.received or "the process died",
                "Load the file with keras.models.load_model in a fresh process and predict a few rows.",
            )
        case _:
            loading = failure.stage is Stage.LOAD
            return Outcome.REFUSED, _notice(
                "cannot-load" if loading else "cannot-run",
                "a file that keras.models.load_model can read" if loading else "a model that accepts the task's input",
                own_words(failure),
                f"{hint} Load it in a fresh process without your own code.".strip()
                if loading
                else f"Try model.predict on {_ROWS_TO_TRY} rows of the shape that the README states.",
            )


def _known(failure: ModelFailure, task: ExamTask, hint: str) -> Notice | None:
    """Return a notice for an error of the table: its meaning, what to do, and the error's own words."""
    found = explain_error(failure, task)
    if found is None:
        return None
    notice = make_notice(found.error.id, expected=found.expected, received=found.received, next_step=found.next_step)
    why = f"{hint} {found.error.why}".strip()
    said = (
        f"Expected {notice.expected}. Received: {notice.received}. {why} Next: {found.next_step}. "
        f"In its own words: {own_words(failure)}"
    )
    return notice.model_copy(update={"message": said})


def _notice(code: str, expected: str, received: str, advice: str) -> Notice:
    return Notice(
        code=code,
        expected=expected,
        received=received,
        message=f"Expected {expected}. Received: {received}. {advice}",
    )
