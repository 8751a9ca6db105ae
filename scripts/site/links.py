"""Links of a page, rewritten from the repository's tree to the site's."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import PurePosixPath

from scripts.site.sources import DOCS, ROOT, places

_FENCE = re.compile(r"^(```+|~~~+).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_FENCE_INFO = re.compile(r"^(```+)(\w+) [^\n`]*$", re.MULTILINE)
"""A block of code such as ```` ```text output ````: the site's reader takes one word after the ticks."""
_LINK = re.compile(r"(?P<picture>!?)\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<target>[^()\s]+)\)")


def for_the_site(markdown: str, source: PurePosixPath, place: str) -> str:
    """Return a page as the site's reader takes it, with its links leading to pages of the site.

    A link to a file of the repository that is no page, such as `LICENSE`, becomes the name of the file.

    Args:
        markdown: The page as it is in the repository.
        source: Its path in the repository.
        place: Its path in the site.
    """
    changed = outside_fences(markdown, lambda text: _LINK.sub(lambda link: _rewritten(link, source, place), text))
    return _FENCE_INFO.sub(r"\1\2", changed)


def outside_fences(markdown: str, change: Callable[[str], str]) -> str:
    """Return a text with everything changed but its blocks of code."""
    parts, end = [], 0
    for fence in _FENCE.finditer(markdown):
        parts += [change(markdown[end : fence.start()]), fence.group()]
        end = fence.end()
    return "".join([*parts, change(markdown[end:])])


def _rewritten(link: re.Match[str], source: PurePosixPath, place: str) -> str:
    path, hash_sign, anchor = link["target"].partition("#")
    if not path or re.match(r"[a-z]+:", path):
        return link.group()
    target = PurePosixPath(posixpath.normpath((source.parent / path).as_posix()))
    if target.is_relative_to(DOCS):
        there = target.relative_to(DOCS).as_posix()
    elif target in places():
        there = places()[target]
    elif (ROOT / target).exists():
        # Shown by its name; who reads the site may not have the repository.
        words = link["words"].strip("`")
        return f"`{target}`" if words in (target.as_posix(), target.name) else f"{link['words']} (`{target}`)"
    else:
        return link.group()  # a dead link, which MkDocs then reports
    relative = posixpath.relpath(there, posixpath.dirname(place) or ".")
    return f"{link['picture']}[{link['words']}]({relative}{hash_sign}{anchor})"
