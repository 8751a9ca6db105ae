"""The coach's evidence drawn: one picture for each kind of figures that a finding can hold.

A finding is drawn by the names of its figures, so that one whose experiment gives other figures (`axis-order` by turned
inputs or by turned boxes) is drawn by what it has. One without figures to compare is words alone, and has no picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gradatim.bank.exam_task import ExamTask, OutputKind
from gradatim.exams.numbers import readable_bands
from gradatim.grading.evidence.parts import Confusion, Evidence, Reliability, ReliabilityBin
from gradatim.grading.result import Finding
from gradatim.web.pictures.axis import figure
from gradatim.web.pictures.bars import Bar, bar_picture
from gradatim.web.pictures.lines import Line, line_picture
from gradatim.web.pictures.picture import Picture
from gradatim.web.pictures.ranges import Range, range_picture
from gradatim.web.pictures.spread import step_picture
from gradatim.web.pictures.squares import reliability_picture
from gradatim.web.words import capital, percent

Figures = Mapping[str, object]


def finding_pictures(prefix: str, finding: Finding, task: ExamTask, evidence: Evidence | None) -> tuple[Picture, ...]:
    """Return what can be drawn of a finding.

    Args:
        prefix: Begins the id of each picture; unique on the page.
        finding: What the coach established.
        task: Its metric, bands and unit.
        evidence: What lies behind the score, where it may be shown: it draws findings that hold no figures themselves.

    Returns:
        No picture, one or two.
    """
    drawn: list[Picture] = []
    for needed, draw in _DRAWINGS:
        if needed <= finding.evidence.keys():
            drawn.append(draw(f"{prefix}-{len(drawn) + 1}", finding, task))
    if len(_numbers(finding.evidence, "mean_error_per_step")) > 1:
        drawn.append(_bias_along(f"{prefix}-{len(drawn) + 1}", finding, task))
    if not drawn and evidence is not None and evidence.confusion is not None:
        if finding.id in _OF_CLASSES and evidence.confusion.pairs:
            drawn.append(_pairs(f"{prefix}-1", evidence.confusion))
        elif finding.id == "minority-ignored":
            drawn.append(_recalls(f"{prefix}-1", evidence.confusion))
    return tuple(drawn)


def _number(figures: Figures, name: str) -> float:
    value = figures[name]
    return float(value) if isinstance(value, int | float) else 0.0


def _numbers(figures: Figures, name: str) -> list[float]:
    value = figures.get(name)
    return [float(one) for one in value if isinstance(one, int | float)] if isinstance(value, list) else []


def _changed_inputs(picture_id: str, finding: Finding, task: ExamTask) -> Picture:
    found = finding.evidence
    given, changed = _number(found, "metric_as_given"), _number(found, "metric_changed")
    metric = task.rubric.metric.value
    return bar_picture(
        picture_id,
        f"{capital(metric)} with inputs as given and changed",
        f"As given {figure(given)}; {found['inputs']} {figure(changed)}, on {found.get('rows', '?')} hidden rows. "
        f"{'Longer' if task.rubric.metric.higher_is_better else 'Shorter'} is better.",
        [
            Bar("inputs as the task gives them", given),
            Bar(f"inputs {found['inputs']}", changed, marked=True),
        ],
        header=("Inputs", metric),
        limit=("needed for 5:", task.rubric.bands[-1]),
    )


def _answers_run(picture_id: str, finding: Finding, task: ExamTask) -> Picture:
    low, high = _number(finding.evidence, "lowest"), _number(finding.evidence, "highest")
    # Probabilities lie between 0 and 1, whatever else the task calls plausible.
    expected = (0.0, 1.0) if task.output.kind is not OutputKind.VALUE else task.output.plausible
    ranges = [Range("the model's answers", low, high)]
    if expected:
        name = "honest answers lie within" if task.output.kind is OutputKind.VALUE else "probabilities lie within"
        ranges.append(Range(name, *expected))
    return range_picture(
        picture_id,
        "Where the answers lie",
        f"The model's answers run from {figure(low)} to {figure(high)}"
        + (f"; expected are {figure(expected[0])} to {figure(expected[1])}." if expected else "."),
        ranges,
    )


def _known_and_hidden(picture_id: str, finding: Finding, task: ExamTask) -> Picture:
    found = finding.evidence
    known, hidden = _number(found, "training"), _number(found, "hidden")
    (known_low, known_high) = _numbers(found, "training_interval")[:2]
    (hidden_low, hidden_high) = _numbers(found, "hidden_interval")[:2]
    metric = task.rubric.metric.value
    return range_picture(
        picture_id,
        f"{capital(metric)} on your own examples and on hidden ones",
        f"{figure(known)} on your own examples, {figure(hidden)} on hidden ones; the bars are 95 % intervals, the "
        f"lines the bands. {'Right' if task.rubric.metric.higher_is_better else 'Left'} is better.",
        [
            Range("your own examples", known_low, known_high, known),
            Range("hidden examples", hidden_low, hidden_high, hidden),
        ],
        lines=_bands(task),
        header=("Examples", metric),
    )


def _bands(task: ExamTask) -> list[tuple[float, str]]:
    labels = readable_bands(task.rubric)
    return [
        (band, f"{score}: {label}")
        for score, (band, label) in enumerate(zip(task.rubric.bands, labels, strict=True), 1)
    ]


def _mean_error(picture_id: str, finding: Finding, task: ExamTask) -> Picture:
    value = _number(finding.evidence, "mean_error")
    low, high = _numbers(finding.evidence, "interval")[:2]
    unit = f" {task.rubric.unit}" if task.rubric.unit else ""
    return range_picture(
        picture_id,
        "Mean error: answers minus truth",
        f"{figure(value)}{unit} on average, 95 % interval {figure(low)} to {figure(high)}; without bias it would be 0.",
        [Range(f"mean error{f' in {task.rubric.unit}' if unit else ''}", low, high, value)],
        lines=[(0.0, "0: no bias")],
        near=False,
    )


def _bias_along(picture_id: str, finding: Finding, task: ExamTask) -> Picture:
    values = _numbers(finding.evidence, "mean_error_per_step")
    return step_picture(
        picture_id,
        "Mean error of each step",
        f"Answers minus truth for each of {len(values)} steps; above 0 the answers are too high.",
        values,
        unit=task.rubric.unit,
        place_name="step of the forecast",
    )


def _repeats(picture_id: str, finding: Finding, task: ExamTask) -> Picture:
    found = finding.evidence
    return bar_picture(
        picture_id,
        "Whom the forecast follows",
        f"The forecast lies nearer to {found['repeats']} than to the truth.",
        [
            Bar(f"distance to {found['repeats']}", _number(found, "distance_to_it"), marked=True),
            Bar("distance to the truth", _number(found, "error")),
        ],
        header=("Mean distance", task.rubric.unit or "Figure"),
    )


def _shares(
    title: str, names: Mapping[str, str], *, tolerance: str = ""
) -> Callable[[str, Finding, ExamTask], Picture]:
    """Return a drawing of shares of one; the first of the names is the one to look at."""

    def draw(picture_id: str, finding: Finding, task: ExamTask) -> Picture:  # noqa: ARG001 - the shape of a drawing
        bars = [
            Bar(words, share := _number(finding.evidence, name), _percent(share), marked=row == 0)
            for row, (name, words) in enumerate(names.items())
            if name in finding.evidence
        ]
        said = capital("; ".join(f"{bar.name}: {bar.label}" for bar in bars))
        return bar_picture(
            picture_id,
            title,
            f"{said}.{tolerance}",
            bars,
            header=("What", "Share"),
            whole=max(1.0, *(b.value for b in bars)),
        )

    return draw


def _percent(share: float) -> str:
    """Return a share in percent; a small one keeps the digits that make it more than nothing."""
    return percent(share) if share >= 0.1 or share == 0 else f"{figure(100 * share, 2)}\N{NO-BREAK SPACE}%"


def _errors(title: str, names: Mapping[str, str]) -> Callable[[str, Finding, ExamTask], Picture]:
    """Return a drawing of errors in the task's unit; the last of the names is the one to look at."""

    def draw(picture_id: str, finding: Finding, task: ExamTask) -> Picture:
        bars = [
            Bar(words, _number(finding.evidence, name), marked=row == len(names) - 1)
            for row, (name, words) in enumerate(names.items())
        ]
        said = capital("; ".join(f"{bar.name}: {bar.label}" for bar in bars))
        return bar_picture(
            picture_id, title, f"{said}. Shorter is better.", bars, header=("Mean error", task.rubric.unit or "Figure")
        )

    return draw


