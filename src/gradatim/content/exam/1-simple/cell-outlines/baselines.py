"""What simple methods say of the hidden cells."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))

Numbers = npt.NDArray[np.float64]


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to probabilities of a good outline (rows, 1); names that start with `naive` use no input."""
    visible = _data["training"](dataset, split)
    measured, good = visible.inputs.astype(np.float64), visible.targets.astype(np.float64)
    hidden = _data["hidden"](dataset, split).inputs.astype(np.float64)
    mean, deviation = measured.mean(axis=0), measured.std(axis=0)
    here, there = (measured - mean) / deviation, (hidden - mean) / deviation
    predictions = {
        "naive: no idea": np.full(len(hidden), 0.5),
        "naive: share of good outlines": np.full(len(hidden), good.mean()),
        "nearest class mean": nearest_mean(here, good, there),
        "logistic regression": logistic(here, good, there),
    }
    return {name: values[:, np.newaxis].astype(np.float32) for name, values in predictions.items()}


def nearest_mean(measured: Numbers, good: Numbers, hidden: Numbers) -> Numbers:
    """Return for each row the share of the candidate's cells of the nearer class mean that are good."""
    towards = measured[good == 1].mean(axis=0) - measured[good == 0].mean(axis=0)
    middle = (measured[good == 1].mean(axis=0) + measured[good == 0].mean(axis=0)) / 2
    nearer, nearer_hidden = (measured - middle) @ towards > 0, (hidden - middle) @ towards > 0
    return np.where(nearer_hidden, good[nearer].mean(), good[~nearer].mean())


def logistic(measured: Numbers, good: Numbers, hidden: Numbers) -> Numbers:
    """Return the probabilities of a logistic regression with a small penalty on its weights."""

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        logits = measured @ weights[:-1] + weights[-1]
        value = np.logaddexp(0, logits).sum() - good @ logits + 0.5 * weights[:-1] @ weights[:-1]
        error = expit(logits) - good
        return float(value), np.append(measured.T @ error + weights[:-1], error.sum())

    weights = minimize(loss, np.zeros(measured.shape[1] + 1), jac=True, method="L-BFGS-B").x
    probabilities: Numbers = expit(hidden @ weights[:-1] + weights[-1])
    return probabilities
