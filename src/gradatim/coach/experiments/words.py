"""Texts: whether the model knows the words that it is given."""

from __future__ import annotations

import numpy as np

from gradatim.bank.exam_task import OutputKind
from gradatim.coach.case import Case, Inputs, rows_of
from gradatim.coach.experiments.overconfidence import stated
from gradatim.coach.experiments.weights import moved_far
from gradatim.coach.significance import fine_losses, is_better
from gradatim.coach.suspicion import Suspicion
from gradatim.grading.metrics.bootstrap import Floats, Integers
from gradatim.grading.metrics.classification import named_classes

_SEED = 7
_VARIES = 0.1
_ABOUT_UNSURE = 1.05
_WORDS_TRIED = 256
_MOSTLY_UNKNOWN = 0.35
_FEWEST_IDS, _FEWEST_KNOWN = 8, 4
_ECHOED = 0.8
_NONSENSE = "zqxzqxzqx"


def vocabulary_suspicion(case: Case, predictions: Floats) -> Suspicion | None:
    """Return whether other token ids would do as well: a trained model whose answers vary, but by the wrong words.

    All ids but the padding, or all words of texts, are exchanged at random for others. A model that knows the task's
    vocabulary falls to chance; one that was trained with its own is at chance already and stays there. So is one that
    was hardly trained, whose biases are where they began.
    """
    output, dtype = case.task.output, case.task.input.dtype
    if output.kind not in (OutputKind.PROBABILITY, OutputKind.PROBABILITIES):
        return None
    if dtype not in ("int32", "string") or case.given_score > 1 or not _varies(case, predictions):
        return None
    rows = case.sample
    inputs = case.hidden.inputs[rows]
    exchanged_inputs = _ids_exchanged(case, inputs) if dtype == "int32" else _words_exchanged(inputs)
    answers = case.answers(exchanged_inputs)
    trained = case.training_predictions
    if answers is None or trained is None:
        return None
    truth = case.hidden.targets[rows].astype(np.int64)
    right = float((named_classes(predictions[rows], output) == truth).mean())
    exchanged = float((named_classes(answers, output) == truth).mean())
    known = float((named_classes(trained, output) == case.training_examples.targets.astype(np.int64)).mean())
    margin = 2 * np.sqrt(0.5 / len(rows))
    if right > exchanged + margin or known > right + margin:
        return None
    examples = rows_of(case.hidden, rows)
    given, other = (fine_losses(case, each, examples) for each in (predictions[rows], answers))
    # Other ids than one's own make a trained model surely wrong, though some ids may mean less nonsense than others.
    # Who is unsure instead, and less wrong with the task's ids than with ids by chance, has begun to learn them.
    unsure = given.mean() < _ABOUT_UNSURE * _loss_of_shares(truth)
    if (unsure or dtype == "string") and is_better(other, given, examples.blocks, tried=1):
        return None
    what = "token ids" if dtype == "int32" else "words"
    return Suspicion(
        "vocabulary-mismatch",
        f"With the {what} exchanged at random, {exchanged:.0%} of the answers are right, and {right:.0%} with the "
        f"task's; on your own examples, in the task's {what}, {known:.0%}. The model was trained with other ids.",
        {"right": right, "right_with_random_ids": exchanged, "right_on_training": known},
    )


def _loss_of_shares(truth: Integers) -> float:
    """Return the log loss of whoever states for each row how often the classes occur, in nats."""
    shares = np.bincount(truth)[np.unique(truth)] / len(truth)
    return float(-(shares * np.log(shares)).sum())


def _ids_exchanged(case: Case, inputs: Inputs) -> Inputs:
    highest = int(case.hidden.inputs.max())
    generator = np.random.Generator(np.random.PCG64(_SEED))
    exchange = np.concatenate([[0], 1 + generator.permutation(highest)]).astype(inputs.dtype)
    return np.asarray(exchange[inputs])


def _words_exchanged(inputs: Inputs) -> Inputs:
    """Return texts whose words stand for each other: each one always for the same other one of them."""
    texts = [text.decode("utf-8", "replace").split() for text in inputs.ravel().tolist()]
    words = sorted({word for text in texts for word in text})
    generator = np.random.Generator(np.random.PCG64(_SEED))
    stands_for = dict(zip(words, generator.permutation(np.array(words, dtype=object)).tolist(), strict=True))
    changed = [" ".join(stands_for[word] for word in text).encode() for text in texts]
    return np.array(changed).reshape(inputs.shape)


