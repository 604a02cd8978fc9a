"""The sequence model that marks cue and source words: a linear-chain CRF read off as probabilities.

Trained with CRFsuite; this is its forward–backward pass over all sentences of a draft at once
(Sutton and McCallum, "An Introduction to Conditional Random Fields", 2012, section 4.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from attrib.attributions import Tagging
from attrib.features import token_features
from attrib.tokens import Token
from attrib.weights import FeatureWeights, Floats

_CHUNK = 256
"""Sentences whose features are held in memory at a time."""
TAGS = ("O", "B", "I", "C")
"""Outside, first word of a source, further word of a source, cue."""


@dataclass(frozen=True, slots=True, eq=False)
class Tagger:
    """State weights of shape (features, tags) and transitions of shape (tags, tags), from row to column."""

    states: FeatureWeights
    transitions: Floats

    def tag(self, sentences: Sequence[tuple[Token, ...]]) -> tuple[Tagging, ...]:
        """The tagging of each sentence."""
        return tuple(tagging for low in range(0, len(sentences), _CHUNK) for tagging in self._tag_chunk(sentences[low : low + _CHUNK]))

    def _tag_chunk(self, sentences: Sequence[tuple[Token, ...]]) -> Iterator[Tagging]:
        rows = [row for tokens in sentences for row in token_features(tokens)]
        scores = self.states.scores(rows)
        lengths = [len(tokens) for tokens in sentences]
        marginals = marginal_probabilities(scores, lengths, self.transitions)
        at = 0
        for length in lengths:
            part = marginals[at : at + length]
            yield Tagging(tuple(part[:, 3].tolist()), tuple(part[:, 1].tolist()), tuple(part[:, 2].tolist()))
            at += length


def marginal_probabilities(scores: Floats, lengths: Sequence[int], transitions: Floats) -> Floats:
    """Tag probabilities of every token, shape (tokens, tags); `scores` holds the sentences one after another."""
    out = np.zeros_like(scores, dtype=np.float64)
    starts = np.concatenate([[0], np.cumsum(lengths)])[:-1].astype(np.intp)
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    for low in range(0, len(order), 64):
        batch = [i for i in order[low : low + 64] if lengths[i]]
        if batch:
            _marginals_of_batch(scores, starts[batch], np.array([lengths[i] for i in batch]), np.exp(transitions.astype(np.float64)), out)
    return out.astype(np.float32)


def _marginals_of_batch(scores: Floats, starts: np.ndarray, lengths: np.ndarray, moves: np.ndarray, out: np.ndarray) -> None:
    longest = int(lengths.max())
    steps = np.arange(longest)
    inside = steps[None, :] < lengths[:, None]
    index = np.where(inside, starts[:, None] + steps[None, :], 0)
    emit = scores[index].astype(np.float64)
    emit = np.exp(emit - emit.max(axis=2, keepdims=True))
    emit[~inside] = 1.0
    forward = np.empty_like(emit)
    forward[:, 0] = emit[:, 0] / emit[:, 0].sum(axis=1, keepdims=True)
    for t in range(1, longest):
        step = (forward[:, t - 1] @ moves) * emit[:, t]
        step = np.where(inside[:, t, None], step, forward[:, t - 1])
        forward[:, t] = step / step.sum(axis=1, keepdims=True)
    backward = np.ones_like(emit)
    for t in range(longest - 2, -1, -1):
        step = (backward[:, t + 1] * emit[:, t + 1]) @ moves.T
        step = np.where(inside[:, t + 1, None], step, 1.0)
        backward[:, t] = step / step.sum(axis=1, keepdims=True)
    both = forward * backward
    both /= both.sum(axis=2, keepdims=True)
    out[index[inside]] = both[inside]
