"""The sequence model that marks cue and source words: a linear-chain CRF read off as probabilities.

Trained with CRFsuite; this is its forward–backward pass over one sentence
(Sutton and McCallum, "An Introduction to Conditional Random Fields", 2012, section 4.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp

from attrib.attributions import Tagging
from attrib.features import Part, names_of, token_parts
from attrib.tokens import Token
from attrib.weights import FeatureWeights, feature_key

TAGS = ("O", "B", "I", "C")
"""Outside, first word of a source, further word of a source, cue."""
ForTags = tuple[float, ...]
"""A number for each tag, in their order."""
_NOTHING = (0.0,) * len(TAGS)


class _Sums(dict[Part, ForTags]):
    """What each part of a token's features adds to the score of each tag, or () where it adds nothing.

    Most parts recur, so their sums are kept; names alone are not.
    """

    most = 30_000

    def __init__(self, states: FeatureWeights) -> None:
        self._states = states

    def __missing__(self, part: Part) -> ForTags:
        if isinstance(part, str):
            return self._states.by_key.get(feature_key(part), ())
        if len(self) >= self.most:
            self.clear()
        sums = self._states.sums(names_of(part))
        self[part] = sums if any(sums) else ()
        return self[part]


@dataclass(frozen=True, slots=True, eq=False)
class Tagger:
    """State weights with an output for each tag, and transitions from the tag of a row to that of a column."""

    states: FeatureWeights
    transitions: tuple[ForTags, ...]
    _sums: _Sums = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sums", _Sums(self.states))

    def tag(self, sentences: Iterable[tuple[Token, ...]]) -> tuple[Tagging, ...]:
        """The tagging of each sentence."""
        moves = [[exp(move) for move in row] for row in self.transitions]
        return tuple(self._tagging(tokens, moves) for tokens in sentences)

    def _tagging(self, tokens: tuple[Token, ...], moves: Sequence[Sequence[float]]) -> Tagging:
        sums = self._sums.__getitem__
        scores = [tuple(map(sum, zip(*filter(None, map(sums, parts)), strict=True))) or _NOTHING for parts in token_parts(tokens)]
        _, begin, inside, cue = zip(*marginal_probabilities(scores, moves), strict=True)
        return Tagging(cue, begin, inside)


def marginal_probabilities(scores: Sequence[ForTags], moves: Sequence[Sequence[float]]) -> list[ForTags]:
    """The probability of each tag for each token of a sentence; `moves` are the transitions' exponentials."""
    (oo, ob, oi, oc), (bo, bb, bi, bc), (io, ib, ii, ic), (co, cb, ci, cc) = moves
    emissions: list[ForTags] = []
    for row in scores:
        top = max(row)
        emissions.append((exp(row[0] - top), exp(row[1] - top), exp(row[2] - top), exp(row[3] - top)))
    forward: list[ForTags] = []
    o = b = i = c = 0.0
    for eo, eb, ei, ec in emissions:
        if forward:
            o, b, i, c = (
                eo * (o * oo + b * bo + i * io + c * co),
                eb * (o * ob + b * bb + i * ib + c * cb),
                ei * (o * oi + b * bi + i * ii + c * ci),
                ec * (o * oc + b * bc + i * ic + c * cc),
            )
        else:
            o, b, i, c = eo, eb, ei, ec
        total = o + b + i + c
        o, b, i, c = o / total, b / total, i / total, c / total
        forward.append((o, b, i, c))
    marginals: list[ForTags] = []
    o = b = i = c = 1.0
    for (eo, eb, ei, ec), (fo, fb, fi, fc) in zip(reversed(emissions), reversed(forward), strict=True):
        mo, mb, mi, mc = o * fo, b * fb, i * fi, c * fc
        total = mo + mb + mi + mc
        marginals.append((mo / total, mb / total, mi / total, mc / total))
        o, b, i, c = o * eo / total, b * eb / total, i * ei / total, c * ec / total
        o, b, i, c = (
            oo * o + ob * b + oi * i + oc * c,
            bo * o + bb * b + bi * i + bc * c,
            io * o + ib * b + ii * i + ic * c,
            co * o + cb * b + ci * i + cc * c,
        )
    marginals.reverse()
    return marginals
