import ast
import contextlib
import io
import re
import traceback
from functools import cache
from pathlib import Path

from checking import line_of, require, source

CONSTANT = "Arguments `target` and `output` must have the same rank (ndim)"
MOST = 6
SIMPLE = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return)


@cache
def statements():
    """Return the statements of `reproduce`, without its docstring."""
    found = [node for node in ast.parse(source()).body if isinstance(node, ast.FunctionDef)]
    function = next((node for node in found if node.name == "reproduce"), None)
    require(
        function is not None and not ast.unparse(function.args),
        expected="a function reproduce() without arguments",
        received="another one" if function else "none",
        look="Keep the `def` line of the starter.",
        line=line_of("reproduce"),
    )
    return function.body[1:] if ast.get_docstring(function) else function.body


def error_of(body):
    """Run some statements as a function by itself and return what it raises, or None."""
    function = ast.FunctionDef("reproduce", ast.parse("def f(): ...").body[0].args, list(body) or [ast.Pass()], [])
    module = ast.fix_missing_locations(ast.Module([function], []))
    names = {}
    exec(compile(module, "reproduce", "exec"), names)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            names["reproduce"]()
    except Exception as error:
        return error
    return None


def told(error):
    """Return an error as one line."""
    if error is None:
        return "no error"
    return (traceback.format_exception_only(error)[-1].strip().splitlines() or [type(error).__name__])[0]


def is_the_error(error):
    """Return whether an error is the one that the starter ends with."""
    return isinstance(error, ValueError) and CONSTANT in str(error)


@contextlib.contextmanager
def without_files():
    """Take the drill's data away while the block runs."""
    away = [(path, path.read_bytes()) for path in Path().glob("*.csv")]
    for path, _ in away:
        path.unlink()
    try:
        yield
    finally:
        for path, content in away:
            path.write_bytes(content)


@cache
def whole():
    """Return what the answer's statements raise, without files."""
    with without_files():
        return error_of(statements())


def check_is_small(answer):
    """`reproduce` has at most 6 simple statements."""
    body = statements()
    others = [node for node in body if not isinstance(node, (*SIMPLE, ast.Raise))]
    require(
        not others,
        expected="only imports, assignments and calls in reproduce()",
        received=f"a statement that begins `{ast.unparse(others[0]).splitlines()[0]}`" if others else "",
        look="What remains when the blocks are taken away?",
        line=others[0].lineno if others else None,
    )
    require(
        len(body) <= MOST,
        expected=f"at most {MOST} statements",
        received=f"{len(body)}",
        look="Take out what the message does not speak of, a half at a time, and run it again.",
        line=line_of("reproduce"),
    )


def check_needs_no_files(answer):
    """`reproduce` needs no files."""
    require(
        not isinstance(whole(), OSError),
        expected="a program that runs where there are no files",
        received=told(whole()),
        look="Which shapes and types do the data have? Zeros or a few numbers of your own do as well.",
        line=line_of("reproduce"),
    )


def check_stands_alone(answer):
    """`reproduce` uses nothing from outside itself."""
    require(
        not isinstance(whole(), NameError | ImportError),
        expected="a function that can be copied into an empty file and run",
        received=told(whole()),
        look="Whoever gets only this function lacks what stands above it.",
        line=line_of("reproduce"),
    )


def check_same_error(answer):
    """`reproduce` fails with the message of the training program."""
    require(
        is_the_error(whole()),
        expected=f"a ValueError that says: {CONSTANT}",
        received=told(whole()),
        look="The step before the last still failed in the right way: go back to it and take out something else.",
        line=line_of("reproduce"),
    )


def check_library_raises_it(answer):
    """The error is raised by Keras."""
    raised_in = traceback.extract_tb(whole().__traceback__)[-1].filename.replace("\\", "/")
    require(
        "/keras/" in raised_in,
        expected="the error to be raised by Keras",
        received="an error raised by the function itself",
        look="A message that is copied shows nothing: keep the call that Keras cannot serve.",
        line=line_of("reproduce"),
    )


def check_has_one_mistake(answer):
    """There are as many labels as rows of outputs, so that only one thing is wrong."""
    shapes = re.findall(r"shape=\((\w*)", str(whole()))
    require(
        len(set(shapes)) == 1,
        expected="as many labels as rows of outputs",
        received=f"{' and '.join(shapes)}",
        look="A second mistake in the small program leads whoever reads it astray.",
        line=line_of("reproduce"),
    )


def check_every_statement_is_needed(answer):
    """Without any one of its statements it no longer fails in this way."""
    body = statements()
    for place, left_out in enumerate(body):
        with without_files():
            error = error_of(body[:place] + body[place + 1 :])
        require(
            not is_the_error(error),
            expected="every statement to be needed",
            received=f"it still fails without `{ast.unparse(left_out).splitlines()[0]}`",
            look="Take this statement out, and try the others again.",
            line=left_out.lineno,
        )
