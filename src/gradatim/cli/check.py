"""`gradatim check`: check one drill once."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from gradatim.cli.completion import drill_ids
from gradatim.cli.options import ProblemsOption


def check(
    drill_id: Annotated[
        str | None, typer.Argument(metavar="[DRILL]", help="Default: the current one.", autocompletion=drill_ids)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
    problems: ProblemsOption = False,
) -> None:
    """Check your answer to a drill once. Exit code 1 when it does not pass."""
    from rich.text import Text

    from gradatim.cli.drill_words import drill_heading, progress_bar, verdict_lines, width
    from gradatim.cli.practice import meant_drill, open_guide
    from gradatim.cli.terminal import EXIT_TASK_FAILED, err, out
    from gradatim.drills.check_drill import check_drill
    from gradatim.sandbox.hostile_text import clean
    from gradatim.workspace.practice_folder import require_practice

    practice = require_practice(Path.cwd())
    guide = open_guide(practice)
    drill = meant_drill(practice, guide, drill_id)
    answer = practice.read_answer(drill)
    with err().status("Starting TensorFlow and checking") as status:
        verdict = check_drill(drill, answer, on_line=lambda line: status.update(Text(clean(line, limit=100))))
    guide.progress.record(verdict, answer)
    if as_json:
        out().print(json.dumps(asdict(verdict), indent=2), markup=False, soft_wrap=True)
    else:
        out().print(drill_heading(drill), width=width(out()))
        out().print(verdict_lines(verdict, practice.newest_answer(drill)), width=width(out()), crop=False)
        out().print(progress_bar(guide))
        out().print("Next: gradatim next" if verdict.passed else "Next: mend it and check again, or gradatim hint")
    if problems:
        from gradatim.cli.problem_lines import drill_problems, print_problems

        print_problems(drill_problems(verdict, practice.newest_answer(drill)))
    if not verdict.passed:
        raise typer.Exit(EXIT_TASK_FAILED)