def _collapse(picture_id: str, finding: Finding, task: ExamTask) -> Picture:
    errors = _numbers(finding.evidence, "error_per_step")
    late = len(errors) - len(errors) // 3
    naive = _number(finding.evidence, "naive_error_late")
    missed = sum(errors[late:]) / max(1, len(errors) - late)
    return line_picture(
        picture_id,
        "Error of each step, and of repeating what was seen",
        f"The last {len(errors) // 3} steps miss by {figure(missed)} on average; "
        f"repeating the last {len(errors)} steps misses them by {figure(naive)}.",
        [
            Line("this model", errors, "second"),
            Line("repeating", [None] * late + [naive] * (len(errors) - late), "third"),
        ],
        places=range(1, len(errors) + 1),
        place_name="step of the forecast",
        unit=task.rubric.unit,
        with_zero=True,
    )


def _size(picture_id: str, finding: Finding, task: ExamTask) -> Picture:  # noqa: ARG001 - the shape of a drawing
    found = finding.evidence
    names = {"file_mb": "this file", "reference_mb": "the reference's file", "limit_mb": "the limit"}
    bars = [
        Bar(words, _number(found, name), f"{figure(_number(found, name))} MB", marked=name == "file_mb")
        for name, words in names.items()
    ]
    return bar_picture(
        picture_id, "Size of the file", capital("; ".join(f"{bar.name}: {bar.label}" for bar in bars)) + ".", bars
    )


