"""Notebooks as text: the percent format of jupytext, from which every notebook of Gradatim is made."""

from __future__ import annotations

import ast

from gradatim.workspace.notebook_answer import without_magics

_CODE = "# %%"
_TEXT = "# %% [markdown]"


def text_cell(markdown: str) -> str:
    """Return a cell of text in the percent format.

    Example:
        >>> print(text_cell("# Title\\n\\nText."))
        # %% [markdown]
        # # Title
        #
        # Text.
    """
    return "\n".join([_TEXT, *(f"# {line}".rstrip() for line in markdown.strip().splitlines())])


def code_cell(source: str) -> str:
    """Return a cell of code in the percent format; lines that only IPython knows, such as `%check`, as comments.

    Example:
        >>> print(code_cell("%check"))
        # %%
        # %check
    """
    return "\n".join([_CODE, *without_magics(source.strip("\n"))])


def document(cells: list[str]) -> str:
    """Return the text of a notebook: its cells, an empty line between them."""
    return "\n\n".join(cells) + "\n"


def split_cells(script: str) -> list[str]:
    """Return the code cells of a percent file; the whole file as one where it has no `# %%` lines."""
    if not any(line.startswith(_CODE) for line in script.splitlines()):
        return [script.strip("\n")]
    import jupytext

    notebook = jupytext.reads(script, fmt="py:percent")
    return [cell.source for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def split_script(script: str) -> list[str]:
    """Return the parts of a Python file that make good cells: imports, data, each function, what comes at the end.

    Comments stay with what they stand above. The text at the head of the file is left out: a notebook says it in words.
    A file that has cells already keeps them; one that Python cannot read is one part.

    Args:
        script: Text of the file.

    Returns:
        The parts in their order, none of them empty.
    """
    cells = split_cells(script)
    try:
        body = ast.parse(script).body
    except SyntaxError:
        return cells
    if not body or len(cells) > 1:
        return cells
    lines = script.splitlines()
    head = ast.get_docstring(ast.Module(body, [])) is not None
    at = (body[0].end_lineno or 0) if head else 0
    parts: list[tuple[str, list[str]]] = []
    for node in body[head:]:
        end = node.end_lineno or at
        kind = _kind(node)
        piece = lines[at:end]
        if parts and kind == parts[-1][0] and kind != "definition":
            parts[-1][1].extend(piece)
        else:
            parts.append((kind, piece))
        at = end
    if parts:
        parts[-1][1].extend(lines[at:])
    return [source for source in ("\n".join(piece).strip("\n") for _, piece in parts) if source.strip()]


def _kind(node: ast.stmt) -> str:
    match node:
        case ast.Import() | ast.ImportFrom():
            return "import"
        case ast.FunctionDef() | ast.ClassDef() | ast.AsyncFunctionDef() | ast.If():
            return "definition"
        case _:
            return "statement"
