"""When a label is too doubtful to stand as if it were known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line reads the threshold before anything is analysed
    from attrib.analysis import Sentence

UNSURE_BELOW = 0.6
"""Confidence below which a sentence is shown as unsure unless the user says otherwise; docs/evaluate.md says why."""


def is_unsure(sentence: Sentence, below: float) -> bool:
    """Whether the confidence of a sentence's label is under `below`, a probability."""
    return sentence.confidence < below
