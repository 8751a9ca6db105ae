"""Writes docs/score-card.svg: the score card of a real sitting, as the terminal shows it.

Usage: python scripts/score_card_picture.py EXAM_FOLDER  (for example the folder that `make demo` made)
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from rich.console import Console

from gradatim.cli.cards import WIDEST, print_score_card
from gradatim.exams.scorecard import score_card
from gradatim.exams.sitting import touch
from gradatim.workspace.exam_folder import find_sitting
from gradatim.workspace.installation import open_installation

PICTURE = Path(__file__).parent.parent / "docs" / "score-card.svg"
# Rich's own template loads a font from the network; a README must not.
TEMPLATE = """<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>The score card of a practice exam in a terminal</title>
<style>
.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def main() -> None:
    """Draw the card of the sitting that the folder belongs to."""
    console = Console(
        record=True, file=io.StringIO(), width=WIDEST, force_terminal=True, color_system="truecolor", highlight=False
    )
    installation = open_installation()
    _, sitting_id = find_sitting(Path(sys.argv[1]).resolve())
    print_score_card(score_card(installation.engine, touch(installation.engine, sitting_id)), console)
    svg = console.export_svg(title="gradatim exam status", code_format=TEMPLATE, unique_id="card")
    PICTURE.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
