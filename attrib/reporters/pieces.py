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
    """The pieces of a sentence. White space is folded; markup leaves nothing behind, not even a blank before a full stop."""
    roles = [Role.PLAIN] * (sentence.end - sentence.start)
    for span, role in _evidence(sentence):
        first, last = max(span.start, sentence.start), min(span.end, sentence.end)
        roles[first - sentence.start : last - sentence.start] = [role] * max(0, last - first)
    folded: list[tuple[str, Role]] = []
    for (character, seen), role in zip(_read(analysis, sentence), roles, strict=True):
        if not character.isspace():
            folded.append((character, role))
        elif seen and folded and folded[-1][0] != " ":
            folded.append((" ", role))
    if folded and folded[-1][0] == " ":
        folded.pop()
    return tuple(Piece("".join(character for character, _ in run), role) for role, run in groupby(folded, key=lambda pair: pair[1]))


def shown(analysis: Analysis, sentence: Sentence) -> str:
    """A sentence as its pieces read."""
    return "".join(piece.text for piece in pieces(analysis, sentence))


def _read(analysis: Analysis, sentence: Sentence) -> list[tuple[str, bool]]:
    """The characters of a sentence, and whether a reader sees each: markup that takes no room on the page is not seen."""
    document = analysis.document
    unseen = {at for gap in document.unseen_in(sentence.start, sentence.end) for at in range(gap.start, gap.end)}
    return [(document.prose[at], at not in unseen) for at in range(sentence.start, sentence.end)]


def _evidence(sentence: Sentence) -> list[tuple[Span, Role]]:
    """What a later one covers of an earlier one is the later one's."""
    found = [(source.mention, Role.SOURCE) for source in sentence.sources if source.mention is not None]
    found += [(carrier, Role.CARRIER) for carrier in (sentence.chain.carriers if sentence.chain else ())]
    return [*found, (sentence.cue, Role.CUE)] if sentence.cue is not None else found