def _reliability(picture_id: str, finding: Finding, task: ExamTask) -> Picture:  # noqa: ARG001 - the shape of a drawing
    from gradatim.grading.metrics.wilson import wilson_interval  # beside metrics that import NumPy

    table = finding.evidence["reliability"]
    bins = []
    for entry in table if isinstance(table, list) else []:
        if not isinstance(entry, list):
            continue
        confidence, right, rows = entry[:3]
        low, high = wilson_interval(right * rows, int(rows))
        bins.append(ReliabilityBin(confidence, right, low, high, int(rows)))
    return reliability_picture(
        picture_id, Reliability(tuple(bins), _number(finding.evidence, "expected_calibration_error"))
    )


def _pairs(picture_id: str, confusion: Confusion) -> Picture:
    bars = [
        Bar(f"{pair.truth} is called {pair.named}", pair.share, f"{percent(pair.share)} ({pair.count:,})", marked=True)
        for pair in confusion.pairs
    ]
    return bar_picture(
        picture_id,
        "The commonest mistakes",
        f"{bars[0].name} in {bars[0].label} of its rows. Each bar is a share of the true class.",
        bars,
        header=("Mistake", "Share of the true class"),
        whole=1.0,
    )


def _recalls(picture_id: str, confusion: Confusion) -> Picture:
    present = sorted((one for one in confusion.figures if one.present), key=lambda one: one.recall or 0.0)
    figures = present[:_MOST_CLASSES]
    return bar_picture(
        picture_id,
        "How often each class is found" if len(figures) == len(present) else "The classes that are found least",
        f"From {figures[0].name}, {figures[0].found} of {figures[0].present}, to {figures[-1].name}."
        if figures
        else "",
        [
            Bar(one.name, one.recall or 0.0, f"{one.found} of {one.present}", marked=(one.recall or 0) <= _RARELY)
            for one in figures
        ],
        header=("Class", "Found"),
        whole=1.0,
    )


def _curve(picture_id: str, finding: Finding, task: ExamTask) -> Picture:  # noqa: ARG001 - the shape of a drawing
    found = finding.evidence
    lines = [Line("training loss", _numbers(found, "loss"), "first")]
    if validation := _numbers(found, "validation_loss"):
        lines.append(Line("validation loss", validation, "second"))
    epoch = _number(found, "epoch")
    return line_picture(
        picture_id,
        "Where the training went wrong",
        f"The line marks epoch {epoch:.0f}: {found['curve']}.",
        lines,
        places=_numbers(found, "epochs"),
        place_name="epoch",
        boundary=(epoch, "what was seen"),
    )


