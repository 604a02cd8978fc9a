"""Probabilities of many sentences at once, for the training side."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from attrib.classifier import joint

Floats = NDArray[np.float64]


def joint_of(attributed: Iterable[float], anonymous: Iterable[float]) -> Floats:
    """Probabilities of the three labels from the log-odds of both questions: shape (sentences, labels)."""
    return np.array([joint(a, q) for a, q in zip(attributed, anonymous, strict=True)])
