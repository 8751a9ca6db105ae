"""The pages, one router each: a route reads, calls a view, and answers."""

from __future__ import annotations

from fastapi import APIRouter

from gradatim.web.pages import (
    access,
    doctor,
    drill,
    events,
    exam_task,
    exams,
    report,
    room,
    skill,
    skill_map,
    submission,
    tasks,
    uploads,
)

ROUTERS: tuple[APIRouter, ...] = (
    access.router,
    skill_map.router,
    skill.router,
    drill.router,
    exams.router,
    room.router,
    exam_task.router,
    uploads.router,
    events.router,
    report.router,
    submission.router,
    tasks.router,
    doctor.router,
)
"""All routers, in the order of the navigation."""
