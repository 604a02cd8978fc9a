"""A draft taken apart: sentences, tokens, quotations and names, everything the models look at."""

from __future__ import annotations

from dataclasses import dataclass

from attrib.document import BlockKind, Document
from attrib.entities import Entities
from attrib.quotes import Quotation, outermost, pair_quotes
from attrib.sentences import RawSentence, cut_sentences
from attrib.tokens import Token, quotations_in, tokenize
from attrib.turns import Turn, find_turns, signature

_QUOTED = 0.9


@dataclass(frozen=True, slots=True)
class QuoteState:
    """How a sentence stands to quotation marks.

    `share` is the part of its words inside quotations, `opened_before` and `closed_after` say that a
    quotation runs in from or out to a neighbouring sentence.
    """

    share: float
    opened_before: bool
    closed_after: bool
    quotations: tuple[Quotation, ...]
    """The outermost quotations it overlaps."""


@dataclass(frozen=True, slots=True)
class Story:
    """The parts of a draft, index for index: `sentences[i]` has `tokens[i]` and `quotes[i]`."""

    document: Document
    quotations: tuple[Quotation, ...]
    sentences: tuple[RawSentence, ...]
    tokens: tuple[tuple[Token, ...], ...]
    quotes: tuple[QuoteState, ...]
    shouting: tuple[bool, ...]
    lowered: frozenset[str]
    entities: Entities
    turns: dict[int, Turn]
    """Where a transcript's speakers begin, by sentence."""
    signatures: dict[int, Turn]
    """Who signs a quotation or post at its end, by sentence."""

    def __len__(self) -> int:
        return len(self.sentences)


def take_apart(document: Document) -> Story:
    """All parts of a draft."""
    quotations = pair_quotes(document)
    sentences = cut_sentences(document, quotations)
    return assemble(document, quotations, sentences)


def assemble(document: Document, quotations: tuple[Quotation, ...], sentences: tuple[RawSentence, ...]) -> Story:
    """The story over given sentences, as training on labelled spans needs it."""
    opens = [q.start for q in quotations]
    outer = outermost(quotations)
    outer_opens = [q.start for q in outer]
    tokens = []
    quotes = []
    for s in sentences:
        own = quotations_in(quotations, opens, s.start, s.end)
        words = tokenize(document.prose, s.start, s.end, own)
        tokens.append(words)
        quotes.append(_quote_state(s, words, quotations_in(outer, outer_opens, s.start, s.end)))
    shouting = tuple(_is_shouting(words, s.kind is BlockKind.HEADING) for words, s in zip(tokens, sentences, strict=True))
    lowered = frozenset(t.lower for words in tokens for t in words if t.shape == "x" and t.text.islower())
    entities = Entities(tuple(tokens), shouting, lowered)
    signatures = {n: signed for n, words in enumerate(tokens) if (signed := signature(words)) and _is_signed(n, signed, sentences, quotes)}
    return Story(document, quotations, sentences, tuple(tokens), tuple(quotes), shouting, lowered, entities, find_turns(sentences, tokens), signatures)


def _is_signed(number: int, signed: Turn, sentences: tuple[RawSentence, ...], quotes: list[QuoteState]) -> bool:
    """Whether a signature that is a sentence of its own follows what can be signed: a quotation, or a text in the same paragraph."""
    if signed.closing > 0:
        return True
    before = number - 1
    return before >= 0 and (quotes[before].share > _QUOTED or sentences[before].block == sentences[number].block)


def _quote_state(s: RawSentence, words: tuple[Token, ...], touching: tuple[Quotation, ...]) -> QuoteState:
    letters = [t for t in words if t.text[0].isalnum()]
    share = sum(1 for t in letters if t.quoted) / len(letters) if letters else 0.0
    before = any(q.start < s.start or (q.continues and q.start <= s.start) for q in touching)
    after = any(q.end > s.end for q in touching)
    return QuoteState(share, before, after, touching)


def _is_shouting(words: tuple[Token, ...], heading: bool) -> bool:
    """A headline in capitals or title case, where a capital says nothing."""
    letters = [t for t in words if t.text[0].isalpha() and (len(t.text) > 3 or not heading)]
    if len(letters) < 3:
        return False
    return sum(t.shape in ("Xx", "XX") for t in letters) / len(letters) > (0.75 if heading else 0.99)
