"""Collect the sentences of the dataset `austen-dialogue` from what people say in Jane Austen's six novels.

Source: the package `r-cran-janeaustenr`, version 1.0.0-1, of Debian. Get and unpack it with

    apt-get download r-cran-janeaustenr
    dpkg -x r-cran-janeaustenr_1.0.0-1_all.deb janeaustenr
    python scripts/datasets/austen_dialogue.py janeaustenr

A sentence is a question if it ends with a question mark in the novel, and a statement if it ends with a full stop.
Sentences with an exclamation mark are left out, because Austen sets one behind questions and statements alike, and so
are those that break off. What somebody says around a remark of the narrator is put together again. A sentence is then
set down as a speech recogniser would: lower case, no punctuation but the apostrophe. A sentence that occurs as both is
left out, of one that is repeated only the first is kept, and a sentence that shares eight words in a row with one of
another chapter is left out.

All questions of 4 to 30 words are kept and, for each, three statements of the same number of words, drawn by chance
from all novels, so that the length says nothing. Running the script twice gives the same bytes.

With `--picture` it also draws the picture of the data that the task `question-or-not` shows: the candidate's sentences
of a practice exam.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import random
import re
import runpy
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from gradatim.data.catalogue import load_dataset
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "austen-dialogue"
PICTURE = CONTENT / "exam" / "4-text" / "question-or-not" / "data.png"
PACKAGE_DATA = Path("usr", "lib", "R", "site-library", "janeaustenr", "data", "Rdata.rdb")

NOVELS = {
    "EMMA": "emma",
    "MANSFIELD PARK": "mansfield-park",
    "NORTHANGER ABBEY": "northanger-abbey",
    "Persuasion": "persuasion",
    "PRIDE AND PREJUDICE": "pride-and-prejudice",
    "SENSE AND SENSIBILITY": "sense-and-sensibility",
}
WORDS = range(4, 31)
STATEMENTS_PER_QUESTION = 3
SHARED_RUN = 8
BREAKS_OFF = "\N{HORIZONTAL ELLIPSIS}"

CHAPTER = re.compile(r"\s*chapter\s+(?:[ivxlc]+|\d+)\.?\s*", re.IGNORECASE)
ABBREVIATION = re.compile(r"\b(Mrs?|Dr|St|Messrs|Capt|Col|Esq)\.")
SENTENCE = re.compile(f"([^.?!{BREAKS_OFF}]+)([.?!{BREAKS_OFF}]+)")
WORD = re.compile("[a-z]+(?:'[a-z]+)*")

STRING_VECTOR = 16
"""Type of a vector of strings in R's serialisation."""
FIRST_WORDS_SHOWN = 16


@dataclass(frozen=True)
class Sentence:
    """What somebody says.

    Args:
        chapter: Novel and number of the chapter, counted through all volumes, such as `emma-07`.
        number: Number of the sentence within its chapter, from 1.
        question: Whether it ends with a question mark.
        text: Its words in lower case.
    """

    chapter: str
    number: int
    question: bool
    text: str


