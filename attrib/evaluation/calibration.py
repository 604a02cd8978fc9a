"""Whether a confidence of 0.8 is right eight times in ten (Guo et al., "On calibration of modern neural networks", 2017, section 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attrib.evaluation.scoring import Judgement

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Sentences whose confidence lies from `low` up to `high`: how sure they were on average, and how often right. None without any."""

    low: float
    high: float
    sentences: int
    confidence: float | None
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """Reliability in equal bins, and the expected calibration error: the mean gap between the two, weighted by sentences."""

    error: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a confidence threshold sets apart: sentences below it, and the accuracy on either side, None where there are none."""

    below: float
    sentences: int
    accuracy_below: float | None
    accuracy_above: float | None


def calibration(judgements: Sequence[Judgement]) -> Calibration:
    """The calibration over every sentence that was found."""
    pairs = [(j.found.confidence, j.label_is_right) for j in judgements if j.found]
    bins = tuple(_bin(number, [(c, right) for c, right in pairs if min(int(c * BINS), BINS - 1) == number]) for number in range(BINS))
    gaps = (b.sentences * abs(b.confidence - b.accuracy) for b in bins if b.confidence is not None and b.accuracy is not None)
    return Calibration(sum(gaps) / len(pairs) if pairs else 0.0, bins)


def _bin(number: int, pairs: Sequence[tuple[float, bool]]) -> Bin:
    confidence = sum(c for c, _ in pairs) / len(pairs) if pairs else None
    return Bin(number / BINS, (number + 1) / BINS, len(pairs), confidence, _share([right for _, right in pairs]))


def doubt(judgements: Sequence[Judgement], below: float) -> Doubt:
    """How much a threshold would show as unsure, and how right either side is."""
    unsure = [j.label_is_right for j in judgements if j.found and j.found.confidence < below]
    sure = [j.label_is_right for j in judgements if j.found and j.found.confidence >= below]
    return Doubt(below, len(unsure), _share(unsure), _share(sure))


def _share(answers: Sequence[bool]) -> float | None:
    return sum(answers) / len(answers) if answers else None
