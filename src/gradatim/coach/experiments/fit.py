"""How well the model knows its own training data, whether it was trained at all, and how large it is."""

from __future__ import annotations

import math
from collections.abc import Iterator

from gradatim.coach.case import Case
from gradatim.coach.experiments.by_heart import as_hidden, few_by_heart
from gradatim.coach.experiments.overconfidence import stated
from gradatim.coach.suspicion import Evidence, Suspicion
from gradatim.data.examples import Examples
from gradatim.grading.bands import score_for
from gradatim.grading.metrics import measure
from gradatim.grading.metrics.bootstrap import Floats
from gradatim.grading.result import Metric
from gradatim.sandbox.session import WeightFacts

_NEAR_INITIAL = 0.15
_EMBEDDING_STD = 0.1 / math.sqrt(12)
_NORMAL_STD = 0.05
_TIMES_LARGER = 10
_SHARE_OF_LIMIT = 0.4
_GOOD = 4
_BY_HEART = 1 / 3
_SURE_OF_THE_UNKNOWN = 2.0


def fit_suspicion(case: Case) -> Suspicion | None:
    """Return overfitting or underfitting, from the metric on the candidate's own examples and on the hidden ones.

    Overfitting: the score on one's own examples is higher, by more than chance (95 %). Who trains on a part only knows
    that part: so the first and the last examples are looked at by themselves as well. Underfitting: it
    is not, the score on one's own examples is below 5 as well, and the hidden one below 4: who has 4 has learnt.
    """
    rubric = case.task.rubric
    hidden = measure(rubric.metric, case.predictions, case.hidden, case.task.output)
    weak: Suspicion | None = None
    for which, part in _own_parts(case):
        examples, predictions = part
        known = measure(rubric.metric, predictions, examples, case.task.output)
        evidence: Evidence = {
            "training": known.value,
            "training_interval": list(known.interval),
            "hidden": hidden.value,
            "hidden_interval": list(hidden.interval),
            "rows": len(predictions),
        }
        figures = f"{rubric.metric} {known.value:.4g} on {which} and {hidden.value:.4g} on the hidden ones"
        higher = score_for(known.value, rubric) > score_for(hidden.value, rubric)
        better = rubric.metric.higher_is_better
        if higher and _apart(known, hidden, higher_is_better=better) and _worth_saying(case, known, hidden):
            return Suspicion(
                "overfitting",
                f"The model knows its training data much better: {figures}, a difference beyond chance (95 %).",
                evidence,
                metric=known.value,
            )
        if weak is None and case.given_score < _GOOD and score_for(known.value, rubric) < len(rubric.bands):
            weak = Suspicion(
                "underfitting",
                f"The model is weak on its training data as well: {figures}.",
                evidence,
                metric=rubric.bands[-1],
            )
    if weak is None:
        return None
    return few_by_heart(case) or weak


def _worth_saying(case: Case, known: Metric, hidden: Metric) -> bool:
    """Return whether the gap is that of learning by heart, where the submission is good already.

    Every model does somewhat better on its own examples. At 4 points only a loss of a third of the hidden one, or less,
    is a mistake, and where there are probabilities only if they state half of the hidden log loss, or less: learning by
    heart makes a model sure of what it does not know.
    """
    if case.given_score < _GOOD:
        return True
    own, other = (1 - m.value if case.task.rubric.metric.higher_is_better else m.value for m in (known, hidden))
    claims = stated(case, case.predictions, case.hidden)
    unsure = claims is not None and claims.losses.mean() < _SURE_OF_THE_UNKNOWN * claims.entropies.mean()
    return own <= _BY_HEART * other and not unsure


def _own_parts(case: Case) -> Iterator[tuple[str, tuple[Examples, Floats]]]:
    """Yield parts of the candidate's own examples with the model's answers, as far as it may be asked."""
    if case.training_predictions is not None:
        yield "your own examples", (case.training_examples, case.training_predictions)
    ends = {
        which: case.training_end(last=last)
        for which, last in (("the first of your examples", False), ("the last of your examples", True))
    }
    alike = {which: part for which, part in ends.items() if as_hidden(part.targets, case.hidden.targets)}
    answers = case.answers_to_each([part.inputs for part in alike.values()])
    for (which, part), predictions in zip(alike.items(), answers, strict=True):
        if predictions is not None:
            yield which, (part, predictions)