def main() -> None:
    """Write `sentences.csv.gz` and print its catalogue entry."""
    parser = argparse.ArgumentParser(description="Collect the sentences of the dataset austen-dialogue.")
    parser.add_argument("package", type=Path, help="folder of the unpacked Debian package")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    found = [one for lines in novels(arguments.package / PACKAGE_DATA) for one in sentences(lines)]
    chosen = matched(without_repetition(found))
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(["id", "chapter", "kind", "text"])
    for one in sorted(chosen, key=lambda one: (one.chapter, one.number)):
        kind = "question" if one.question else "statement"
        rows.writerow([f"{one.chapter}-{one.number:03d}", one.chapter, kind, one.text])
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "sentences.csv.gz"
    # No time stamp: the archive's bytes stay the same from run to run.
    path.write_bytes(gzip.compress(table.getvalue().encode(), compresslevel=9, mtime=0))
    content = path.read_bytes()
    print(f"rows = {len(chosen)}\n")
    print(f'[[files]]\npath = "{path.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
    print(f"bytes = {len(content)}\n")
    if arguments.picture:
        draw()


def novels(database: Path) -> Iterator[list[str]]:
    """Yield the lines of each novel in R's lazy-load database: blocks of a length and a zlib stream, one after another.

    Raises:
        ValueError: A block holds something else than lines of text.
    """
    rest = database.read_bytes()
    while rest:
        stream = zlib.decompressobj()
        yield string_vector(stream.decompress(rest[4:]))
        rest = stream.unused_data


def string_vector(content: bytes) -> list[str]:
    """Return the strings of a vector that R has serialised.

    Source: R Core Team, R Internals, 1.8 Serialization Formats: XDR form, all integers big-endian and 4 bytes long; a
    header, the type and the length of the vector, and for each string its flags, its length in bytes and its bytes.

    Raises:
        ValueError: It is something else.
    """
    version = int.from_bytes(content[2:6])
    # Version 3 also names the encoding of the session that wrote it.
    start = 14 if version == 2 else 18 + int.from_bytes(content[14:18])
    if content[:2] != b"X\n" or content[start + 3] != STRING_VECTOR:
        raise ValueError(f"Expected R's XDR serialisation of strings. Received: {content[:20]!r}")
    length = int.from_bytes(content[start + 4 : start + 8])
    strings, position = [], start + 8
    for _ in range(length):
        size = int.from_bytes(content[position + 4 : position + 8])
        strings.append(content[position + 8 : position + 8 + size].decode("utf-8"))
        position += 8 + size
    return strings


def sentences(lines: list[str]) -> Iterator[Sentence]:
    """Yield what people say in a novel, of 4 to 30 words, in its order."""
    novel = NOVELS[lines[0]]
    starts = [number for number, line in enumerate(lines) if CHAPTER.fullmatch(line)]
    for number, (start, end) in enumerate(pairwise([*starts, len(lines)]), start=1):
        chapter = f"{novel}-{number:02d}"
        said = [part for paragraph in paragraphs(lines[start + 1 : end]) for part in split(speech(paragraph))]
        for count, (words, mark) in enumerate(said, start=1):
            if len(words) in WORDS and mark in {".", "?"}:
                yield Sentence(chapter, count, mark == "?", " ".join(words))


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Yield the paragraphs, which empty lines separate, each as one line."""
    collected: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            collected.append(line.strip())
        elif collected:
            yield " ".join(collected)
            collected = []


def speech(paragraph: str) -> str:
    """Return what is between quotation marks, put together over the narrator's remarks.

    Where a remark ends with a full stop, so does what was said before it: print replaces that stop by a comma.

    Example:
        >>> speech('"You are right," said she, "and he knows it." He smiled. "I do," he said. "And--" She left.')
        'You are right, and he knows it. I do. And--…'
    """
    said = ""
    for number, part in enumerate(paragraph.split('"')):
        if number % 2:
            said = f"{said} {part.strip()}".strip()
        elif re.search("[.?!]", part) and said and said[-1] not in ".?!":
            said = f"{said[:-1]}." if said.endswith(",") else said + BREAKS_OFF
    return said if not said or said[-1] in ".?!" else said + BREAKS_OFF


def split(said: str) -> Iterator[tuple[list[str], str]]:
    """Yield the words of each sentence and what it ends with: `.`, `?` or something else.

    Example:
        >>> list(split("Mr. Elton is gone. Is he?"))
        [(['mr', 'elton', 'is', 'gone'], '.'), (['is', 'he'], '?')]
    """
    for text, marks in SENTENCE.findall(ABBREVIATION.sub(r"\1", said)):
        yield WORD.findall(text.lower()), marks


def without_repetition(found: Iterable[Sentence]) -> list[Sentence]:
    """Return each text once; none that is a question here and a statement there, or quotes another chapter."""
    kinds: dict[str, set[bool]] = defaultdict(set)
    chapters: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Sentence] = {}
    for one in found:
        kinds[one.text].add(one.question)
        first.setdefault(one.text, one)
        for run in runs(one.text):
            chapters[run].add(one.chapter)
    return [
        one
        for one in first.values()
        if len(kinds[one.text]) == 1 and all(len(chapters[run]) == 1 for run in runs(one.text))
    ]


def runs(text: str) -> Iterator[str]:
    """Yield every run of eight words."""
    words = text.split()
    for start in range(len(words) - SHARED_RUN + 1):
        yield " ".join(words[start : start + SHARED_RUN])


def matched(found: list[Sentence]) -> list[Sentence]:
    """Return all questions and for each three statements of the same number of words, drawn by chance."""
    chance = random.Random("austen-dialogue")
    statements: dict[int, list[Sentence]] = defaultdict(list)
    for one in found:
        if not one.question:
            statements[len(one.text.split())].append(one)
    questions = [one for one in found if one.question]
    lengths = Counter(len(one.text.split()) for one in questions)
    drawn = [
        one
        for length, count in sorted(lengths.items())
        for one in chance.sample(statements[length], STATEMENTS_PER_QUESTION * count)
    ]
    return questions + drawn


def draw() -> None:
    """Draw, for the commonest first words, how many of the candidate's sentences are questions and statements."""
    from matplotlib.figure import Figure

    task = runpy.run_path(str(PICTURE.with_name("data.py")))
    shown = task["sentences"](load_dataset("austen-dialogue"), Split(PRACTICE_SPLIT_KEY.encode()), hidden=False)
    counts = {kind: Counter(one.text.split()[0] for one in shown if one.kind == kind) for kind in task["CLASSES"]}
    commonest = [word for word, _ in sum(counts.values(), Counter()).most_common(FIRST_WORDS_SHOWN)]
    order = sorted(commonest, key=lambda word: counts["question"][word] / (counts["statement"][word] + 1))
    figure = Figure(figsize=(7.4, 4.2), layout="constrained")
    axes = figure.subplots()
    offset = 0.2
    for shift, kind, colour, hatch in ((offset, "question", "#d08020", "//"), (-offset, "statement", "#305a96", "")):
        heights = [place + shift for place in range(len(order))]
        values = [counts[kind][word] for word in order]
        axes.barh(heights, values, height=0.38, color=colour, hatch=hatch, edgecolor="white", label=f"{kind}s")
    axes.set_yticks(range(len(order)), order)
    axes.set(xlabel="sentences of your data", title="What sentences start with")
    axes.legend(loc="center right")
    axes.grid(axis="x", alpha=0.3)
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


if __name__ == "__main__":
    main()
