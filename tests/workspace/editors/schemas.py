"""JSON schemas of the files that editors read, written from what their makers publish.

VS Code: the interfaces in "Tasks appendix", the launch attributes in "Python debugging", the tables in "Python settings
reference" and "Default settings". JetBrains Academy: the fields of YAML version 6. Everything that is not named here is
refused, so that a misspelt name is found.
"""

from __future__ import annotations

from typing import Any

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string", "minLength": 1}
FLAG = {"type": "boolean"}
TEXTS = {"type": "array", "items": TEXT}
GROUP_INDEX = {"type": "integer", "minimum": 0}


def only(properties: dict[str, Any], required: list[str], **more: Any) -> dict[str, Any]:
    """Return the schema of an object that has these properties and no other."""
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False} | more


_PATTERN = only(
    {
        "regexp": {"type": "string", "format": "regex"},
        "kind": {"enum": ["file", "location"]},
        **dict.fromkeys(("file", "location", "line", "column", "endLine", "endColumn"), GROUP_INDEX),
        **dict.fromkeys(("severity", "code", "message"), GROUP_INDEX),
        "loop": FLAG,
    },
    ["regexp", "file", "message"],
)
_BACKGROUND = only(
    {
        "activeOnStart": FLAG,
        "beginsPattern": {"type": "string", "format": "regex"},
        "endsPattern": {"type": "string", "format": "regex"},
    },
    ["beginsPattern", "endsPattern"],
)
_MATCHER = only(
    {
        "base": TEXT,
        "owner": TEXT,
        "source": TEXT,
        "severity": {"enum": ["error", "warning", "info"]},
        "fileLocation": {
            "oneOf": [
                {"enum": ["absolute", "relative", "autoDetect", "search"]},
                {"type": "array", "prefixItems": [{"enum": ["relative", "autoDetect"]}, TEXT], "minItems": 2},
            ]
        },
        "pattern": _PATTERN,
        "background": _BACKGROUND,
    },
    ["owner", "pattern"],
)
_TASK = only(
    {
        "label": TEXT,
        "type": {"enum": ["shell", "process"]},
        "command": TEXT,
        "args": TEXTS,
        "isBackground": FLAG,
        "options": only({"cwd": TEXT, "env": {"type": "object", "additionalProperties": {"type": "string"}}}, []),
        "group": {"enum": ["build", "test"]},
        "presentation": only(
            {
                "reveal": {"enum": ["never", "silent", "always"]},
                "echo": FLAG,
                "focus": FLAG,
                "panel": {"enum": ["shared", "dedicated", "new"]},
                "showReuseMessage": FLAG,
                "clear": FLAG,
                "group": TEXT,
            },
            [],
        ),
        "problemMatcher": {"oneOf": [_MATCHER, {"type": "array", "maxItems": 0}]},
        "runOptions": only({"reevaluateOnRerun": FLAG, "runOn": {"enum": ["default", "folderOpen"]}}, []),
    },
    ["label", "type", "command", "problemMatcher"],
    # A background task without the two lines would never count as ready.
    **{
        "if": {"properties": {"isBackground": {"const": True}}, "required": ["isBackground"]},
        "then": {"properties": {"problemMatcher": {"required": ["background"]}}},
    },
)
VSCODE = {
    "tasks": only({"version": {"const": "2.0.0"}, "tasks": {"type": "array", "items": _TASK}}, ["version", "tasks"]),
    "launch": only(
        {
            "version": {"const": "0.2.0"},
            "configurations": {
                "type": "array",
                "items": only(
                    {
                        "name": TEXT,
                        "type": {"const": "debugpy"},
                        "request": {"enum": ["launch", "attach"]},
                        "program": TEXT,
                        "module": TEXT,
                        "python": TEXT,
                        "args": TEXTS,
                        "cwd": TEXT,
                        "console": {"enum": ["internalConsole", "integratedTerminal", "externalTerminal"]},
                        "justMyCode": FLAG,
                        "env": {"type": "object", "additionalProperties": {"type": "string"}},
                    },
                    ["name", "type", "request", "program"],
                ),
            },
        },
        ["version", "configurations"],
    ),
    "extensions": only(
        {
            name: {"type": "array", "items": {"type": "string", "pattern": r"^[a-z0-9-]+\.[a-z0-9-]+$"}}
            for name in ("recommendations", "unwantedRecommendations")
        },
        ["recommendations"],
    ),
    "settings": only(
        {
            "python.defaultInterpreterPath": TEXT,
            "python.terminal.executeInFileDir": FLAG,
            "python.testing.pytestEnabled": FLAG,
            "python.testing.pytestArgs": TEXTS,
            "python.testing.unittestEnabled": FLAG,
            "python.testing.unittestArgs": TEXTS,
            "python.testing.autoTestDiscoverOnSaveEnabled": FLAG,
            "workbench.editorAssociations": {"type": "object", "additionalProperties": TEXT},
            **{
                name: {"type": "object", "additionalProperties": FLAG}
                for name in ("files.exclude", "files.watcherExclude", "search.exclude")
            },
        },
        ["python.defaultInterpreterPath"],
    ),
}
"""File of `.vscode` to schema."""

