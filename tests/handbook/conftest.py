"""Handbooks, each made once."""

from __future__ import annotations

import pytest

from gradatim.exams.blueprint import find_blueprint
from gradatim.handbook.handbook import Handbook, make_handbook
from gradatim.handbook.kind import Kind


@pytest.fixture(scope="session")
def candidate() -> Handbook:
    """The candidate handbook of the full exam."""
    return make_handbook(Kind.CANDIDATE, find_blueprint("full"))


@pytest.fixture(scope="session")
def set_up() -> Handbook:
    """The set-up guide."""
    return make_handbook(Kind.SET_UP, find_blueprint("full"))
