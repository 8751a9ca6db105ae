"""The hidden split: which examples a candidate never sees.

An example is hidden when a keyed hash of its id falls below the hidden share. So the split needs no list, does not
change when examples are added or reordered, and cannot be guessed without the key.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True)
class Split:
    """Decides by HMAC-SHA256 whether an example is hidden.

    Args:
        key: The public practice key, or an operator's secret.

    Example:
        >>> split = Split(b"a key")
        >>> hidden = [split.is_hidden("penguins", str(n), share=0.3) for n in range(1000)]
        >>> 250 < sum(hidden) < 350
        True
    """

    key: bytes

    def position(self, dataset: str, example_id: str) -> float:
        """Return the example's fixed position in [0, 1), uniform over keys and ids."""
        message = f"{dataset}\x1f{example_id}".encode()
        digest = hmac.new(self.key, message, hashlib.sha256).digest()
        return int.from_bytes(digest[:8], "big") / 2**64

    def is_hidden(self, dataset: str, example_id: str, *, share: float) -> bool:
        """Return whether the example belongs to the hidden part, of which `share` is the expected size."""
        return self.position(dataset, example_id) < share

    @property
    def fingerprint(self) -> str:
        """Eight hexadecimal digits that tell two keys apart and reveal neither."""
        return hmac.new(self.key, b"gradatim split fingerprint", hashlib.sha256).hexdigest()[:8]
