"""Draw the pictures of the data that four simple tasks show: the candidate's part of a practice exam.

python scripts/datasets/simple_pictures.py
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

LINES_SHOWN = {0: ("K-alpha-1", "o"), 2: ("K-beta-1", "^"), 4: ("L-alpha-1", "s"), 7: ("L-gamma-1", "x")}
CELL_PAIRS = ((5, 9, "fibre_width", "roughness"), (18, 11, "entropy_1", "mean_2"))


def fuel_heat(task: ExamTask, examples: Examples) -> None:
    """Draw heat against carbon and against oxygen."""
    figure = Figure(figsize=(7.5, 3.6), layout="constrained")
    for axes, column, name in zip(figure.subplots(1, 2, sharey=True), (0, 2), ("carbon", "oxygen"), strict=True):
        axes.scatter(examples.inputs[:, column], examples.targets[:, 0], s=14, alpha=0.5)
        axes.set(xlabel=f"{name}, % of the mass")
        axes.grid(alpha=0.3)
    figure.axes[0].set(ylabel="heat, MJ/kg")
    save(figure, task)


def x_ray_lines(task: ExamTask, examples: Examples) -> None:
    """Draw the root of the energy against the atomic number, four of the lines."""
    figure = Figure(figsize=(7.5, 4.2), layout="constrained")
    axes = figure.subplots()
    for number, (name, marker) in LINES_SHOWN.items():
        mine = examples.inputs[:, 1] == number
        axes.scatter(examples.inputs[mine, 0], np.sqrt(examples.targets[mine, 0]), s=16, marker=marker, label=name)
    axes.set(xlabel="atomic number", ylabel="root of the energy in keV")
    axes.grid(alpha=0.3)
    axes.legend()
    save(figure, task)


def cell_outlines(task: ExamTask, examples: Examples) -> None:
    """Draw two pairs of measurements, good and poor outlines apart."""
    figure = Figure(figsize=(8, 3.8), layout="constrained")
    for axes, (across, up, x_name, y_name) in zip(figure.subplots(1, 2), CELL_PAIRS, strict=True):
        for target, name, marker in ((0, "poor", "x"), (1, "good", "o")):
            mine = examples.targets == target
            axes.scatter(*examples.inputs[mine][:, [across, up]].T, s=10, marker=marker, alpha=0.5, label=name)
        axes.set(xlabel=x_name, ylabel=y_name)
        axes.grid(alpha=0.3)
    figure.axes[0].set(yscale="log")
    figure.axes[0].legend(title="outline")
    save(figure, task)


def quake_size(task: ExamTask, examples: Examples) -> None:
    """Draw magnitude against stations, and the magnitudes with and without that number."""
    figure = Figure(figsize=(8, 3.8), layout="constrained")
    points, bars = figure.subplots(1, 2)
    stations, magnitude = examples.inputs[:, 1].astype(float), examples.targets[:, 0]
    known = stations >= 0
    points.scatter(stations[known], magnitude[known], s=10, alpha=0.4)
    points.set(xlabel="stations (nst)", ylabel="magnitude", xscale="log")
    points.grid(alpha=0.3)
    bars.hist([magnitude[known], magnitude[~known]], bins=20, stacked=True, label=["nst reported", "nst null"])
    bars.set(xlabel="magnitude", ylabel="earthquakes")
    bars.legend()
    save(figure, task)


def save(figure: Figure, task: ExamTask) -> None:
    """Write the picture beside the task's README."""
    figure.savefig(task.folder / "data.png", dpi=100, metadata={"Software": None})


def main() -> None:
    """Draw all four."""
    split = Split(PRACTICE_SPLIT_KEY.encode())
    for draw in (fuel_heat, x_ray_lines, cell_outlines, quake_size):
        task = load_task(draw.__name__.replace("_", "-"))
        draw(task, task.training_set(split))


if __name__ == "__main__":
    main()
