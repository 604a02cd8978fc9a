"""Labels the sentences of a story by two questions: is anything attributed, and is its origin identified?

Each question is a linear model over readable features, asked twice: the second pass also sees the first
pass's answers for the sentences around, so that quotations and their speakers agree along the story.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """The label of a sentence and the calibrated probability that it is right."""

    label: Label
    confidence: float


def label_sentences(story: Story, reading: Reading, model: LabelModel) -> tuple[Decision, ...]:
    """One decision for each sentence, in order."""
    if not len(story):
        return ()
    attribution = [attribution_features(story, reading, n) for n in range(len(story))]
    origin = [origin_features(story, reading, n) for n in range(len(story))]
    first = joint(model.attribution.scores(attribution)[:, 0], model.origin.scores(origin)[:, 0])
    around = [neighbour_features(story, reading, first, n) for n in range(len(story))]
    attributed = model.attribution_again.scores(merged(attribution, around))[:, 0]
    anonymous = model.origin_again.scores(merged(origin, around))[:, 0]
    probabilities = joint(model.attribution_scale * attributed + model.attribution_shift, model.origin_scale * anonymous + model.origin_shift)
    chosen = (probabilities * np.array([1.0, model.anonymous_weight, 1.0])).argmax(axis=1)
    return tuple(Decision(LABELS[c], float(probabilities[i, c])) for i, c in enumerate(chosen))


def joint(attributed: Floats, anonymous: Floats) -> Floats:
    """Probabilities of the three labels from the log-odds of both questions: shape (sentences, labels)."""
    a = 1 / (1 + np.exp(-attributed))
    q = 1 / (1 + np.exp(-anonymous))
    return np.stack([a * (1 - q), a * q, 1 - a], axis=1)


def merged(rows: Sequence[list[str]], more: Sequence[list[str]]) -> list[list[str]]:
    return [[*row, *extra] for row, extra in zip(rows, more, strict=True)]


def neighbour_features(story: Story, reading: Reading, probabilities: Floats, number: int) -> list[str]:
    """What the first pass said of a sentence, of those around it, and of those its speaker was taken from.

    `probabilities` has shape (sentences, labels).
    """
    quote = story.quotes[number]
    state = "in" if quote.share > 0.9 else "part" if quote.share > 0 else "out"
    own = _level(probabilities[number])
    rows = [f"own:{own}", f"own:{own}|{state}"]
    carried = reading.carried[number]
    if carried is not None:
        level = _level(probabilities[carried.sentence])
        rows += [f"speaker:{level}|{state}", f"speaker:{level}|{own}"]
    for claim in reading.claims[number]:
        if claim.resolution is not None and 0 <= claim.resolution.antecedent < number and not claim.candidate.quoted:
            level = _level(probabilities[claim.resolution.antecedent])
            rows += [f"antecedent:{claim.resolution.how}:{level}", f"antecedent:{level}|{own}"]
    for step in (-2, -1, 1, 2):
        at = number + step
        if not 0 <= at < len(story):
            rows.append(f"near:{step}:none")
            continue
        same = "same" if story.sentences[at].block == story.sentences[number].block else "other"
        joined = "joined" if set(quote.quotations) & set(story.quotes[at].quotations) else "apart"
        level = _level(probabilities[at])
        rows += [f"near:{step}:{level}", f"near:{step}:{level}|{same}|{state}", f"near:{step}:{level}|{joined}|{own}"]
    return list(dict.fromkeys(rows))


def _level(p: Floats) -> str:
    best = int(np.argmax(p))
    return f"{LABELS[best].value[0]}{'h' if p[best] > 0.85 else 'm' if p[best] > 0.6 else 'l'}"
