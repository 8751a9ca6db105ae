"""The base of all views."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    """What a page, or a part of one, shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")
