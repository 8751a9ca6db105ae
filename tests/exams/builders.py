"""Builders of real values for the tests of exams."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import gradatim
from gradatim.bank.exam_task import MetricName, Rubric
from gradatim.bank.reader import load_task, load_tasks
from gradatim.data.split import Split
from gradatim.exams.blueprint import Blueprint, BlueprintCategory, Feedback
from gradatim.exams.clock import ClockReading
from gradatim.exams.form import Form, draw

ACCURACY = Rubric(MetricName.ACCURACY, (0.5, 0.6, 0.7, 0.8, 0.9))
ERROR = Rubric(MetricName.MEAN_ABSOLUTE_ERROR, (600.0, 500.0, 420.0, 380.0, 350.0), unit="g")
SPLIT = Split(b"a key of the tests")


@dataclass
class SimulatedClock:
    """A machine whose clocks the test moves."""

    wall: float = 1_800_000_000.0
    boot: float = 5_000.0
    boot_id: str = "boot-1"

    def __call__(self) -> ClockReading:
        """Read the clocks."""
        return ClockReading(self.wall, self.boot, self.boot_id)

    def run(self, seconds: float) -> None:
        """Let time pass, awake or asleep."""
        self.wall += seconds
        self.boot += seconds

    def reboot(self, off_seconds: float, boot_id: str = "boot-2") -> None:
        """Turn the machine off for a while."""
        self.wall += off_seconds
        self.boot = 20.0
        self.boot_id = boot_id


def write_bank(content: Path) -> Path:
    """Write a bank: the checklist, one dataset, `task-1` (accuracy) and `task-2` (mean absolute error in grams)."""
    content.mkdir()
    shutil.copy(Path(gradatim.__file__).parent / "content" / "skills.toml", content)
    write_leaves(content)
    write_task(content, "task-1", category=1)
    write_task(content, "task-2", category=2, rubric=ERROR, title="Weigh penguins", skills=("nn.train", "series.mae"))
    return content


def write_task(
    content: Path,
    task_id: str,
    *,
    category: int = 1,
    rubric: Rubric = ACCURACY,
    title: str = "Tell leaves apart",
    skills: tuple[str, ...] = ("nn.train", "nn.predict"),
) -> None:
    """Write an exam task on the dataset `leaves` into a content folder."""
    folder = content / "exam" / f"{category}-part" / task_id
    folder.mkdir(parents=True)
    folder.joinpath("data.py").write_text("", encoding="utf-8")
    folder.joinpath("task.toml").write_text(
        f"title = {title!r}\nrevision = 1\ncategory = {category}\narea = 'nn'\nskills = {list(skills)}\n"
        "minutes = 20\ndataset = 'leaves'\n"
        "[input]\nname = 'x'\nshape = [4]\ndtype = 'float32'\ndescription = 'four numbers'\n"
        "[output]\nshape = [1]\nkind = 'value'\ndescription = 'one number'\n"
        f"[score]\nmetric = '{rubric.metric}'\nunit = '{rubric.unit}'\nbands = {list(rubric.bands)}\n",
        encoding="utf-8",
    )


def write_leaves(content: Path) -> None:
    """Write the catalogue entry and the file of the dataset `leaves` into a content folder."""
    data = b"1,2\n"
    folder = content / "datasets"
    (folder / "leaves").mkdir(parents=True)
    (folder / "leaves" / "leaves.csv").write_bytes(data)
    (folder / "leaves.toml").write_text(
        "title = 'Leaves'\ndescription = 'One row is one leaf.'\nsource = 'a registry'\nsource_version = '1.2'\n"
        "made_by = 'scripts/datasets/leaves.py'\nlicence = 'CC-BY-4.0'\n"
        "attribution = 'Leaves <by> A & B.'\n"
        f"[[files]]\npath = 'leaves.csv'\nsha256 = '{hashlib.sha256(data).hexdigest()}'\nbytes = {len(data)}\n",
        encoding="utf-8",
    )


def a_blueprint(
    *,
    weights: tuple[int, ...] = (40, 60),
    minutes: int = 300,
    pass_mark: int = 90,
    feedback: Feedback = Feedback.OPEN,
    pools: tuple[tuple[str, ...], ...] = (),
) -> Blueprint:
    """Return a blueprint with one category for each weight; without pools, category N has the task `task-N`."""
    categories = tuple(
        BlueprintCategory(
            number=number,
            title=f"Part {number}",
            weight=weight,
            pool=pools[number - 1] if pools else (f"task-{number}",),
        )
        for number, weight in enumerate(weights, start=1)
    )
    return Blueprint(
        id="small", title="Small exam", minutes=minutes, pass_mark=pass_mark, feedback=feedback, category=categories
    )


def a_form(blueprint: Blueprint, seed: int = 1) -> Form:
    """Draw a form from the bank."""
    return draw(blueprint, load_tasks(), seed, SPLIT)


def version_of(task_id: str) -> str:
    """Return the version that a task's scores are bound to."""
    return load_task(task_id).version(SPLIT)
