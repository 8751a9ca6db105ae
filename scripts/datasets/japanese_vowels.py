"""Make the dataset `japanese-vowels` from the package that carries it.

Source: the package `sktime`, version 1.2.0, of the Python Package Index. Get and unpack it with

    pip download --no-deps sktime==1.2.0
    unzip sktime-1.2.0-py3-none-any.whl -d sktime
    python scripts/datasets/japanese_vowels.py sktime

The package has the utterances in two files, a training and a test part; here they stand one after the other in one
table, a row for each frame. Values are the source's, digit for digit.

With `--picture` it also draws the picture of the data that the task `who-speaks` shows.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "src" / "gradatim" / "content"
FOLDER = CONTENT / "datasets" / "japanese-vowels"
PICTURE = CONTENT / "exam" / "5-sequences" / "who-speaks" / "data.png"
COEFFICIENTS = 12
SHOWN = ((1, 0), (1, 1), (2, 30), (2, 31))
"""Speakers and utterances, both from the training part."""

Utterance = tuple[str, list[tuple[str, ...]]]


def read(path: Path) -> list[Utterance]:
    """Return speaker and frames of each utterance; a frame holds the coefficients as the source writes them.

    Raises:
        ValueError: An utterance does not have twelve coefficients in each frame.
    """
    utterances: list[Utterance] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines[lines.index("@data") + 1 :]:
        *coefficients, speaker = line.split(":")
        if len(coefficients) != COEFFICIENTS:
            raise ValueError(f"Expected {COEFFICIENTS} coefficients. Received: {len(coefficients)} in {line[:60]}…")
        utterances.append((speaker, list(zip(*(values.split(",") for values in coefficients), strict=True))))
    return utterances


def draw(utterances: list[Utterance]) -> None:
    """Draw two utterances of two speakers, a line for each coefficient."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4.6), layout="constrained")
    for axes, (speaker, number) in zip(figure.subplots(2, 2, sharey=True, sharex=True).flat, SHOWN, strict=True):
        name, frames = utterances[number]
        if name != str(speaker):
            raise ValueError(f"Expected speaker {speaker} to say utterance {number}. Received: {name}")
        axes.plot([[float(value) for value in frame] for frame in frames], linewidth=1)
        axes.set_title(f"speaker {name}, {len(frames)} frames", fontsize=9, loc="left")
        axes.tick_params(labelsize=8)
        axes.grid(alpha=0.3)
    figure.supxlabel("frame", fontsize=9)
    figure.supylabel("the twelve coefficients", fontsize=9)
    figure.savefig(PICTURE, dpi=100, metadata={"Software": None})


def main() -> None:
    """Write the shipped file and print what the catalogue entry needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of the unpacked wheel")
    parser.add_argument("--picture", action="store_true", help="draw the picture of the data as well")
    arguments = parser.parse_args()
    folder = arguments.package / "sktime" / "datasets" / "data" / "JapaneseVowels"
    utterances = [utterance for part in ("TRAIN", "TEST") for utterance in read(folder / f"JapaneseVowels_{part}.ts")]
    header = ",".join(("utterance", "speaker", *(f"c{number}" for number in range(1, COEFFICIENTS + 1))))
    rows = [
        f"{number},{speaker},{','.join(frame)}"
        for number, (speaker, frames) in enumerate(utterances)
        for frame in frames
    ]
    target = FOLDER / "utterances.csv.xz"
    content = lzma.compress(("\n".join((header, *rows)) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME)
    target.write_bytes(content)
    print(f'path = "{target.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')
    if arguments.picture:
        draw(utterances)


if __name__ == "__main__":
    main()
