"""Labels the sentences of a story by two questions: is anything attributed, and is its origin identified?

Each question is a linear model over readable features. Their probabilities multiply to those of the three labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attrib.analysis import Label
from attrib.model import LabelModel
from attrib.reading import Reading
from attrib.sentence_features import attribution_features, origin_features
from attrib.story import Story
from attrib.weights import logistic

LABELS = (Label.NAMED, Label.ANONYMOUS, Label.UNATTRIBUTED)


@dataclass(frozen=True, slots=True)
class Decision:
    """The label of a sentence and the calibrated probability of each label, in the order of `LABELS`."""

    label: Label
    probabilities: tuple[float, float, float]

    def confidence(self, label: Label) -> float:
        """The probability of a label."""
        return self.probabilities[LABELS.index(label)]


def label_sentences(story: Story, reading: Reading, model: LabelModel) -> Iterator[Decision]:
    """One decision for each sentence, in order."""
    for number in range(len(story)):
        attributed = model.attribution.score(attribution_features(story, reading, number))
        anonymous = model.origin.score(origin_features(story, reading, number))
        chances = joint(model.attribution_scale * attributed + model.attribution_shift, model.origin_scale * anonymous + model.origin_shift)
        weighed = (chances[0], chances[1] * model.anonymous_weight, chances[2])
        yield Decision(LABELS[weighed.index(max(weighed))], chances)


def joint(attributed: float, anonymous: float) -> tuple[float, float, float]:
    """Probabilities of the three labels from the log-odds of both questions."""
    a, q = logistic(attributed), logistic(anonymous)
    return a * (1 - q), a * q, 1 - a
