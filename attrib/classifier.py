"""Labels the sentences of a story by two questions: is anything attributed, and is its origin identified?

Each question is a linear model over readable features. Their probabilities multiply to those of the three labels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from attrib.analysis import Label
from attrib.model import LabelModel
from attrib.reading import Reading
from attrib.sentence_features import attribution_features, origin_features
from attrib.story import Story
from attrib.weights import Floats

LABELS = (Label.NAMED, Label.ANONYMOUS, Label.UNATTRIBUTED)


@dataclass(frozen=True, slots=True)
class Decision:
    """The label of a sentence and the calibrated probability of each label, in the order of `LABELS`."""

    label: Label
    probabilities: tuple[float, ...]

    def confidence(self, label: Label) -> float:
        """The probability of a label."""
        return self.probabilities[LABELS.index(label)]


def label_sentences(story: Story, reading: Reading, model: LabelModel) -> tuple[Decision, ...]:
    """One decision for each sentence, in order."""
    if not len(story):
        return ()
    numbers = range(len(story))
    attributed = model.attribution.scores_of(attribution_features(story, reading, n) for n in numbers)
    anonymous = model.origin.scores_of(origin_features(story, reading, n) for n in numbers)
    probabilities = joint(model.attribution_scale * attributed + model.attribution_shift, model.origin_scale * anonymous + model.origin_shift)
    chosen = (probabilities * np.array([1.0, model.anonymous_weight, 1.0])).argmax(axis=1)
    return tuple(Decision(LABELS[c], tuple(row)) for c, row in zip(chosen, probabilities.tolist(), strict=True))


def joint(attributed: Floats, anonymous: Floats) -> Floats:
    """Probabilities of the three labels from the log-odds of both questions: shape (sentences, labels)."""
    a = 1 / (1 + np.exp(-attributed))
    q = 1 / (1 + np.exp(-anonymous))
    return np.stack([a * (1 - q), a * q, 1 - a], axis=1)