def _apart(known: Metric, hidden: Metric, *, higher_is_better: bool) -> bool:
    """Return whether the 95 % interval of the difference leaves out 0, from the two intervals' widths.

    Source: Altman, D. G. and Bland, J. M. (2003), Interaction revisited: the difference between two estimates, British
    Medical Journal 326, 219.
    """
    difference = known.value - hidden.value if higher_is_better else hidden.value - known.value
    halves = [(metric.interval[1] - metric.interval[0]) / 2 for metric in (known, hidden)]
    return difference > math.hypot(*halves)


def untrained_suspicion(case: Case) -> Suspicion | None:
    """Return whether all weights, or those of the last layer, are as initialisers leave them, at a score of 1 or less.

    Biases and the like are all exactly 0 or 1, and matrices spread as the usual initialisers spread them: uniform or
    normal after Glorot and Bengio (2010), Understanding the difficulty of training deep feedforward neural networks,
    or He et al. (2015), Delving deep into rectifiers; orthogonal; Keras' uniform embeddings. Training moves biases off
    0 and 1 in its first step.
    """
    if case.given_score > 1:
        return None
    for which, weights in (("this model", case.weights), ("its last layer", _last_layer(case.weights))):
        matrices = [weight for weight in weights if len(weight.shape) >= 2]
        vectors = [weight for weight in weights if len(weight.shape) < 2]
        if not matrices or not vectors:
            continue
        if all(_all_zero_or_one(weight) for weight in vectors) and all(_as_initialised(one) for one in matrices):
            return Suspicion(
                "untrained",
                "Every bias holds exactly 0 or 1, and the weight matrices spread as their initialisers left them: "
                f"nothing of {which} was trained, or its training was not saved.",
                {"bias_vectors": len(vectors), "weight_matrices": len(matrices)},
                metric=case.task.rubric.bands[-1],
            )
    return None


def _last_layer(weights: tuple[WeightFacts, ...]) -> tuple[WeightFacts, ...]:
    """Return the weights of the layer that answers: a matrix and its bias; training moves its bias first of all."""
    last = weights[-2:]
    return last if [len(weight.shape) for weight in last] == [2, 1] and last[1].high == 0 else ()


def _all_zero_or_one(weight: WeightFacts) -> bool:
    constant = weight.low == weight.high and weight.low in (0.0, 1.0)
    # The forget gates of an LSTM start at 1, its other biases at 0.
    return constant or (weight.low == 0.0 and weight.high == 1.0 and abs(weight.mean - 0.25) < 1e-6)


def _as_initialised(weight: WeightFacts) -> bool:
    *kernel, into, out = weight.shape
    field = math.prod(kernel)
    if (weight.low, weight.high) in ((0.0, 0.0), (1.0, 1.0), (0.0, 1.0)):
        return True
    fans = (field * into, field * out)
    usual = [math.sqrt(2 / sum(fans)), math.sqrt(2 / fans[0]), math.sqrt(1 / fans[0]), _EMBEDDING_STD, _NORMAL_STD]
    usual.append(1 / math.sqrt(max(into, out)))
    sampling = 3 / math.sqrt(2 * math.prod(weight.shape))
    return any(abs(weight.std / std - 1) < max(_NEAR_INITIAL / 3, sampling) for std in usual)


def oversized_suspicion(case: Case) -> Suspicion | None:
    """Return whether the file is ten times the reference's and comes near the task's limit."""
    limit = case.task.limits.file_bytes
    if not case.usual_file_bytes or case.file_bytes < _TIMES_LARGER * case.usual_file_bytes:
        return None
    if case.file_bytes < _SHARE_OF_LIMIT * limit:
        return None
    times = case.file_bytes / case.usual_file_bytes
    return Suspicion(
        "oversized",
        f"The file has {case.file_bytes / 1e6:.1f} MB, {times:.0f} times the reference's "
        f"{case.usual_file_bytes / 1e6:.2f} MB; the limit is {limit / 1e6:.0f} MB.",
        {"file_mb": case.file_bytes / 1e6, "reference_mb": case.usual_file_bytes / 1e6, "limit_mb": limit / 1e6},
    )
