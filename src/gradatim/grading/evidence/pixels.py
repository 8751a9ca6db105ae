"""Hidden pictures as PNG files, as the model was given them."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import InputContract

_LEAST_SIDE = 8


def holds_pictures(contract: InputContract) -> bool:
    """Return whether the inputs are pictures: height, width and 1 or 3 colours, or bytes by height and width."""
    shape = contract.shape
    if contract.dtype not in ("float32", "uint8") or any(axis is None or axis < _LEAST_SIDE for axis in shape[:2]):
        return False
    return (len(shape) == 3 and shape[2] in (1, 3)) or (len(shape) == 2 and contract.dtype == "uint8")


def levels(inputs: npt.NDArray[np.generic]) -> tuple[float, float]:
    """Return the darkest and the brightest value of all pictures."""
    return float(inputs.min()), float(inputs.max())


def as_png(inputs: npt.NDArray[np.generic], row: int, found: tuple[float, float]) -> bytes:
    """Return one row of pictures as a PNG file.

    Args:
        inputs: Pictures, `(rows, height, width)` or with 1 or 3 colours; 0 to 255, 0 to 1, or any other range, which is
            then stretched. The range is judged by all rows, so that a dark picture stays dark.
        row: Which.
        found: From `levels`.
    """
    from PIL import Image

    low, high = found
    values = inputs[row].astype(np.float64)
    if low < 0 or high > 255:
        values = (values - low) / max(high - low, 1e-12) * 255
    elif high <= 1 and inputs.dtype.kind == "f":
        values = values * 255
    pixels = values.round().clip(0, 255).astype(np.uint8)
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        pixels = pixels[..., 0]
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format="PNG")
    return file.getvalue()