_FOLDER_NAMES = {"type": "array", "items": {"type": "string", "pattern": r"^[a-z0-9_]+$"}, "uniqueItems": True}
_TASK_FILE = only(
    {
        "name": {"type": "string", "pattern": r"^[^/\\][^\\]*$"},
        "visible": FLAG,
        "editable": FLAG,
        "propagatable": FLAG,
        "highlight_level": {"enum": ["NONE", "ALL_PROBLEMS"]},
        "is_binary": FLAG,
    },
    ["name"],
)
COURSE = {
    "course-info.yaml": only(
        {
            "type": {"enum": ["marketplace", "edu", "coursera"]},
            "title": TEXT,
            "language": TEXT,
            "summary": TEXT,
            "programming_language": {"const": "Python"},
            "programming_language_version": TEXT,
            "environment": {"const": "unittest"},
            "solutions_hidden": FLAG,
            "content": _FOLDER_NAMES,
            "feedback_link": TEXT,
            "tags": TEXTS,
            "additional_files": {"type": "array", "items": _TASK_FILE},
            "mode": {"const": "Study"},
            "yaml_version": {"const": 6},
        },
        ["title", "language", "summary", "programming_language", "environment", "content", "yaml_version"],
    ),
    "section-info.yaml": only({"custom_name": TEXT, "content": _FOLDER_NAMES, "tags": TEXTS}, ["content"]),
    # `type: framework` would make a guided project, in which tasks share their files.
    "lesson-info.yaml": only({"custom_name": TEXT, "content": _FOLDER_NAMES, "tags": TEXTS}, ["content"]),
    "task-info.yaml": only(
        {
            "type": {"enum": ["edu", "output", "theory", "choice", "ide"]},
            "custom_name": TEXT,
            "files": {"type": "array", "items": _TASK_FILE},
            "feedback_link": TEXT,
            "solution_hidden": FLAG,
            "tags": TEXTS,
        },
        ["type", "files"],
    ),
}
"""Name of a file of a course to schema."""

DEV_CONTAINER = only(
    {
        "name": TEXT,
        "build": only({"dockerfile": TEXT, "context": TEXT, "args": {"type": "object"}}, ["dockerfile"]),
        "remoteUser": TEXT,
        "init": FLAG,
        "updateRemoteUserUID": FLAG,
        "containerEnv": {"type": "object", "additionalProperties": {"type": "string"}},
        "securityOpt": TEXTS,
        "runArgs": TEXTS,
        "hostRequirements": only(
            {
                "cpus": {"type": "integer", "minimum": 1},
                "memory": {"type": "string", "pattern": r"^\d+([tgmk]b)?$"},
                "storage": {"type": "string", "pattern": r"^\d+([tgmk]b)?$"},
            },
            [],
        ),
        "postCreateCommand": TEXT,
        "customizations": only(
            {"vscode": only({"extensions": TEXTS, "settings": {"type": "object"}}, [])},
            [],
        ),
    },
    ["name", "build"],
)
"""The part of the development container specification that ours uses."""
