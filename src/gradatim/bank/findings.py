"""What the coach can find out about a submission. The ids are fixed: tasks, results and pages name them."""

from __future__ import annotations

FINDINGS: dict[str, str] = {
    "input-scale": "the model expects its inputs on another scale than the task gives",
    "channel-order": "the model expects the colour channels in another order",
    "axis-order": "the model expects the axes in another order, such as width before height",
    "class-order": "the model's classes stand in another order than the stated one",
    "label-offset": "the model's classes are shifted by one",
    "inverted-labels": "the model gives the probability of the other class",
    "logits-not-probabilities": "the model's answers are not probabilities: its last activation is missing",
    "constant-prediction": "the model answers nearly the same for everything",
    "minority-ignored": "the model never finds the rare classes",
    "untrained": "the model's weights look as they did before training",
    "overfitting": "the model knows its training data by heart",
    "underfitting": "the model is weak on its training data as well",
    "oversized": "the model is far larger than the task needs",
    "nondeterministic": "the model answers differently each time it is asked",
    "batch-dependent": "the model's answer depends on what else is in the batch",
    "padding-side": "the model expects the padding on the other side",
    "vocabulary-mismatch": "the model was trained with other token ids than the task gives",
    "out-of-vocabulary": "the model knows too few of the words",
    "persistence": "the forecast repeats what was seen last",
    "lag": "the forecast comes some steps late",
    "forecast-bias": "the forecast is too high or too low on average",
    "not-rescaled": "the answers are in other units than the task asks for",
    "horizon-collapse": "the forecast's later steps are flat",
    "look-ahead": "the model was trained on inputs that held the future",
    "resolution-mismatch": "the model was trained on pictures that were resized or cut in another way",
    "miscalibrated": "the model's probabilities are not what they claim",
    "learning-curve": "the course of the training shows a mistake",
}
"""Id of a finding, and what it says."""
