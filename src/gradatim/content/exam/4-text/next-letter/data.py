"""The data of the task: whole scenes for the candidate, windows of character ids for the grader."""

from __future__ import annotations

import csv
import json
import lzma
import string
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

CHARACTERS = "\n " + string.ascii_lowercase + string.ascii_uppercase + ".,;:!?'-"
HIDDEN_SHARE = 0.2
LENGTH = 100
HIDDEN_STRIDE = 31
TRAINING_STRIDE = 331


@dataclass(frozen=True)
class Scene:
    """One row of the dataset's table."""

    id: str
    text: str


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `characters.json` (the character at place k has the id k) and the visible scenes, `scenes/*.txt`."""
    shown, _ = _parts(dataset, split)
    (folder / "characters.json").write_text(json.dumps(list(CHARACTERS)) + "\n", encoding="utf-8")
    (folder / "scenes").mkdir()
    for scene in shown:
        (folder / "scenes" / f"{scene.id}.txt").write_text(scene.text, encoding="utf-8", newline="\n")


def training(dataset: Dataset, split: Split) -> Examples:
    """Return windows of the visible scenes, every 331 characters, as the grader gives them to a model."""
    shown, _ = _parts(dataset, split)
    return _windows(shown, TRAINING_STRIDE)


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return windows of the hidden scenes, int32 `(rows, 100)`, every 31 characters, and the id of the next one."""
    _, unseen = _parts(dataset, split)
    return _windows(unseen, HIDDEN_STRIDE)


def character_ids(text: str) -> npt.NDArray[np.int32]:
    """Return the place of each character of a text in `CHARACTERS`."""
    places = {character: place for place, character in enumerate(CHARACTERS)}
    return np.array([places[character] for character in text], dtype=np.int32)


def _windows(scenes: list[Scene], stride: int) -> Examples:
    inputs, targets, ids, blocks = [], [], [], []
    for block, scene in enumerate(scenes):
        text = character_ids(scene.text)
        for place in range(LENGTH, len(text), stride):
            inputs.append(text[place - LENGTH : place])
            targets.append(text[place])
            ids.append(f"{scene.id}-{place}")
            blocks.append(block)
    return Examples(np.stack(inputs), np.array(targets, dtype=np.int64), tuple(ids), np.array(blocks, dtype=np.int64))


def _parts(dataset: Dataset, split: Split) -> tuple[list[Scene], list[Scene]]:
    """Return the candidate's and the hidden scenes."""
    with lzma.open(dataset.file("scenes.csv.xz"), "rt", newline="", encoding="utf-8") as table:
        scenes = [Scene(row["scene"], row["text"]) for row in csv.DictReader(table)]
    is_hidden = [split.is_hidden(dataset.id, scene.id, share=HIDDEN_SHARE) for scene in scenes]
    shown = [scene for scene, far in zip(scenes, is_hidden, strict=True) if not far]
    unseen = [scene for scene, far in zip(scenes, is_hidden, strict=True) if far]
    return shown, unseen
