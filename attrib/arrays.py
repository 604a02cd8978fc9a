"""Arrays of numbers as .npy files, read and written without numpy, which takes longer to load than a draft to label.

The format is that of NumPy's enhancement proposal 1, in its first version, little-endian and row by row.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

_MAGIC = b"\x93NUMPY\x01\x00"
_HEADER = re.compile(rb"\{'descr': '<(?P<type>\w\d)', 'fortran_order': False, 'shape': \((?P<shape>[\d, ]*)\), \} *\n")
_CODES = {"u4": "I", "i4": "i", "f2": "e", "f4": "f", "f8": "d"}
"""How `struct` calls the types: whole numbers without and with a sign, and floating-point ones, by their bytes."""
_BLOCK = 64
"""The header is padded so that the numbers begin at a multiple of this."""


@dataclass(frozen=True, slots=True)
class Array:
    """Numbers of one `type` ("u4", "f2" …), row by row."""

    type: str
    shape: tuple[int, ...]
    values: Sequence[float]

    def to_bytes(self) -> bytes:
        """The .npy file."""
        header = f"{{'descr': '<{self.type}', 'fortran_order': False, 'shape': {self.shape}, }}"
        size = len(_MAGIC) + 2 + len(header) + 1
        header += " " * (-size % _BLOCK) + "\n"
        return _MAGIC + struct.pack("<H", len(header)) + header.encode() + struct.pack(f"<{len(self.values)}{_CODES[self.type]}", *self.values)

    @classmethod
    def from_bytes(cls, data: bytes) -> Array:
        """The array of a .npy file. Raises `ValueError` where it is none, or one of other types than numbers."""
        header = _HEADER.match(data, len(_MAGIC) + 2)
        if not data.startswith(_MAGIC) or header is None:
            raise ValueError("no array of numbers")
        kind = header["type"].decode()
        shape = tuple(int(size) for size in header["shape"].split(b",") if size.strip())
        form = f"<{prod(shape)}{_CODES.get(kind, '')}"
        if kind not in _CODES or len(data) - header.end() != struct.calcsize(form):
            raise ValueError("no array of numbers")
        return cls(kind, shape, struct.unpack_from(form, data, header.end()))
