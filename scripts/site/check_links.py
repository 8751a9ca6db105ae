"""Checks a built site: every link and anchor inside it leads somewhere, and no page loads anything from elsewhere.

`python -m scripts.site.check_links build/site`. Links to other sites are not followed: checking asks nobody anything.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "use": "href",
}
_LOADING_RELATIONS = frozenset({"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest"})
_IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^)"'\s;]+)""")


@dataclass
class Page(HTMLParser):
    """What one page links to, loads, and offers as anchors.

    Args:
        path: Where it lies.
    """

    path: Path
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        text = self.path.read_text(encoding="utf-8")
        self.feed(text)
        self.loads += _IN_STYLE.findall(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag links to, loads, or marks."""
        values = {name: value for name, value in attrs if value}
        self.anchors |= {values[name] for name in ("id", "name") if name in values}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in _LOADED and _LOADED[tag] in values:
            self.loads.append(values[_LOADED[tag]])
        if tag == "link" and _LOADING_RELATIONS & set(values.get("rel", "").split()):
            self.loads.append(values.get("href", ""))


@dataclass(frozen=True)
class Site:
    """A built site.

    Args:
        folder: Where it lies.
    """

    folder: Path

    @cached_property
    def pages(self) -> dict[Path, Page]:
        """Every page by its path."""
        return {path.resolve(): Page(path.resolve()) for path in sorted(self.folder.rglob("*.html"))}

    def problems(self) -> list[str]:
        """Return everything that leads nowhere or is loaded from elsewhere, with the page it stands on."""
        found = [
            f"{path.relative_to(self.folder.resolve())}: {problem}"
            for path, page in self.pages.items()
            for problem in self._problems_of(page)
        ]
        for path in sorted(self.folder.rglob("*.css")):
            loads = _IN_STYLE.findall(path.read_text(encoding="utf-8"))
            found += [f"{path.relative_to(self.folder)}: loads {address} from elsewhere" for address in loads]
        return found

    def _problems_of(self, page: Page) -> list[str]:
        # The page for addresses that do not exist is shown at any depth, so its links start at the root of the site.
        base = self.folder.resolve() if page.path.name == "404.html" else page.path.parent
        external = [load for load in page.loads if not _inside(load) and not load.startswith("data:")]
        problems = [f"loads {load} from elsewhere" for load in external]
        links = filter(_inside, [*page.links, *page.loads])
        return problems + [problem for link in links if (problem := self._problem_with(link, page, base))]

    def _problem_with(self, link: str, page: Page, base: Path) -> str:
        parts = urlsplit(link)
        place = unquote(parts.path)
        target = (
            page.path if not place else (base / place.lstrip("/") if page.path.name == "404.html" else base / place)
        )
        target = target.resolve()
        if target.is_dir():
            target /= "index.html"
        if not target.is_file():
            return f"{link} leads nowhere"
        anchor = unquote(parts.fragment)
        other = self.pages.get(target)
        if anchor and other is not None and anchor not in other.anchors:
            return f"{link} leads to a page without that anchor"
        return ""


def _inside(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def main() -> None:
    """Check the site in the folder that is named."""
    site = Site(Path(sys.argv[1] if len(sys.argv) > 1 else "build/site"))
    problems = site.problems()
    if problems or not site.pages:
        sys.exit("\n".join(problems or [f"Expected a built site in {site.folder}. Received: no page"]))
    print(
        f"{len(site.pages)} pages, {sum(len(page.links) for page in site.pages.values()):,} links: all lead somewhere"
    )


if __name__ == "__main__":
    main()
