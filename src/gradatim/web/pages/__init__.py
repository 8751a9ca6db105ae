"""The pages, one router each: a route reads, calls a view, and answers."""

from __future__ import annotations

from fastapi import APIRouter

from gradatim.web.pages import access, skill_map

ROUTERS: tuple[APIRouter, ...] = (access.router, skill_map.router)
"""All routers, in the order of the navigation."""
