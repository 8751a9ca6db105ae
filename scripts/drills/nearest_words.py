"""Makes `vectors.txt` of the drills nearest-words and vectors-into-a-layer from the State of the Union passages.

Word vectors by counting: how often two words stand within four words of each other, weighted by one over their
distance, as positive pointwise mutual information with smoothed contexts, then the 32 strongest directions of its
singular value decomposition (Levy, Goldberg and Dagan, 2015). The file has GloVe's format: a word and its numbers, one
word a line, most frequent first.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
DRILLS = ("nearest-words", "vectors-into-a-layer")
WORDS = 1600
WIDTH = 32
REACH = 4
SMOOTHING = 0.75


def passages() -> list[list[str]]:
    """Return the words of each passage, in lower case."""
    table = pd.read_csv(CONTENT / "datasets" / "state-of-the-union" / "passages.csv.gz")
    return [re.findall("[a-z]+", text.lower()) for text in table["text"]]


def neighbours(texts: list[list[str]], index: dict[str, int]) -> csr_matrix:
    """Return how often two words are neighbours, (words, words), nearer ones counted more."""
    rows: list[int] = []
    columns: list[int] = []
    weights: list[float] = []
    for text in texts:
        ids = [index.get(word, -1) for word in text]
        for distance in range(1, REACH + 1):
            for left, right in zip(ids, ids[distance:], strict=False):
                if left >= 0 and right >= 0:
                    rows += [left, right]
                    columns += [right, left]
                    weights += [1 / distance, 1 / distance]
    return coo_matrix((weights, (rows, columns)), shape=(len(index), len(index))).tocsr()


def vectors(counts: csr_matrix) -> npt.NDArray[np.float64]:
    """Return a vector of length 1 for each word, (words, 32)."""
    pairs = counts.tocoo()
    context = np.asarray(counts.sum(axis=0)).ravel() ** SMOOTHING
    share = np.asarray(counts.sum(axis=1)).ravel()
    information = np.log(pairs.data * context.sum() / (share[pairs.row] * context[pairs.col]))
    positive = coo_matrix((np.maximum(information, 0), (pairs.row, pairs.col)), shape=counts.shape).tocsr()
    left, strength, _ = svds(positive, k=WIDTH, random_state=np.random.default_rng(1), v0=np.ones(counts.shape[0]))
    found = left[:, ::-1] * np.sqrt(strength[::-1])
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def main() -> None:
    """Write the file into both drills."""
    texts = passages()
    common = [word for word, _ in Counter(word for text in texts for word in text).most_common(WORDS)]
    table = vectors(neighbours(texts, {word: number for number, word in enumerate(common)}))
    lines = [f"{word} {' '.join(f'{value:.3f}' for value in row)}\n" for word, row in zip(common, table, strict=True)]
    for drill in DRILLS:
        path = CONTENT / "drills" / "text" / drill / "files" / "vectors.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(lines), encoding="utf-8")
        print(f"{path.relative_to(CONTENT)}: {len(lines)} words, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
