"""Which category a model is meant for, when only the file was named: one that came back from another machine."""

from __future__ import annotations

import re
from pathlib import Path

from gradatim.bank.reader import load_task
from gradatim.errors import UserError
from gradatim.exams.form import Form, FormItem
from gradatim.grading.refuse import preflight
from gradatim.workspace.exam_folder import category_around


def which_category(folder: Path, form: Form, model: Path) -> FormItem:
    """Return the category that a model belongs to: by its folder, by its name, or because it suits one task only.

    Args:
        folder: The exam folder.
        form: The exam.
        model: The file; a bundle names it after its task, and a browser may have added a number.

    Raises:
        UserError: It is not there, or it suits none, or several.
    """
    numbers = [item.category for item in form.items]
    if not model.exists():
        raise UserError(
            "Expected the file of a model",
            received=f"{model}, which is not there",
            next_step=f"gradatim submit path/to/{model.name}, or gradatim submit {numbers[0]} (what lies in category"
            f"{numbers[0]})",
        )
    beside = model.resolve().parent
    if beside.is_relative_to(folder.resolve()) and (lies_in := category_around(beside)) in numbers:
        return form.item(lies_in)
    named = [item for item in form.items if _is_named_after(model.stem, item.task_id)]
    suitable = named or [item for item in form.items if not preflight(load_task(item.task_id), model)]
    if len(suitable) == 1:
        return suitable[0]
    received = f"it suits {_listed([item.category for item in suitable])}" if suitable else "it suits none of them"
    raise UserError(
        f"Expected a model whose category can be told: {_listed(numbers)}",
        received=f"{model.name}; {received}",
        next_step=f"gradatim submit CATEGORY {model}, such as gradatim submit {numbers[-1]} {model}",
    )


def _is_named_after(stem: str, task_id: str) -> bool:
    return re.fullmatch(rf"{re.escape(task_id)}([ _(-].*)?", stem) is not None


def _listed(numbers: list[int]) -> str:
    return f"category {numbers[0]}" if len(numbers) == 1 else f"categories {', '.join(map(str, numbers))}"
