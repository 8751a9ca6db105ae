"""All commands. Each imports what it needs when it runs, so that `gradatim --help` is quick."""

from __future__ import annotations

import typer

from gradatim.cli import demo, exam, grade, submit, task

app = typer.Typer(
    name="gradatim",
    help="Open certification for TensorFlow skills: sit a timed exam in your own editor.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(exam.app, name="exam")
app.command("submit")(submit.submit)
app.command("grade")(grade.grade)
app.add_typer(task.app, name="task")
app.command("demo")(demo.demo)
