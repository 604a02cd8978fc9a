"""A sentence cut where its evidence begins and ends: cue, source and carrier words apart from the rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from attrib.analysis import Analysis, Sentence
from attrib.document import Span


class Role(StrEnum):
    """What words of a sentence are to its sourcing."""

    PLAIN = "plain"
    SOURCE = "source"
    CARRIER = "carrier"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one role as an editor reads them."""

    text: str
    role: Role


def pieces(analysis: Analysis, sentence: Sentence) -> tuple[Piece, ...]:
    """The pieces of a sentence; their texts together are `analysis.text(sentence)`."""
    roles = [Role.PLAIN] * (sentence.end - sentence.start)
    for span, role in _evidence(sentence):
        first, last = max(span.start, sentence.start), min(span.end, sentence.end)
        roles[first - sentence.start : last - sentence.start] = [role] * max(0, last - first)
    folded: list[tuple[str, Role]] = []
    for character, role in zip(analysis.document.prose[sentence.start : sentence.end], roles, strict=True):
        if not character.isspace():
            folded.append((character, role))
        elif folded and folded[-1][0] != " ":
            folded.append((" ", role))
    if folded and folded[-1][0] == " ":
        folded.pop()
    return tuple(Piece("".join(character for character, _ in run), role) for role, run in groupby(folded, key=lambda pair: pair[1]))


def _evidence(sentence: Sentence) -> list[tuple[Span, Role]]:
    """What a later one covers of an earlier one is the later one's."""
    found = [(source.mention, Role.SOURCE) for source in sentence.sources if source.mention]
    found += [(carrier, Role.CARRIER) for carrier in (sentence.chain.carriers if sentence.chain else ())]
    return [*found, (sentence.cue, Role.CUE)] if sentence.cue else found
