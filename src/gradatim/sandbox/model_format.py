"""The kinds of file a saved model can be."""

from __future__ import annotations

from enum import StrEnum


class ModelFormat(StrEnum):
    """How a model was saved."""

    KERAS = "keras"
    """One `.keras` archive, written by `model.save("model.keras")`."""
    HDF5 = "h5"
    """One `.h5` file of Keras 2 or Keras 3."""
    SAVED_MODEL = "saved_model"
    """A zip of the folder that `model.export` or `tf.saved_model.save` wrote."""
