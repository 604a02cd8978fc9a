"""Sparse linear weights over feature names, as arrays.

Feature names are kept as 32-bit checksums only, so a model file holds numbers and no words of any text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def feature_key(name: str) -> int:
    """The 32-bit key of a feature name."""
    return crc32(name.encode())


def batched(rows: Iterable[Sequence[str]], size: int) -> Iterator[list[Sequence[str]]]:
    """Rows in lists of at most `size`."""
    source = iter(rows)
    while chunk := list(islice(source, size)):
        yield chunk


@dataclass(frozen=True, slots=True, eq=False)
class FeatureWeights:
    """Weights of shape (features, outputs); `keys` is sorted."""

    keys: NDArray[np.uint32]
    values: Floats

    @classmethod
    def of(cls, weights: Mapping[str, Sequence[float]]) -> FeatureWeights:
        """Weights by feature name; of two names with one key the first in name order stays."""
        by_key: dict[int, Sequence[float]] = {}
        for name in sorted(weights):
            by_key.setdefault(feature_key(name), weights[name])
        keys = np.array(sorted(by_key), dtype=np.uint32)
        values = np.array([by_key[int(k)] for k in keys], dtype=np.float32)
        return cls(keys, values)

    def scores_of(self, rows: Iterable[Sequence[str]]) -> Floats:
        """The first output's sums for rows that are made one by one, without holding all of them: shape (rows,)."""
        parts = [self.scores(chunk)[:, 0] for chunk in batched(rows, 256)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def scores(self, rows: Sequence[Sequence[str]]) -> Floats:
        """Summed weights of each row of feature names: shape (rows, outputs)."""
        outputs = self.values.shape[1]
        if not rows:
            return np.zeros((0, outputs), dtype=np.float32)
        hashed = np.fromiter((crc32(name.encode()) for row in rows for name in row), dtype=np.uint32)
        at = np.searchsorted(self.keys, hashed)
        at[at == len(self.keys)] = 0
        known = self.keys[at] == hashed
        picked = self.values[at] * known[:, None]
        starts = np.zeros(len(rows), dtype=np.intp)
        np.cumsum([len(row) for row in rows[:-1]], out=starts[1:])
        return np.add.reduceat(picked, starts, axis=0)