_RARELY = 0.1
_MOST_CLASSES = 12
_OF_CLASSES = ("inverted-labels", "class-order", "label-offset")
_Drawing = Callable[[str, Finding, ExamTask], Picture]
_DRAWINGS: tuple[tuple[frozenset[str], _Drawing], ...] = (
    (frozenset({"metric_as_given", "metric_changed", "inputs"}), _changed_inputs),
    (frozenset({"lowest", "highest"}), _answers_run),
    (frozenset({"training", "hidden", "training_interval", "hidden_interval"}), _known_and_hidden),
    (frozenset({"mean_error", "interval"}), _mean_error),
    (frozenset({"repeats", "distance_to_it", "error"}), _repeats),
    (
        frozenset({"share_repeated", "share_by_right"}),
        _shares(
            "How often the last token is named again",
            {
                "share_repeated": "rows in which the model names it again",
                "share_by_right": "rows in which that is right",
            },
        ),
    ),
    (
        frozenset({"error_as_is", "error_when_moved"}),
        _errors(
            "Mean error of the forecast as it is and moved",
            {"error_as_is": "as it is", "error_when_moved": "moved to where it belongs"},
        ),
    ),
    (
        frozenset({"error_with_the_future", "error_as_given", "error_trailing"}),
        _errors(
            "Mean error on windows with and without the future",
            {
                "error_as_given": "windows as the task gives them",
                "error_trailing": "averaged over what came before",
                "error_with_the_future": "averaged over what comes after as well",
            },
        ),
    ),
    (frozenset({"error_per_step", "naive_error_late"}), _collapse),
    (
        frozenset({"spread_early", "spread_late", "spread_along"}),
        _shares(
            "How much the forecasts vary, as a share of how much the truth does",
            {
                "spread_late": "from window to window, in the last steps",
                "spread_early": "from window to window, in the first steps",
                "spread_along": "along one forecast",
            },
        ),
    ),
    (
        frozenset({"share", "true_share"}),
        _shares(
            "How often one class is named", {"share": "rows that the model calls so", "true_share": "rows that are"}
        ),
    ),
    (
        frozenset({"spread"}),
        _shares("How much the answers vary", {"spread": "spread of the answers, as a share of the truth's"}),
    ),
    (
        frozenset({"right", "right_with_random_ids"}),
        _shares(
            "Right answers with the task's words and with words exchanged at random",
            {
                "right": "hidden rows, as the task has them",
                "right_with_random_ids": "hidden rows, exchanged at random",
                "right_on_training": "your own examples, as the task has them",
            },
        ),
    ),
    (
        frozenset({"share_known", "share_expected"}),
        _shares(
            "How many answers are as good as the best hidden ones",
            {"share_known": "of your own examples", "share_expected": "of the hidden ones"},
        ),
    ),
    (
        frozenset({"confidence", "share_right"}),
        _shares(
            "How sure the model is, and how often it is right",
            {
                "confidence": "mean probability of the class that is named",
                "share_right": "rows where it is the right one",
            },
        ),
    ),
    (
        frozenset({"share_unknown"}),
        _shares("Words that can be replaced by nonsense", {"share_unknown": "words without any effect on the answer"}),
    ),
    (
        frozenset({"spread_of_copies"}),
        _shares(
            "How much copies of one row differ",
            {"spread_of_copies": "spread of the copies, as a share of all answers'"},
            tolerance=" A model that draws no random numbers has 0.",
        ),
    ),
    (
        frozenset({"difference"}),
        _shares(
            "How much the same rows differ among other rows",
            {"difference": "largest difference, as a share of all answers' spread"},
            tolerance=" A model whose rows do not touch has 0.",
        ),
    ),
    (frozenset({"file_mb", "reference_mb", "limit_mb"}), _size),
    (frozenset({"curve", "epoch", "epochs", "loss"}), _curve),
    (frozenset({"reliability", "expected_calibration_error"}), _reliability),
)
