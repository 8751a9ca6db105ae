"""What the site adds to a page of the bank: the ways on, which a folder has by itself and a page has not."""

from __future__ import annotations

from pathlib import PurePosixPath

from gradatim.bank.drill_reader import load_drills
from gradatim.bank.reader import load_tasks
from gradatim.bank.skills import load_skills

_FIRST_IN_THE_SEARCH = "---\nsearch:\n  boost: 3\n---\n\n"


def with_skill(place: str, text: str) -> str:
    """Return a note with its skill below the heading, where readers and the search look; other pages as they are.

    Args:
        place: Where the page stands in the site.
        text: Its Markdown, which begins with the heading.
    """
    path = PurePosixPath(place)
    if path.parts[0] != "note":
        return text
    heading, _, rest = text.partition("\n")
    return f"{_FIRST_IN_THE_SEARCH}{heading}\n\nSkill `{path.stem}`: {load_skills()[path.stem].title}.\n{rest}"


def ways_on(place: str) -> str:
    """Return Markdown to put below a page: from a note to its drills and tasks, from a drill to its note, and so on.

    Args:
        place: Where the page stands in the site; a page that is none of the bank gets nothing.
    """
    path = PurePosixPath(place)
    match path.parts:
        case ("note", _):
            return _below_note(path.stem)
        case ("drill", _):
            drill = load_drills()[path.stem]
            return (
                f"\n## Do it\n\n`gradatim learn {drill.id}` puts it into your practice folder. The page of the skill: "
                f"[{load_skills()[drill.skill].title}](../note/{drill.skill}.md).\n"
            )
        case ("exam", task, "index.md"):
            return (
                f"\n## Do it\n\n`gradatim learn {task}` puts it into your practice folder, without the clock. "
                f"[What other answers reached](../../tasks/{task}.md).\n"
            )
    return ""


def _below_note(skill: str) -> str:
    drills = [drill for drill in load_drills().values() if drill.skill == skill]
    tasks = [task for task in load_tasks() if skill in task.skills]
    lines = [f"- [{drill.title}](../drill/{drill.id}.md), {drill.minutes} minutes" for drill in drills]
    lines += [f"- Exam task: [{task.title}](../exam/{task.id}/index.md)" for task in tasks]
    return (
        f"\n## Practise\n\n`gradatim learn {skill}` begins with the first drill that is not done.\n\n"
        + "\n".join(lines)
        + "\n"
    )
