"""What several rules ask of an analysis: who stays unnamed, what stands outside quotations, what stands around a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from attrib.analysis import Analysis, Label, Sentence, Source, SourceKind
from attrib.document import BlockKind, Document, Span
from attrib.lexicon import noun_classes, table
from attrib.patterns import lazy
from attrib.quotes import outermost, pair_quotes

T = TypeVar("T")
_LONGEST = 100
"""Sentences on either side that a paragraph has at most: no prose has more, but a file may."""

COUNTED = lazy(r"(?:an?|one|another|two|three|four|five|six|\d)\b", re.IGNORECASE)
"""How a mention begins that says how many they are, and that they are few."""

_MARKS = frozenset("“”„«»‹›‘’\"'")
_PEOPLE = (SourceKind.PERSON, SourceKind.GROUP)
_UNCONFIRMED = lazy(
    r"\b(?:not|n[’']t|unable to|yet to|never)\s+(?:\w+\s+){0,4}?(?:confirm|verif|corroborat|authenticat)\w*|\bun(?:confirmed|verified)\b"
    r"|\bconfirm(?:ed|s|ing)\s+(?:an?|the|that|its|their)\s+(?:\w+\s+)?reports?\b"
    r"|\bno\s+(?:\w+\s+)?(?:confirmation|corroboration)\b|\bindependently\s+(?:confirmed|verified|corroborated)\b",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A person or group that a sentence rests on and the reader cannot tell."""

    sentence: Sentence
    source: Source
    mention: Span

    @property
    def head(self) -> str:
        """The noun that says what they are: "official" of "a senior U.S. official"."""
        return self.source.name.split()[-1].casefold()

    @property
    def key(self) -> str:
        """What two mentions of one source share."""
        return self.source.name.casefold()

    @property
    def noun(self) -> str:
        """That noun in the singular."""
        return "person" if self.head == "people" else self.head.removesuffix("s")

    @property
    def person(self) -> bool:
        """Whether that noun is one for people."""
        return any(c.startswith(("person", "office")) for c in noun_classes().get(self.head, ()))

    @property
    def plural(self) -> bool:
        return any(c.endswith("+") for c in noun_classes().get(self.head, ()))


def running_text(analysis: Analysis) -> tuple[Sentence, ...]:
    """The sentences without headlines, which have no room for sourcing."""
    return tuple(s for s in analysis.sentences if s.kind is not BlockKind.HEADING)


def unnamed_people(analysis: Analysis) -> Iterator[Unnamed]:
    """Unidentified persons and groups where the running text mentions them as sources, in order."""
    for sentence in running_text(analysis):
        for source in sentence.sources:
            if not source.identified and source.mention is not None and source.kind in _PEOPLE and source.name:
                yield Unnamed(sentence, source, source.mention)


def paragraph(analysis: Analysis, sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentences of a sentence's block, itself included."""
    at = _place(analysis, sentence)
    return tuple(s for s in analysis.sentences[max(0, at - _LONGEST) : at + _LONGEST + 1] if s.block == sentence.block)


def _place(analysis: Analysis, sentence: Sentence) -> int:
    return bisect_left(analysis.sentences, sentence.start, key=lambda s: s.start)


def around(analysis: Analysis, sentence: Sentence, before: int, after: int) -> tuple[Sentence, ...]:
    """Up to `before` sentences ahead of a sentence of the running text and `after` behind it, itself included."""
    at = _place(analysis, sentence)
    ahead = islice(_told(analysis, range(at - 1, -1, -1)), before)
    behind = islice(_told(analysis, range(at + 1, len(analysis.sentences))), after)
    return (*reversed(list(ahead)), sentence, *behind)


def _told(analysis: Analysis, places: Iterable[int]) -> Iterator[Sentence]:
    """Those of some sentences that are no headline."""
    return (analysis.sentences[at] for at in places if analysis.sentences[at].kind is not BlockKind.HEADING)


def within(sentence: Sentence) -> Span:
    return Span(sentence.start, sentence.end)


def says_unconfirmed(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the paragraph of a sentence or one of the next two sentences says what could not, or could, be confirmed."""
    near = (*paragraph(analysis, sentence), *around(analysis, sentence, 0, 2))
    return any(_UNCONFIRMED.search(analysis.text(s)) for s in near)


def opens_quoted(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence begins with a quotation mark."""
    return analysis.document.prose[sentence.start] in _MARKS


def unquoted(analysis: Analysis) -> str:
    """The prose with every quotation blanked, so that offsets stay."""
    return _unquoted(analysis.document)


@lru_cache(maxsize=1)  # most rules ask for it, one after another
def _unquoted(document: Document) -> str:
    prose = document.prose
    parts: list[str] = []
    at = 0
    for quotation in outermost(pair_quotes(document)):
        if quotation.start < at:
            continue
        parts += [prose[at : quotation.start], " " * (quotation.end - quotation.start)]
        at = quotation.end
    return "".join((*parts, prose[at:]))


def hits(text: str, pattern: re.Pattern[str], sentence: Sentence) -> Iterator[re.Match[str]]:
    """Where a pattern stands in a sentence of `text`."""
    return pattern.finditer(text, sentence.start, sentence.end)


def own_outlets(names: Iterable[str]) -> Callable[[str], bool]:
    """Tells whether a name is that of one of some outlets, under any of their usual names."""
    from attrib.carriers import is_publication
    from attrib.provenance import normal_outlets  # which `attrib rules` can do without

    own = normal_outlets(names)
    return lambda name: is_publication(name, own)


def is_attributed(sentence: Sentence) -> bool:
    return sentence.label is not Label.UNATTRIBUTED


def is_public(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the sentence's cue is one of saying something to everybody: announced, tweeted, wrote."""
    return sentence.cue is not None and analysis.text(sentence.cue).casefold() in table("sourcing")["public_acts"]


def alternatives(words: frozenset[str]) -> str:
    """A regular expression for any of some words."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) + ")"


def gathered(uses: Iterable[tuple[str, T]]) -> list[tuple[T, list[T]]]:
    """The first use under every key, each with the other uses of that key."""
    by_key: dict[str, list[T]] = {}
    for key, use in uses:
        by_key.setdefault(key, []).append(use)
    return [(first, others) for first, *others in by_key.values()]
