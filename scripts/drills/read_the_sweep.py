"""Measure a sweep of the learning rate on a small linear model and write it to the drill's `files/sweep.csv`."""

from __future__ import annotations

from pathlib import Path

import numpy as np

TARGET = Path(__file__).parents[2] / "src/gradatim/content/drills/series/read-the-sweep/files/sweep.csv"
EPOCHS, EPOCHS_PER_DECADE, START = 100, 20, 1e-5
BROKEN = 4.0  # a loss above this ends the sweep, so that the figure shows the rest


def main() -> None:
    """Train by stochastic gradient descent on the squared error while the rate grows, until it breaks."""
    rng = np.random.default_rng(1)
    series = np.sin(np.arange(700) / 5) + rng.normal(0, 0.2, 700)
    pieces = np.lib.stride_tricks.sliding_window_view(series, 13)
    windows, labels, weights = pieces[:, :12], pieces[:, 12], rng.normal(0, 0.3, 12)
    lines = ["learning_rate,loss"]
    for epoch in range(EPOCHS):
        rate = START * 10 ** (epoch / EPOCHS_PER_DECADE)
        losses = []
        for batch in np.array_split(rng.permutation(len(labels)), 20):
            error = windows[batch] @ weights - labels[batch]
            losses.append(np.square(error).mean())
            weights = weights - rate * 2 * windows[batch].T @ error / len(batch)
        lines.append(f"{rate:.6g},{min(np.mean(losses), BROKEN):.5g}")
        if np.mean(losses) > BROKEN:
            break
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
