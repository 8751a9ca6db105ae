"""Hooks of MkDocs: pages from outside docs/ join the site, and links lead from page to page."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

# MkDocs loads this file by its path, so the repository is not where imports are looked for.
sys.path.insert(0, str(Path(__file__).parents[2]))

from scripts.site.links import for_the_site
from scripts.site.neighbours import ways_on, with_skill
from scripts.site.sources import DOCS, ROOT, outside_files, outside_pages

_SEARCH = 'data-md-component="search" role="dialog"'


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and pictures that do not lie in docs/."""
    for place, source in outside_pages().items():
        text = for_the_site((ROOT / source).read_text(encoding="utf-8"), source, place)
        files.append(File.generated(config, place, content=with_skill(place, text) + ways_on(place)))
    for place, source in outside_files().items():
        files.append(File.generated(config, place, abs_src_path=str(ROOT / source)))
    return files


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Give the theme's dialog of the search a name, which screen readers need."""
    return output.replace(_SEARCH, f'{_SEARCH} aria-label="Search"')


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Rewrite the links of a page of docs/; those from outside were rewritten before."""
    place = page.file.src_uri
    return markdown if place in outside_pages() else for_the_site(markdown, DOCS / PurePosixPath(place), place)
