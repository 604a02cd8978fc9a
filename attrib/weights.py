"""Sparse linear weights over feature names.

Feature names are kept as 32-bit checksums only, so a model file holds numbers and no words of any text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from zlib import crc32


def feature_key(name: str) -> int:
    """The 32-bit key of a feature name."""
    return crc32(name.encode())


def logistic(log_odds: float) -> float:
    """The probability of log-odds."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    odds = exp(log_odds)
    return odds / (1 + odds)


class _First(dict[str, float]):
    """The first weight of features by their names. Sentences share most of theirs, so those looked up are kept."""

    most = 20_000

    def __init__(self, by_key: Mapping[int, tuple[float, ...]]) -> None:
        self._by_key = by_key

    def __missing__(self, name: str) -> float:
        if len(self) >= self.most:
            self.clear()
        self[name] = self._by_key.get(crc32(name.encode()), (0.0,))[0]
        return self[name]


@dataclass(frozen=True, slots=True, eq=False)
class FeatureWeights:
    """The weights of every feature, one for each of `outputs`, by its key."""

    outputs: int
    by_key: Mapping[int, tuple[float, ...]]
    _first: _First = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_first", _First(self.by_key))

    @classmethod
    def of(cls, weights: Mapping[str, Sequence[float]]) -> FeatureWeights:
        """Weights by feature name; of two names with one key the first in name order stays."""
        by_key: dict[int, tuple[float, ...]] = {}
        for name in sorted(weights):
            by_key.setdefault(feature_key(name), tuple(map(float, weights[name])))
        return cls(len(next(iter(by_key.values()), ())), by_key)

    def sums(self, names: Iterable[str]) -> tuple[float, ...]:
        """The summed weights of some features, for each output."""
        get = self.by_key.get
        found = [weights for name in names if (weights := get(crc32(name.encode())))]
        return tuple(map(sum, zip(*found, strict=True))) if found else (0.0,) * self.outputs

    def score(self, names: Iterable[str]) -> float:
        """The same for the first output."""
        return sum(map(self._first.__getitem__, names))
