"""A handbook as a page and as PDF: whole, self-contained, accessible, and with nothing of its text acting as markup."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from bs4 import BeautifulSoup

from gradatim.errors import UserError
from gradatim.handbook.document import Markdown, Node, parse
from gradatim.handbook.handbook import Handbook
from gradatim.handbook.html import html_page
from gradatim.handbook.pdf import pdf_pages
from gradatim.handbook.write import Form, write_handbook

HOSTILE = Markdown(
    '## A "quote" & <script>alert(1)</script> #panic("x") $x$ @ref\n\n'
    "| a \\| b | #emph[c] |\n|---|---|\n"
    '| `#include "/etc/passwd"` | [d](javascript:alert(1)) [e](https://example.org) |\n\n'
    "- [ ] tick `me`\n- and *me*\n\n1. one\n2. two\n\n> note\n\n```sh\nx < y # <b>\n```\n"
)


@pytest.fixture(params=["candidate", "set_up"])
def handbook(request: pytest.FixtureRequest) -> Handbook:
    made: Handbook = request.getfixturevalue(request.param)
    return made


def words(text: str) -> list[str]:
    """All letters and figures in their order; hyphens and line breaks are the printer's."""
    return re.findall(r"\w", text)


def headings(nodes: tuple[Node, ...]) -> list[str]:
    return [node.plain for node in nodes if node.kind == "heading"]


def test_the_page_is_whole_and_loads_nothing(handbook: Handbook) -> None:
    page = BeautifulSoup(html_page(handbook), "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert [heading.get_text() for heading in page.main.find_all(["h2", "h3"])] == headings(handbook.nodes)  # type: ignore[union-attr]
    assert not page.find_all(["script", "img", "link", "iframe", "object"])
    assert "url(" not in str(page.style)
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_every_entry_of_the_contents_leads_to_its_chapter(handbook: Handbook) -> None:
    page = BeautifulSoup(html_page(handbook), "html.parser")
    entries = page.nav.find_all("a")  # type: ignore[union-attr]
    chapters = [node.plain for node in handbook.nodes if node.kind == "heading" and node.level == 2]
    assert [entry.get_text() for entry in entries] == chapters
    for entry in entries:
        assert page.find(id=entry["href"][1:]).get_text() == entry.get_text()  # type: ignore[union-attr]
    anchors = [tag["id"] for tag in page.find_all(id=True)]
    assert len(anchors) == len(set(anchors))


def test_tables_have_headers_on_both_sides(handbook: Handbook) -> None:
    page = BeautifulSoup(html_page(handbook), "html.parser")
    assert page.find("table")
    assert {cell.get("scope") for cell in page.select("thead tr > *")} == {"col"}
    assert {cell.get("scope") for cell in page.select("tbody tr > :first-child")} == {"row"}


def test_the_pdf_says_what_the_page_says(handbook: Handbook) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_pages(handbook)))
    printed = "".join(words(" ".join(page.extract_text() for page in reader.pages)))
    for node in handbook.nodes:
        if node.kind in ("heading", "fence", "blockquote"):
            assert "".join(words(node.plain)) in printed, node.plain
    skills = re.findall(r"\(`([a-z]+\.[a-z-]+)`", handbook.markdown)
    assert all("".join(words(skill)) in printed for skill in skills)
    # Tables and paragraphs too: as many letters as the text has, but for the foot of each page.
    expected = sum(len(words(node.plain)) for node in handbook.nodes)
    assert expected <= len(printed) <= expected + 60 * len(reader.pages) + 400


def test_the_pdf_is_tagged_titled_in_english_and_the_same_every_time(handbook: Handbook) -> None:
    content = pdf_pages(handbook)
    reader = pypdf.PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == f"{handbook.title}: {handbook.subtitle}"
    assert b"pdfuaid:part>1<" in content
    assert [str(entry.title) for entry in reader.outline if isinstance(entry, pypdf.generic.Destination)] == [
        node.plain for node in handbook.nodes if node.kind == "heading" and node.level == 2
    ]
    assert pdf_pages(handbook) == content


def test_every_font_of_the_pdf_is_inside_it(handbook: Handbook) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_pages(handbook)))
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in _fonts(page)}
    assert fonts
    assert all("Libertinus" in font or "DejaVu" in font for font in fonts), fonts
    assert not any("�" in page.extract_text() for page in reader.pages)


def _fonts(page: pypdf.PageObject) -> list[Any]:
    resources: Any = page["/Resources"]
    return [font.get_object() for font in resources["/Font"].values()]


def test_no_text_acts_as_markup(candidate: Handbook) -> None:
    hostile = replace(candidate, title='<img src=x onerror="1">', subtitle="#panic()", markdown=HOSTILE)
    page = BeautifulSoup(html_page(hostile), "html.parser")
    assert not page.find_all(["script", "img"])
    assert [link["href"] for link in page.main.find_all("a")] == ["https://example.org"]  # type: ignore[union-attr]
    assert len(page.select("ul.checklist li")) == 2
    reader = pypdf.PdfReader(io.BytesIO(pdf_pages(hostile)))
    text = reader.pages[0].extract_text()
    assert "#panic()" in text
    assert '#include "/etc/passwd"' in text
    assert "javascript" not in "".join(str(page.get("/Annots")) for page in reader.pages)


def test_an_unknown_element_is_a_mistake_of_ours_and_no_gap() -> None:
    with pytest.raises(ValueError, match="Received: hr"):
        parse("---\n")


def test_files_are_replaced_as_a_whole(candidate: Handbook, tmp_path: Path) -> None:
    paths = write_handbook(candidate, tmp_path / "new", list(Form))
    assert [path.name for path in paths] == ["candidate-handbook.html", "candidate-handbook.pdf"]
    assert paths[1].read_bytes().startswith(b"%PDF-")
    (tmp_path / "new" / "candidate-handbook.html").write_text("old")
    write_handbook(candidate, tmp_path / "new", [Form.HTML])
    assert paths[0].read_text(encoding="utf-8") == html_page(candidate)
    assert len(list((tmp_path / "new").iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_named(candidate: Handbook, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="write the handbook into"):
        write_handbook(candidate, tmp_path / "file", [Form.HTML])


def test_without_typst_the_page_is_offered(candidate: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UserError, match="gradatim handbook --html"):
        pdf_pages(candidate)
