"""Bytes as text for a script element: 13 bits in two of 91 signs, a twelfth shorter than base64."""

from __future__ import annotations

# Printable ASCII without the space and what HTML reads: no text of it can end the element.
SIGNS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "<>&")
_BITS = 13


def to_signs(data: bytes) -> str:
    """The text for `data`; the last bits are filled up with zeros, so its length is told apart."""
    import numpy as np

    bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
    filled = np.zeros(-(-len(bits) // _BITS) * _BITS, np.uint8)
    filled[: len(bits)] = bits
    values = filled.reshape(-1, _BITS) @ (1 << np.arange(_BITS, dtype=np.int64))
    signs = np.frombuffer(SIGNS.encode("ascii"), np.uint8)
    pairs = np.stack([signs[values // len(SIGNS)], signs[values % len(SIGNS)]], axis=1)
    return pairs.tobytes().decode("ascii")
