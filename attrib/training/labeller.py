"""Trains the two questions of the label and their calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from attrib.classifier import LABELS
from attrib.model import LabelModel
from attrib.reading import Reading
from attrib.sentence_features import attribution_features, origin_features
from attrib.training.chances import Floats, joint_of
from attrib.training.corpus import FOLDS, LabelledStory
from attrib.weights import FeatureWeights

_LEAST_COUNT = 3
_ATTRIBUTION_C, _ORIGIN_C = 0.2, 0.3
_BIASES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
Rows = list[list[str]]
_RUNNING = 0.6
"""Share of its sentences from which a story counts as labelled as it runs."""


class Linear:
    """A logistic regression over feature names."""

    def __init__(self, rows: Rows, answers: Sequence[bool], strength: float, least_count: int = _LEAST_COUNT) -> None:
        counts = Counter(name for row in rows for name in row)
        self._vectors = DictVectorizer(dtype=np.float32)
        matrix = self._vectors.fit_transform([{n: 1.0 for n in row if counts[n] >= least_count} for row in rows])
        self._model = LogisticRegression(C=strength, max_iter=1000).fit(matrix, np.asarray(answers))

    def scores(self, rows: Rows) -> Floats:
        """Log-odds of each row."""
        if not rows:
            return np.zeros(0)
        matrix = self._vectors.transform([dict.fromkeys(row, 1.0) for row in rows])
        return np.asarray(self._model.decision_function(matrix), dtype=np.float64)

    def weights(self) -> FeatureWeights:
        """The same model as sparse weights; the intercept is folded into the feature `bias`."""
        names = self._vectors.get_feature_names_out()
        values = {str(n): [float(w)] for n, w in zip(names, self._model.coef_[0], strict=True)}
        values["bias"] = [values.get("bias", [0.0])[0] + float(self._model.intercept_[0])]
        return FeatureWeights.of({n: w for n, w in values.items() if abs(w[0]) > 1e-3})


@dataclass(slots=True)
class _Table:
    """Rows of all labelled sentences, story by story."""

    attribution: Rows
    origin: Rows
    labels: np.ndarray
    folds: np.ndarray
    running: np.ndarray
    """Whether a row is of a story labelled as it runs; of other stories only what was hard is labelled, which says nothing of how sure to be."""


def train_labeller(stories: Sequence[LabelledStory], readings: Sequence[Reading]) -> tuple[LabelModel, dict[str, float]]:
    """The labeller, and its out-of-fold figures over the training stories."""
    table = _table(stories, readings)
    scores = _out_of_fold(table)
    attributed = table.labels != 2
    running = table.running if table.running.any() else ~table.running
    sourced = attributed & running
    attribution_scale, attribution_shift = _platt(scores[0][running], attributed[running])
    origin_scale, origin_shift = _platt(scores[1][sourced], table.labels[sourced] == 1)
    calibrated = joint_of(attribution_scale * scores[0] + attribution_shift, origin_scale * scores[1] + origin_shift)
    weight = max(_BIASES, key=lambda b: _macro_f1(table.labels, calibrated, b))
    attribution, origin = _fit(table)
    model = LabelModel(attribution.weights(), origin.weights(), attribution_scale, attribution_shift, origin_scale, origin_shift, weight)
    return model, {
        "sentences": float(len(table.labels)),
        "macro_f1": _macro_f1(table.labels, calibrated, weight),
    }


def _table(stories: Sequence[LabelledStory], readings: Sequence[Reading]) -> _Table:
    names = [label.value for label in LABELS]
    table = _Table([], [], np.array([]), np.array([]), np.array([]))
    labels, folds, running = [], [], []
    for story, reading in zip(stories, readings, strict=True):
        runs = sum(gold is not None for gold in story.gold) >= _RUNNING * len(story.gold)
        for number, gold in enumerate(story.gold):
            if gold is None:
                continue
            running.append(runs)
            table.attribution.append(attribution_features(story.story, reading, number))
            table.origin.append(origin_features(story.story, reading, number))
            labels.append(names.index(gold.label))
            folds.append(story.fold)
    table.labels, table.folds, table.running = np.array(labels), np.array(folds), np.array(running, dtype=bool)
    return table


def _fit(table: _Table, outside: int | None = None) -> tuple[Linear, Linear]:
    """Both questions learned from all rows, or from those outside a fold."""
    used = [i for i in range(len(table.labels)) if table.folds[i] != outside]
    sourced = [i for i in used if table.labels[i] != 2]
    return (
        Linear([table.attribution[i] for i in used], [bool(table.labels[i] != 2) for i in used], _ATTRIBUTION_C),
        Linear([table.origin[i] for i in sourced], [bool(table.labels[i] == 1) for i in sourced], _ORIGIN_C),
    )


def _out_of_fold(table: _Table) -> tuple[Floats, Floats]:
    """Log-odds of both questions for every row, each from models that never saw its story."""
    attributed, anonymous = np.zeros(len(table.labels)), np.zeros(len(table.labels))
    for fold in range(FOLDS):
        held = np.flatnonzero(table.folds == fold)
        models = _fit(table, fold)
        attributed[held] = models[0].scores([table.attribution[i] for i in held])
        anonymous[held] = models[1].scores([table.origin[i] for i in held])
    return attributed, anonymous


def _platt(scores: Floats, answers: np.ndarray) -> tuple[float, float]:
    """Scale and shift that make log-odds calibrated (Platt, 1999)."""
    model = LogisticRegression(C=1e6).fit(np.asarray(scores)[:, None], answers)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _macro_f1(labels: np.ndarray, probabilities: Floats, anonymous_weight: float) -> float:
    chosen = (probabilities * np.array([1.0, anonymous_weight, 1.0])).argmax(axis=1)
    return float(f1_score(labels, chosen, average="macro"))
