"""All commands. Each imports what it needs when it runs, so that `gradatim --help` is quick."""

from __future__ import annotations

import typer

from gradatim.cli import (
    bundle,
    check,
    course,
    data,
    demo,
    doctor,
    exam,
    grade,
    handbook,
    hint,
    learn,
    next,  # noqa: A004 - one file a command
    note,
    progress,
    reset,
    skills,
    solution,
    start,
    submit,
    task,
    watch,
)

app = typer.Typer(
    name="gradatim",
    help="Open certification for TensorFlow skills: practise each skill, sit a timed exam, in your own editor.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("start")(start.start)
app.command("learn")(learn.learn)
app.command("watch")(watch.watch)
app.command("check")(check.check)
app.command("hint")(hint.hint)
app.command("next")(next.next_drill)
app.command("reset")(reset.reset)
app.command("solution")(solution.solution)
app.command("note")(note.note)
app.command("skills")(skills.skills)
app.add_typer(progress.app, name="progress")
app.add_typer(exam.app, name="exam")
app.command("submit")(submit.submit)
app.command("grade")(grade.grade)
app.command("bundle")(bundle.bundle)
app.add_typer(task.app, name="task")
app.add_typer(data.app, name="data")
app.add_typer(course.app, name="course")
app.command("demo")(demo.demo)
app.command("doctor")(doctor.doctor)
app.command("handbook")(handbook.handbook)
