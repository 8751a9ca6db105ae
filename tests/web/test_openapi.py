"""Schemathesis asks every address of the OpenAPI document with what fits and what does not: no server error, ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import hypothesis
import pytest
import requests
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import response_schema_conformance

from tests.web.running import RunningDashboard, csrf_token

EXAMPLES = 8


@pytest.fixture(scope="module")
def signed_in(dashboard: RunningDashboard) -> Iterator[dict[str, str]]:
    """Return headers of a signed-in browser on one of our own pages."""
    with dashboard.client() as client:
        token = csrf_token(client.get("/").text)
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        yield {"Cookie": cookies, "X-CSRF-Token": token, "Accept": "application/json"}


def test_no_request_is_a_server_error(dashboard: RunningDashboard, signed_in: dict[str, str]) -> None:
    """The stream of events is left out: it has no end, and tests of its own."""
    schema = schemathesis.openapi.from_dict(_document(dashboard, signed_in))
    schema.config.base_url = dashboard.address
    asked = {operation.label: 0 for operation in _operations(schema)}
    with requests.Session() as session:
        for operation in _operations(schema):
            for mode in GenerationMode:

                @hypothesis.settings(
                    max_examples=EXAMPLES,
                    deadline=None,
                    derandomize=True,
                    database=None,
                    suppress_health_check=list(hypothesis.HealthCheck),
                )
                @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
                def ask(case: schemathesis.Case[Any]) -> None:
                    answer = case.call(headers=signed_in, allow_redirects=False, timeout=30, session=session)
                    case.validate_response(answer, checks=[not_a_server_error, response_schema_conformance])
                    asked[case.operation.label] += 1

                with suppress(hypothesis.errors.Unsatisfiable):  # nothing can be wrong with a path of any text
                    ask()
    assert min(asked.values()) > 0, asked


def _operations(schema: Any) -> list[Any]:
    return [result.ok() for result in schema.exclude(path="/events").get_all_operations()]


def _document(dashboard: RunningDashboard, signed_in: dict[str, str]) -> dict[str, Any]:
    document: dict[str, Any] = requests.get(f"{dashboard.address}/openapi.json", headers=signed_in, timeout=30).json()
    return document
