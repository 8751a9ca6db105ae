"""One finding of each kind that the coach can make, with the figures that its experiments give."""

from __future__ import annotations

from gradatim.coach.advise import finding
from gradatim.coach.suspicion import Evidence, Suspicion
from gradatim.grading.result import Finding

_INPUTS: Evidence = {"inputs": "divided by 255", "metric_as_given": 0.31, "metric_changed": 0.88, "rows": 256}
_FIT: Evidence = {
    "training": 0.99,
    "training_interval": [0.97, 1.0],
    "hidden": 0.78,
    "hidden_interval": [0.72, 0.83],
    "rows": 192,
}
EVIDENCE: dict[str, list[Evidence]] = {
    "input-scale": [_INPUTS],
    "channel-order": [_INPUTS],
    "axis-order": [_INPUTS, {"order": "left and top, right and bottom exchanged"}],
    "resolution-mismatch": [_INPUTS],
    "padding-side": [_INPUTS],
    "vocabulary-mismatch": [_INPUTS, {"right": 0.2, "right_with_random_ids": 0.19, "right_on_training": 0.21}],
    "class-order": [{"pairs": ["dress for coat", "coat for dress"]}],
    "label-offset": [{"offset": 1, "pairs": ["dress for coat", "coat for shirt"]}],
    "inverted-labels": [{}],
    "logits-not-probabilities": [{"share_of_rows": 0.97, "lowest": -7.2, "highest": 12.5}],
    "constant-prediction": [{"spread": 0.0}, {"class": "coat", "share": 0.995, "true_share": 0.1}],
    "minority-ignored": [{"accuracy": 0.83, "ignored": ["bag"]}],
    "untrained": [{"bias_vectors": 4, "weight_matrices": 4}],
    "overfitting": [
        _FIT,
        {"share_known": 0.4, "share_expected": 0.05, "rows": 300},
        {"confidence": 0.93, "share_right": 0.71, "log_loss": 1.4, "log_loss_as_stated": 0.2, "rows": 900},
    ],
    "underfitting": [_FIT],
    "oversized": [{"file_mb": 34.0, "reference_mb": 0.05, "limit_mb": 50.0}],
    "nondeterministic": [{"spread_of_copies": 0.004, "rows": 8, "copies": 16}],
    "batch-dependent": [{"difference": 1.7, "rows": 8}],
    "out-of-vocabulary": [{"share_unknown": 0.62, "words_tried": 256}],
    "persistence": [
        {"repeats": "the last value", "distance_to_it": 3.0, "error": 40.0},
        {"share_repeated": 0.85, "share_by_right": 0.03},
    ],
    "lag": [{"steps": 2, "error_as_is": 44.0, "error_when_moved": 12.0}],
    "forecast-bias": [
        {"mean_error": 240.0, "interval": [180.0, 300.0], "constant": -230.0, "mean_error_per_step": [240.0]},
        {"mean_error": -3.0, "interval": [-4.0, -2.0], "constant": 3.1, "mean_error_per_step": [-1.0, -3.0, -5.0]},
    ],
    "not-rescaled": [
        {"undone_by": "their exponentials are taken", "lowest": 0.1, "highest": 0.9},
        {"factor": 1 / 48, "offset": 0.0},
    ],
    "horizon-collapse": [
        {
            "spread_early": 0.9,
            "spread_late": 0.2,
            "spread_along": 0.3,
            "error_per_step": [100.0, 120.0, 180.0, 300.0, 310.0, 330.0],
            "naive_error_late": 290.0,
        }
    ],
    "look-ahead": [
        {"steps_ahead": 3, "error_with_the_future": 4.0, "error_as_given": 40.0, "error_trailing": 38.0},
    ],
    "miscalibrated": [
        {
            "expected_calibration_error": 0.15,
            "by_chance_at_most": 0.03,
            "reliability": [[0.3 + 0.07 * place, 0.2 + 0.05 * place, 100.0] for place in range(10)],
        }
    ],
    "learning-curve": [
        {
            "curve": "validation turning up",
            "epoch": 2,
            "epochs": [1.0, 2.0, 3.0, 4.0],
            "loss": [1.0, 0.6, 0.4, 0.3],
            "validation_loss": [1.0, 0.8, 0.9, 1.1],
        }
    ],
}
WITHOUT_PICTURE = {"untrained"}
"""Words alone say it: there is nothing to compare."""


def findings_of(finding_id: str) -> list[Finding]:
    """Return a finding for each kind of figures that it can hold."""
    return [
        finding(
            Suspicion(finding_id, f"What was seen of {finding_id}.", evidence),
            points=2,
            measured=True,
            variant=str(evidence.get("curve", "")),
        )
        for evidence in EVIDENCE[finding_id]
    ]
