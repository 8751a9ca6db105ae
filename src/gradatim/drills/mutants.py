"""How strong a drill's checks are: the share of small changes to the solution that they notice.

Mutation analysis (DeMillo, Lipton and Sayward, 1978): a change of one operator, number, argument or statement makes a
mutant; checks that pass on a mutant would also pass a learner who made that mistake. The operators are those of
cosmic-ray, with one replacement for each arithmetic operator and two for each comparison (the "sufficient" idea of
Offutt et al., 1996), and three of our own for what Keras code consists of: keyword arguments, list entries, statements.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gradatim.bank.drill import Drill
from gradatim.drills.check_drill import check_drill
from gradatim.errors import UserError

SHARE_NEEDED = 0.9
"""Share of the mutants that the checks of a drill must notice."""

_COSMIC_RAY = (
    "AddNot",
    "ExceptionReplacer",
    "NumberReplacer",
    "RemoveDecorator",
    "ReplaceAndWithOr",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_Div_Mul",
    "ReplaceBinaryOperator_FloorDiv_Mul",
    "ReplaceBinaryOperator_Mod_FloorDiv",
    "ReplaceBinaryOperator_Mul_Div",
    "ReplaceBinaryOperator_Pow_Mul",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceBreakWithContinue",
    "ReplaceComparisonOperator_Eq_NotEq",
    "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_GtE_Lt",
    "ReplaceComparisonOperator_Gt_GtE",
    "ReplaceComparisonOperator_Gt_LtE",
    "ReplaceComparisonOperator_LtE_Gt",
    "ReplaceComparisonOperator_LtE_Lt",
    "ReplaceComparisonOperator_Lt_GtE",
    "ReplaceComparisonOperator_Lt_LtE",
    "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceContinueWithBreak",
    "ReplaceFalseWithTrue",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceUnaryOperator_Delete_USub",
    "ZeroIterationForLoop",
)


@dataclass(frozen=True)
class Mutant:
    """A changed solution.

    Args:
        source: Its text.
        before: The lines that were changed.
        after: What they became.
    """

    source: str
    before: str
    after: str


@dataclass(frozen=True)
class MutantCount:
    """What the checks made of all mutants of a solution.

    Args:
        killed: How many they noticed.
        equivalent: How many are declared to be no mistakes, and were not tried.
        survivors: Those that passed, as `before -> after`.
    """

    killed: int
    equivalent: int
    survivors: tuple[str, ...]

    @property
    def tried(self) -> int:
        """How many were tried."""
        return self.killed + len(self.survivors)

    @property
    def share(self) -> float:
        """Share of the tried mutants that the checks noticed, 0 to 1; 1 if there is none to try."""
        return self.killed / self.tried if self.tried else 1.0


def count_mutants(drill: Drill, on_mutant: Callable[[int, int], None] = lambda *_: None) -> MutantCount:
    """Run the checks of a drill on every mutant of its solution.

    Args:
        drill: The drill.
        on_mutant: Called with how many are done, and of how many. Defaults to nothing.

    Raises:
        UserError: cosmic-ray is not installed.
        SandboxUnavailable: No process could be started.
    """
    found = mutants(drill.solution.read_text(encoding="utf-8"))
    tried = [mutant for mutant in found if not _is_equivalent(drill, mutant)]
    survivors = []
    for number, mutant in enumerate(tried, start=1):
        if check_drill(drill, mutant.source).passed:
            survivors.append(f"{mutant.before} -> {mutant.after}")
        on_mutant(number, len(tried))
    return MutantCount(len(tried) - len(survivors), len(found) - len(tried), tuple(survivors))


def mutants(source: str) -> list[Mutant]:
    """Return all mutants of a program that differ from it and from each other and still are Python.

    Raises:
        UserError: cosmic-ray is not installed.
    """
    seen = {ast.dump(ast.parse(source))}
    found = []
    for text in (*_by_cosmic_ray(source), *_by_removal(source)):
        try:
            tree = ast.dump(ast.parse(text))
        except SyntaxError:
            continue
        if tree not in seen:
            seen.add(tree)
            found.append(_described(source, text))
    return found


def _by_cosmic_ray(source: str) -> Iterator[str]:
    try:
        from cosmic_ray.mutating import mutate_code
        from cosmic_ray.plugins import get_operator
    except ImportError as error:
        raise UserError(
            "Expected cosmic-ray, which makes the mutants", received="not installed", next_step="make setup-dev"
        ) from error
    for name in _COSMIC_RAY:
        operator = get_operator(f"core/{name}")()
        occurrence = 0
        while (text := mutate_code(source, operator, occurrence)) is not None:
            yield text
            occurrence += 1


def _by_removal(source: str) -> Iterator[str]:
    """Leave out, one at a time: keyword arguments, entries of lists and tuples, statements that only act."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                yield _without(source, keyword)
        elif isinstance(node, ast.List) and len(node.elts) > 1:
            for element in node.elts:
                yield _without(source, element)
        elif _only_acts(node):
            yield _replaced(source, node, "pass")


def _only_acts(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call)
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets)
    return isinstance(node, ast.AugAssign)


def _without(source: str, node: ast.keyword | ast.expr) -> str:
    """Cut a node out together with the comma that parts it from its neighbour."""
    start, end = _span(source, node)
    data = source.encode()
    before, after = data[:start].rstrip(), data[end:]
    if after.lstrip().startswith(b","):
        after = after.lstrip()[1:]
    elif before.endswith(b","):
        before = before[:-1]
    return (before + after).decode()


def _replaced(source: str, node: ast.AST, text: str) -> str:
    start, end = _span(source, node)
    data = source.encode()
    return (data[:start] + text.encode() + data[end:]).decode()


def _span(source: str, node: ast.AST) -> tuple[int, int]:
    """Return where a node begins and ends, in bytes of the source."""
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    assert isinstance(node, ast.expr | ast.stmt | ast.keyword)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset


def _described(source: str, text: str) -> Mutant:
    lines = list(difflib.ndiff(source.splitlines(), text.splitlines()))
    before = " ".join(line[2:].strip() for line in lines if line.startswith("- "))
    after = " ".join(line[2:].strip() for line in lines if line.startswith("+ "))
    return Mutant(text, before, after or "(nothing)")


def _is_equivalent(drill: Drill, mutant: Mutant) -> bool:
    return any(same.line in mutant.before and same.mutant in mutant.after for same in drill.equivalent)
