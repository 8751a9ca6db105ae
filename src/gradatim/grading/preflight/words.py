"""Shapes in words, the same in every message."""

from __future__ import annotations

from gradatim.grading.preflight.model_file import Shape


def shape_in_words(shape: Shape) -> str:
    """Return a shape as a message shows it, with the number of axes that people miscount.

    Args:
        shape: A shape without the batch axis.

    Returns:
        The shape; an axis of any length reads `any`.

    Example:
        >>> shape_in_words((28, None))
        '(28, any) (2 axes beside the batch axis)'
    """
    if not shape:
        return "() (one value per row, no further axis)"
    axes = ", ".join("any" if axis is None else str(axis) for axis in shape)
    comma = "," if len(shape) == 1 else ""
    return f"({axes}{comma}) ({len(shape)} {'axis' if len(shape) == 1 else 'axes'} beside the batch axis)"


def compatible(expected: Shape, declared: Shape) -> bool:
    """Return whether two shapes can be the same: as many axes, and no two known lengths that differ.

    Args:
        expected: The task's shape.
        declared: The model's shape.

    Returns:
        Whether they fit.

    Example:
        >>> compatible((28, 28, 1), (None, None, 1)), compatible((28, 28, 1), (28, 28))
        (True, False)
    """
    if len(expected) != len(declared):
        return False
    return all(None in (want, got) or want == got for want, got in zip(expected, declared, strict=True))
