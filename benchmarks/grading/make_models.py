"""Makes the five models and their hidden rows. Run as a program: `python -m benchmarks.grading.make_models FOLDER`.

The models are not trained for anything: they have random weights from a fixed seed and one optimizer step, so that the
file holds an optimizer as a candidate's does. Their last layer is centred so that the answers differ from row to row,
and the targets are the model's own answers with a known share of mistakes. So the metric is far from chance, and a
contender that feeds a model other rows, or reads its answers wrongly, gives another value.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import numpy.typing as npt

from benchmarks.grading.scoring import metric_value
from benchmarks.grading.workload import ACCURACY, CASES, Case

SEED = 20_240_531
VOCABULARY = 10_000
WORDS_OF_A_TEXT = 200
CENTRED_ON = 512
MISTAKEN_SHARE = 0.2
LOGIT_SPREAD = 3.0
MOST_IN_ONE_CLASS = 0.7

Array = npt.NDArray[Any]


def pictures(case: Case, random: np.random.Generator) -> Array:
    """Return coarse random patterns of varied brightness, uint8 from 0 to 255."""
    height, width, channels = case.shape
    coarse = random.random((case.rows, height // 4, width // 4, channels), dtype=np.float32)
    brightness = random.random((case.rows, 1, 1, channels), dtype=np.float32)
    pixels: Array = (255 * brightness * coarse).astype(np.uint8)
    enlarged: Array = pixels.repeat(4, axis=1).repeat(4, axis=2)
    return enlarged


def texts(case: Case, random: np.random.Generator) -> Array:
    """Return word numbers, of which each text uses a narrow range; 0 fills up behind."""
    first = random.integers(1, VOCABULARY - WORDS_OF_A_TEXT, size=(case.rows, 1))
    words = first + random.integers(0, WORDS_OF_A_TEXT, size=(case.rows, *case.shape))
    lengths = random.integers(case.shape[0] // 2, case.shape[0] + 1, size=(case.rows, 1))
    return np.where(np.arange(case.shape[0]) < lengths, words, 0).astype(np.int32)


def series(case: Case, random: np.random.Generator) -> Array:
    """Return windows of waves with a trend and noise."""
    steps = np.arange(case.shape[0])
    phase, period, slope = random.uniform([0, 5, -1], [6.3, 40, 1], (case.rows, 3)).T[..., np.newaxis]
    waves = np.sin(phase + steps * 6.283 / period) + slope * steps / len(steps)
    noise = random.normal(0, 0.1, waves.shape)
    windows: Array = (waves + noise).astype(np.float32)
    return windows[..., np.newaxis]


def dense(case: Case) -> list[Any]:
    """Return the layers of a dense network."""
    hidden = [keras.layers.Dense(units, "relu") for units in (256, 128)]
    return [keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), *hidden, head(case)]


def cnn(case: Case) -> list[Any]:
    """Return the layers of a small convolutional network."""
    layers: list[Any] = [keras.layers.Rescaling(1 / 255)]
    for filters in (32, 64):
        layers += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D()]
    return [*layers, keras.layers.Flatten(), keras.layers.Dense(128, "relu"), head(case)]


def lstm(case: Case) -> list[Any]:
    """Return the layers of a text classifier."""
    return [keras.layers.Embedding(VOCABULARY, 64), keras.layers.LSTM(64), keras.layers.Dense(32, "relu"), head(case)]


def conv_lstm(case: Case) -> list[Any]:
    """Return the layers of a forecaster."""
    convolution = keras.layers.Conv1D(64, 5, padding="causal", activation="relu")
    return [convolution, keras.layers.LSTM(64, return_sequences=True), keras.layers.LSTM(32), head(case)]


def mobilenet(case: Case) -> list[Any]:
    """Return MobileNetV2 at its full width, as transfer learning uses it."""
    base = keras.applications.MobileNetV2(input_shape=case.shape, include_top=False, weights=None, pooling="avg")
    return [keras.layers.Rescaling(1 / 127.5, offset=-1), base, head(case)]


def head(case: Case) -> Any:
    """Return the last layer."""
    return keras.layers.Dense(case.outputs, "softmax" if case.metric == ACCURACY else None)


MAKERS: dict[str, tuple[Callable[[Case, np.random.Generator], Array], Callable[[Case], list[Any]]]] = {
    "bench-dense": (pictures, dense),
    "bench-cnn": (pictures, cnn),
    "bench-lstm": (texts, lstm),
    "bench-conv-lstm": (series, conv_lstm),
    "bench-mobilenet": (pictures, mobilenet),
}


def step_once(model: Any, case: Case, rows: Array, random: np.random.Generator) -> None:
    """Compile the model and take one optimizer step, which also sets the statistics of batch normalisation."""
    is_classifier = case.metric == ACCURACY
    model.compile("adam", "sparse_categorical_crossentropy" if is_classifier else "mae")
    normalisations = [one for one in model._flatten_layers() if isinstance(one, keras.layers.BatchNormalization)]  # noqa: SLF001
    momenta = [layer.momentum for layer in normalisations]
    for layer in normalisations:
        layer.momentum = 0.0
    targets = random.integers(0, case.outputs, len(rows)) if is_classifier else random.normal(size=(len(rows), 1))
    model.train_on_batch(rows, targets)
    for layer, momentum in zip(normalisations, momenta, strict=True):
        layer.momentum = momentum


def centre(model: Any, rows: Array) -> None:
    """Scale and shift the last layer so that each of its outputs has mean 0 and varies from row to row."""
    last = model.layers[-1]
    features = keras.Model(model.inputs, last.input).predict(rows, verbose=0)
    kernel, _ = last.get_weights()
    raw = features @ kernel
    scale = LOGIT_SPREAD / raw.std(axis=0)
    last.set_weights([kernel * scale, -raw.mean(axis=0) * scale])


def mistaken(case: Case, answers: Array, random: np.random.Generator) -> Array:
    """Return the answers as targets, a known share of them changed, or all shifted upwards a little."""
    if case.metric != ACCURACY:
        shifted: Array = (answers + random.exponential(MISTAKEN_SHARE, answers.shape)).astype(np.float32)
        return shifted
    classes = answers.argmax(axis=1)
    if np.bincount(classes).max() > MOST_IN_ONE_CLASS * len(classes):
        raise SystemExit(f"Expected varied answers of {case.id}. Received: {np.bincount(classes).tolist()}")
    changed = random.random(len(classes)) < MISTAKEN_SHARE
    targets: Array = np.where(changed, (classes + 1) % case.outputs, classes).astype(np.int64)
    return targets


def make(case: Case, folder: Path) -> None:
    """Make one case in a new folder: `model.keras`, `rows.npz` and `facts.json`."""
    keras.utils.set_random_seed(SEED)
    random = np.random.default_rng(SEED)
    rows_of, layers_of = MAKERS[case.id]
    stored = rows_of(case, random).astype(case.stored)
    inputs = stored.astype(case.dtype)
    model = keras.Sequential([keras.Input(case.shape, dtype=case.dtype), *layers_of(case)])
    step_once(model, case, inputs[:64], random)
    centre(model, inputs[:CENTRED_ON])
    answers = model.predict(inputs, batch_size=256, verbose=0)
    targets = mistaken(case, answers, random)
    folder.mkdir()
    model.save(folder / "model.keras")
    np.savez(folder / "rows.npz", inputs=stored, targets=targets)
    facts = {"metric": metric_value(case.metric, answers, targets), "parameters": model.count_params()}
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


if __name__ == "__main__":
    whole = Path(sys.argv[1])
    whole.mkdir()
    for one in CASES:
        make(one, whole / one.id)
