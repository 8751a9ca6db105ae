"""Gradatim: open certification for TensorFlow skills."""

__version__ = "0.1.0"
