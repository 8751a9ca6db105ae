"""Byte code of other Pythons is told from ours without being run."""

from __future__ import annotations

import argparse
import base64
import json
import marshal
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from inspect import getsource
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from gradatim.grading.preflight import inspect_model
from gradatim.grading.preflight.lambda_code import pythons_of
from gradatim.grading.preflight.layer_checks import check_layers

# base64.b64encode(marshal.dumps((lambda x: tf.expand_dims(x, axis=-1)).__code__)), printed by each Python.
EXPAND = {
    "3.10": "4wEAAAAAAAAAAAAAAAEAAAAEAAAAQwAAAHMOAAAAdABqAXwAZAFkAo0CUwApA07p/////ykB2gRheGlzKQLaAnRm2gtleHB"
    "hbmRfZGltc6kB2gF4qQByBwAAANoIPHN0cmluZz7aCDxsYW1iZGE+AwAAAHMCAAAADgA=",
    "3.11": "4wEAAAAAAAAAAAAAAAQAAAADAAAA8zoAAACXAHQAAAAAAAAAAAAAAKABAAAAAAAAAAAAAAAAAAAAAAAAAAB8AGQBrAKmAgA"
    "AqwIAAAAAAAAAAFMAKQNO6f////8pAdoEYXhpcykC2gJ0ZtoLZXhwYW5kX2RpbXOpAdoBeHMBAAAAIPoIPHN0cmluZz76CD"
    "xsYW1iZGE+cgkAAAADAAAAcxcAAACAAL0ivy66LsgR0FFTuC7ROlTUOlSAAPMAAAAA",
    "3.12": "4wEAAAAAAAAAAAAAAAQAAAADAAAA8zAAAACXAHQAAAAAAAAAAABqAwAAAAAAAAAAAAAAAAAAAAAAAHwAZAGsAqsCAAAAAAA"
    "AUwApA07p/////ykB2gRheGlzKQLaAnRm2gtleHBhbmRfZGltc6kB2gF4cwEAAAAg+gg8c3RyaW5nPvoIPGxhbWJkYT5yCQ"
    "AAAAMAAABzFAAAAIAAvCK/LrkuyBHQUVO4LtM6VIAA8wAAAAA=",
    "3.13": "4wEAAAAAAAAAAAAAAAUAAAADAAAA8yoAAACVAFsAAAAAAAAAAABSAwAAAAAAAAAAAAAAAAAAAAAAAFUAUwFTAjkCJAApA07"
    "p/////ykB2gRheGlzKQLaAnRm2gtleHBhbmRfZGltc6kB2gF4cwEAAAAg2gg8c3RyaW5nPtoIPGxhbWJkYT5yCQAAAAMAAA"
    "BzEgAAAIAAvCK/LrkuyBHQUVO4LtE6VPMAAAAA",
}
# The same of lambda x: x * 2.0, which Python 3.11 and 3.12 compile to the same code.
DOUBLE_3_12 = (
    "4wEAAAAAAAAAAAAAAAIAAAADAAAA8wwAAACXAHwAZAF6BQAAUwApAk7nAAAAAAAAAECpAKkB2gF4cwEAAAAg+gg8c3RyaW5nPvoIPGxhbWJkYT5y"
    "BwAAAAQAAABzCgAAAIAAuCG4Y7kngADzAAAAAA=="
)


def of_keras_3(code: str) -> dict[str, Any]:
    return {"function": {"class_name": "__lambda__", "config": {"code": code, "defaults": None, "closure": None}}}


@pytest.mark.parametrize(
    ("version", "expected"),
    [("3.10", ((3, 8), (3, 9), (3, 10))), ("3.11", ((3, 11),)), ("3.12", ((3, 12),)), ("3.13", ((3, 13),))],
)
def test_each_python_is_known_by_its_code(version: str, expected: tuple[tuple[int, int], ...]) -> None:
    assert pythons_of(of_keras_3(EXPAND[version])) == expected
    assert pythons_of({"function": [EXPAND[version], None, None], "function_type": "lambda"}) == expected


def test_code_that_two_pythons_run_alike_is_of_both() -> None:
    assert pythons_of(of_keras_3(DOUBLE_3_12)) == ((3, 11), (3, 12))


def test_no_function_of_this_python_is_taken_for_one_of_another() -> None:
    found = {
        pythons_of(of_keras_3(base64.encodebytes(marshal.dumps(code)).decode()))
        for module in (argparse, tarfile, zipfile, json)
        for code in codes(compile(getsource(module), "module", "exec"))
    }
    assert all(versions and sys.version_info[:2] in versions for versions in found), found


def codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


@pytest.mark.parametrize(
    "function",
    [
        None,
        7,
        "lambda",
        [],
        [7],
        {"class_name": "__lambda__"},
        {"class_name": "__lambda__", "config": {"code": 7}},
        {"class_name": "__lambda__", "config": {"code": "é"}},
        {"class_name": "__lambda__", "config": {"code": ""}},
        ["4w==", None],
        [base64.b64encode(b"\xe3" + b"\0" * 20 + b"\xf3\xff\xff\xff\x7f").decode()],
        [base64.b64encode(b"\xe3" + b"\0" * 20 + b"\xf3\x02\0\0\0\x01\0").decode()],
        ["A" * (2**20 + 1)],
    ],
)
def test_what_is_no_code_says_nothing(function: object) -> None:
    assert pythons_of({"function": function}) is None


def with_code(model: Path, code: str, to: Path) -> Path:
    """Copy a `.keras` file with the byte code of all its Lambda layers replaced."""

    def changed(node: Any) -> Any:
        if isinstance(node, list):
            return [changed(part) for part in node]
        if isinstance(node, dict):
            if node.get("class_name") == "__lambda__":
                return node | {"config": node["config"] | {"code": code}}
            return {key: changed(value) for key, value in node.items()}
        return node

    with zipfile.ZipFile(model) as source, zipfile.ZipFile(to, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, json.dumps(changed(json.loads(content))) if name == "config.json" else content)
    return to


@pytest.mark.parametrize("name", ["nested_lambda.keras", "wrapped_lambda.keras"])
def test_a_lambda_of_another_python_is_refused_before_it_runs(models: Path, tmp_path: Path, name: str) -> None:
    mine = inspect_model(models / name, max_bytes=10**7, watch_seconds=0)
    assert check_layers(mine, allow_lambda=True, grader_keras=None) == []
    theirs = inspect_model(with_code(models / name, EXPAND["3.12"], tmp_path / name), max_bytes=10**7, watch_seconds=0)
    (notice,) = check_layers(theirs, allow_lambda=True, grader_keras=None, grader_python=(3, 11))
    assert notice.code == "lambda-other-python"
    assert "with byte code of Python 3.12" in notice.received
    assert "or save it with Python 3.11" in notice.message
    assert check_layers(theirs, allow_lambda=True, grader_keras=None, grader_python=(3, 12)) == []
    (notice,) = check_layers(theirs, allow_lambda=False, grader_keras=None, grader_python=(3, 11))
    assert notice.code == "lambda-layer"
