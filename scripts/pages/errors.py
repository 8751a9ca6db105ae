"""The page of errors, from the table that the grader reads."""

from __future__ import annotations

import re

from gradatim.grading.explain_error import KnownError, known_errors

HEAD = """# Errors of Keras and TensorFlow, in plain words

Written by `make docs` from `grading/errors.toml`. When a saved model does not load or does not run, `gradatim submit`,
`gradatim grade` and every page say what was expected, what was received, why, and what to do, and put the error's own
words beside it. The code of the notice in `--json` is the id below. An error that is not here keeps its own words, with
the code `cannot-load` or `cannot-run`. Either way the model is *refused*, which costs nothing; only one that runs out
of memory, `tensor-memory`, has *failed*.

Much is said before a model is loaded at all: `gradatim submit` reads the file without TensorFlow first, and names
layers and shapes that cannot be graded in milliseconds.

Each of these errors is provoked in the tests by a real model in the real sandbox, or where no saved model brings it to
the grader, by Keras or TensorFlow themselves (`tests/grading/errors`)."""


def errors_page() -> str:
    """Return the whole page: a table of contents, then each error."""
    rows = [f"| [`{error.id}`](#{error.id}) | {error.title} |" for error in known_errors()]
    contents = "\n".join(["| id | means |", "|---|---|", *rows])
    return "\n\n".join([HEAD, contents, *map(_section, known_errors())]) + "\n"


def _section(error: KnownError) -> str:
    forms = [
        f"- `{form.says.replace('`', '')}`: expected {_placed(form.expected)}; received {_placed(form.received)}."
        for form in error.form
    ]
    return "\n\n".join(
        [
            f"## {error.id}",
            f"**{error.title}.** {error.why}",
            "\n".join(forms),
            f"Next: {error.next_step}. The note: `gradatim note {error.skill}`.",
        ]
    )


def _placed(template: str) -> str:
    """Return a template with what is filled in shown as such."""
    return re.sub(r"\{(?:rows_|shape_)?(\w+)\}", lambda found: f"*{found[1].replace('_', ' ')}*", template)
