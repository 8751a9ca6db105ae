"""Columns in another order than the task's: which exchange of them helps, and which one after that."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from gradatim.coach.case import Case
from gradatim.coach.experiments.inputs import Change, InputChange
from gradatim.coach.experiments.scan import best_change, rows_to_scan
from gradatim.coach.significance import fine_losses, is_better
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats

_FEWEST, _MOST = 3, 64
_MOST_EXCHANGED, _MOST_IN_PARTS = 24, 12
"""Columns up to which all exchanges of two, and of two parts wherever they begin and end, are tried."""
_ROUNDS = 3
_ROWS_FOR_A_ROUND = 4000
"""A round takes about 2,000 rows, and what comes after all repairs needs as many."""

Order = tuple[int, ...]


def column_order(case: Case, sample: Examples) -> InputChange | None:
    """Return the order of the columns with which the model does best, or None when no exchange helps.

    All exchanges of two columns, and of two parts of the row that stand side by side, are tried on a few rows, many in
    one question; the best one is kept where it helps by more than chance, and what helps on top of it is looked for
    again. The number of tries is counted, so that what comes out has to be better by so much more.

    Args:
        case: The submission.
        sample: The hidden rows that experiments are made on.
    """
    columns = case.task.input.shape[-1] or 0
    if case.task.input.dtype != "float32" or case.task.area == "image" or not _FEWEST <= columns <= _MOST:
        return None
    scan = rows_to_scan(case, sample)
    start = order = tuple(range(columns))
    answers = case.answers(scan.inputs)
    if answers is None:
        return None
    least = fine_losses(case, answers, scan)
    for _ in range(_ROUNDS):
        if case.budget.left < _ROWS_FOR_A_ROUND:
            break
        found = _best(case, scan, order)
        if found is None or not is_better(least, found[0], scan.blocks, tried=case.tried):
            break
        least, order = found
    if order == start:
        return None
    what = f"with the columns in the order {', '.join(map(str, order))}"
    return InputChange("axis-order", what, _ordered(order), searched=True)


def _best(case: Case, scan: Examples, order: Order) -> tuple[Floats, Order] | None:
    """Return the best of the orders that differ from one by a single exchange, with its losses."""
    # Sorted, so that orders which a model cannot read, with numbers where it looks up kinds, stand together.
    exchanged = _columns_exchanged(order) if len(order) <= _MOST_EXCHANGED else ()
    orders = sorted({*exchanged, *_parts_exchanged(order)})
    found = best_change(case, scan, [_ordered(one) for one in orders])
    return None if found is None else (found[0], orders[found[1]])


def _columns_exchanged(order: Order) -> Iterator[Order]:
    for one, other in combinations(range(len(order)), 2):
        changed = list(order)
        changed[one], changed[other] = changed[other], changed[one]
        yield tuple(changed)


def _parts_exchanged(order: Order) -> Iterator[Order]:
    """Yield the order with two parts exchanged that stand side by side, such as words read behind numbers.

    Of many columns only two parts that make up the whole row.
    """
    whole = ((0, middle, len(order)) for middle in range(1, len(order)))
    for begin, middle, end in combinations(range(len(order) + 1), 3) if len(order) <= _MOST_IN_PARTS else whole:
        yield order[:begin] + order[middle:end] + order[begin:middle] + order[end:]


def _ordered(order: Order) -> Change:
    return lambda inputs: inputs[..., list(order)]
