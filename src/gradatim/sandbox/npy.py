"""Arrays on their way to the model, in NumPy's own file format and never pickled."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt

ALLOWED_KINDS = "iufS"


def npy_parts(array: npt.NDArray[np.generic]) -> tuple[memoryview, memoryview]:
    """Return the header and the data of a `.npy` file, the data without a copy where possible.

    Args:
        array: Rows first; integers, floating-point numbers or byte strings of a fixed width.

    Returns:
        The two parts, to be sent one after the other.

    Raises:
        TypeError: The array holds something else.
        ValueError: The array has no rows.

    Example:
        >>> [len(part) for part in npy_parts(np.zeros((2, 3), np.float32))]
        [128, 24]
    """
    if array.dtype.kind not in ALLOWED_KINDS:
        raise TypeError(f"Expected integers, floating-point numbers or byte strings. Received: {array.dtype}")
    if array.ndim == 0 or array.size == 0:
        raise ValueError(f"Expected at least one row. Received: an array of shape {array.shape}")
    native = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("="))
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, np.lib.format.header_data_from_array_1_0(native))
    return memoryview(header.getvalue()), native.reshape(-1).view(np.uint8).data