def _varies(case: Case, predictions: Floats) -> bool:
    """Return whether the answers differ from row to row as those of a trained model do."""
    probabilities = stated(case, predictions, case.hidden)
    return (
        probabilities is not None and probabilities.varies >= _VARIES and (not case.weights or moved_far(case.weights))
    )


def echo_suspicion(case: Case, predictions: Floats) -> Suspicion | None:
    """Return whether a model of the next token names the one that it was given last."""
    if case.task.input.dtype != "int32" or len(case.task.input.shape) != 1 or predictions.ndim != 2:
        return None
    if predictions.shape[1] <= case.hidden.inputs.max():
        # Its classes are no tokens.
        return None
    truth = case.hidden.targets.astype(np.int64)
    named, last = predictions.argmax(axis=1), case.hidden.inputs[:, -1].astype(np.int64)
    # Where ids and classes are the same things, the next token often equals some earlier one: here it is the last.
    share, by_right = float((named == last).mean()), float((truth == last).mean())
    if share < _ECHOED or by_right > share / 2:
        return None
    return Suspicion(
        "persistence",
        f"In {share:.0%} of the rows the model names the token that it was given last; in {by_right:.0%} that is the "
        "next one.",
        {"share_repeated": share, "share_by_right": by_right},
    )


def unknown_words_suspicion(case: Case) -> Suspicion | None:
    """Return whether the model takes many of the words that occur for one and the same."""
    return _unknown_ids(case) if case.task.input.dtype == "int32" else _unknown_texts(case)


def _unknown_ids(case: Case) -> Suspicion | None:
    """Return whether many token ids get the very same answer, each by itself in a row that it fills.

    Ids are drawn as often as they occur. Those that the model does not know share an embedding, so that they share the
    answer, to the last digit; ids that it knows hardly ever do.
    """
    if len(case.task.input.shape) != 1:
        return None
    inputs = case.hidden.inputs
    tokens = inputs[inputs != 0]
    generator = np.random.Generator(np.random.PCG64(_SEED))
    drawn = generator.choice(tokens, size=min(_WORDS_TRIED, len(tokens)), replace=False)
    different, times = np.unique(drawn, return_counts=True)
    asked = np.repeat(different[:, np.newaxis], inputs.shape[1], axis=1).astype(inputs.dtype)
    answers = case.answers(asked) if len(different) >= _FEWEST_IDS else None
    if answers is None:
        return None
    _, group = np.unique(answers.reshape(len(different), -1).round(6), axis=0, return_inverse=True)
    group = group.ravel()
    largest = int(np.bincount(group).argmax())
    share = float(times[group == largest].sum() / times.sum())
    alike, known = int((group == largest).sum()), int(group.max())
    if share < _MOSTLY_UNKNOWN or alike < _FEWEST_IDS or known < _FEWEST_KNOWN:
        return None
    return Suspicion(
        "out-of-vocabulary",
        f"{share:.0%} of {len(drawn)} tokens, drawn at random, are of {alike} ids that get the very same answer: the "
        "model does not tell them apart.",
        {"share_unknown": share, "ids_alike": alike, "tokens_tried": len(drawn)},
    )


def _unknown_texts(case: Case) -> Suspicion | None:
    """Return whether many words may be replaced by nonsense without any effect on the answer."""
    if case.task.input.dtype != "string":
        return None
    generator = np.random.Generator(np.random.PCG64(_SEED))
    texts = [text.decode("utf-8", "replace").split() for text in case.hidden.inputs.ravel().tolist()]
    rows = [row for row in generator.permutation(len(texts)).tolist() if len(texts[row]) >= 2][:_WORDS_TRIED]
    if not rows:
        return None
    changed = []
    for row in rows:
        words = list(texts[row])
        words[int(generator.integers(len(words)))] = _NONSENSE
        changed.append(" ".join(words).encode())
    plain = np.array([" ".join(texts[row]).encode() for row in rows])
    shape = (len(rows), *case.hidden.inputs.shape[1:])
    before, after = case.answers(_as(plain, shape)), case.answers(_as(np.array(changed), shape))
    if before is None or after is None:
        return None
    same = float((np.abs(before - after).reshape(len(rows), -1).max(axis=1) < 1e-7).mean())
    if same < _MOSTLY_UNKNOWN:
        return None
    return Suspicion(
        "out-of-vocabulary",
        f"{same:.0%} of {len(rows)} words, drawn at random, can be replaced by nonsense and nothing changes: the model "
        "does not know them.",
        {"share_unknown": same, "words_tried": len(rows)},
    )


def _as(texts: Inputs, shape: tuple[int, ...]) -> Inputs:
    return texts.reshape(shape)
