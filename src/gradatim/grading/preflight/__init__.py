"""The pre-flight: what a model's file says about itself, read without TensorFlow and before anything is charged.

`inspect_model` reads the file as hostile input, `check` compares what it declares with what the task expects.
"""

from gradatim.grading.preflight.checks import check
from gradatim.grading.preflight.inspection import count_parameters, inspect_model
from gradatim.grading.preflight.layer_checks import newer_keras_hint
from gradatim.grading.preflight.model_file import Layer, ModelFile, Shape
from gradatim.grading.preflight.parameters import Parameters
from gradatim.grading.preflight.refusal import Refusal

__all__ = [
    "Layer",
    "ModelFile",
    "Parameters",
    "Refusal",
    "Shape",
    "check",
    "count_parameters",
    "inspect_model",
    "newer_keras_hint",
]
