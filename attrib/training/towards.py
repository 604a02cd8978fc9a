"""Logistic regression that starts from what is already known.

It minimises log-loss + strength · ‖w − prior‖²: the most probable weights where each is normally distributed about its
prior with variance 1 / (2 · strength) (Chelba and Acero, "Adaptation of maximum entropy capitalizer", 2004). Features that
the answers say nothing of stay at their prior; an empty prior gives ridge regression.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from attrib.training.chances import Floats
from attrib.weights import FeatureWeights, feature_key

Rows = Sequence[Sequence[str]]
_LEAST_WEIGHT = 1e-3
NOTHING = FeatureWeights(1, {})
"""The prior of somebody who knows nothing."""


def fit_towards(rows: Rows, answers: Sequence[bool], prior: FeatureWeights, strength: float, least_count: int = 3) -> FeatureWeights:
    """Weights for `rows` of feature names. Features neither in the prior nor in `least_count` rows are left out."""
    known = {key: weight for key, (weight,) in prior.by_key.items()}
    hashed = [[feature_key(name) for name in dict.fromkeys(row)] for row in rows]
    counts = Counter(key for row in hashed for key in row)
    columns = {key: at for at, key in enumerate(sorted(key for key, count in counts.items() if count >= least_count or key in known))}
    kept = [[columns[key] for key in row if key in columns] for row in hashed]
    ends = np.cumsum([0, *map(len, kept)])
    matrix = csr_matrix((np.ones(ends[-1]), [at for row in kept for at in row], ends), shape=(len(rows), len(columns)))
    start = np.array([known.get(key, 0.0) for key in columns])
    fitted = _minimum(matrix, np.asarray(answers, dtype=np.float64), start, strength)
    return _weights(known | dict(zip(columns, fitted.tolist(), strict=True)))


def recalibrated(scores: Floats, answers: Sequence[bool], strength: float) -> tuple[float, float]:
    """Scale and shift that make log-odds calibrated (Platt, 1999), held towards 1 and 0."""
    matrix = csr_matrix(np.stack([np.asarray(scores, dtype=np.float64), np.ones(len(scores))], axis=1))
    scale, shift = _minimum(matrix, np.asarray(answers, dtype=np.float64), np.array([1.0, 0.0]), strength)
    return float(scale), float(shift)


def rescaled(weights: FeatureWeights, scale: float, shift: float) -> FeatureWeights:
    """Weights whose plain sums are the calibrated log-odds."""
    values = {key: scale * weight for key, (weight,) in weights.by_key.items()}
    bias = feature_key("bias")
    values[bias] = values.get(bias, 0.0) + shift
    return _weights(values)


def _minimum(matrix: csr_matrix, answers: NDArray[np.float64], start: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
    columns = matrix.T.tocsr()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        away = weights - start
        scores = matrix @ weights
        value = np.logaddexp(0.0, scores).sum() - answers @ scores + strength * (away @ away)
        return float(value), columns @ (expit(scores) - answers) + 2 * strength * away

    def curvature(weights: NDArray[np.float64], direction: NDArray[np.float64]) -> NDArray[np.float64]:
        chances = expit(matrix @ weights)
        return np.asarray(columns @ (chances * (1 - chances) * (matrix @ direction)) + 2 * strength * direction)

    found = minimize(loss, start, jac=True, hessp=curvature, method="trust-ncg", options={"gtol": 1e-3})
    return np.asarray(found.x, dtype=np.float64)


def _weights(values: dict[int, float]) -> FeatureWeights:
    return FeatureWeights(1, {key: (value,) for key, value in sorted(values.items()) if abs(value) > _LEAST_WEIGHT})
