"""The people a draft names, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from attrib.analysis import Analysis, Sentence, SourceKind
from attrib.document import BlockKind, Span
from attrib.entities import Entity
from attrib.lexicon import noun_classes
from attrib.mentions import Name
from attrib.story import Story, take_apart
from attrib.tokens import Token

_apart = lru_cache(maxsize=1)(take_apart)
"""Several rules ask for the people of one draft, one after another."""
HONORIFICS = frozenset({"mr", "mrs", "ms", "miss"})


@dataclass(frozen=True, slots=True)
class Naming:
    """A person's name where the running text has it outside quotations.

    `honoured`: "Mr" or the like stands before it; `introduced`: the words around it say more than a surname.
    """

    number: int
    sentence: Sentence
    span: Span
    name: Name
    entity: Entity
    honoured: bool
    introduced: bool


class People:
    """Every person named in the running text of a draft, in order."""

    def __init__(self, analysis: Analysis) -> None:
        self._namings = tuple(_namings(_apart(analysis.document), analysis))
        self._called_he_or_she = {
            source.name
            for sentence in analysis.sentences
            for source in sentence.sources
            if source.mention is not None and analysis.text(source.mention).casefold() in ("he", "she")
        }

    def of(self, sentence: Sentence) -> tuple[Naming, ...]:
        """Those named in a sentence."""
        return tuple(n for n in self._namings if n.sentence is sentence)

    def first(self) -> Iterator[Naming]:
        """The first naming of everybody."""
        seen: set[int] = set()
        for naming in self._namings:
            if id(naming.entity) not in seen:
                seen.add(id(naming.entity))
                yield naming

    def is_named_soon(self, naming: Naming) -> bool:
        """Whether one of the next sentences gives the full name."""
        later = (n for n in self._namings if n.entity is naming.entity and n.span > naming.span)
        return any(len(n.name.words) > 1 and n.number - naming.number <= _SOON for n in later)

    def is_certain(self, naming: Naming) -> bool:
        """Whether more than a capital tells that this is a person: "he" or "she", "Mr", or a first name somewhere."""
        full = naming.entity.words
        named_in_full = len(full) > 1 and (naming.name.words == full or naming.name.words[0] == full[-1])
        return naming.entity.name in self._called_he_or_she or naming.honoured or named_in_full


_SOON = 4
"""Sentences within which a full name may follow a short one, as after a standfirst."""


def _namings(story: Story, analysis: Analysis) -> Iterator[Naming]:
    mentioned: set[str] = set()
    for number, sentence in enumerate(analysis.sentences):
        tokens = story.tokens[number]
        if sentence.kind is BlockKind.HEADING:
            continue
        for name in story.entities.names[number]:
            entity = story.entities.at(number, name)
            person = entity is not None and entity.kind is SourceKind.PERSON and not entity.located
            if entity is not None and person and _is_plain(name, tokens, story) and not tokens[name.first].quoted:
                beside = tokens[max(0, name.first - 1) : name.first] + tokens[name.last : name.last + 1]
                described = any(t.text in {",", "("} for t in beside) or any(c.startswith("n:") for t in beside[:1] for c in t.classes)
                honoured = not HONORIFICS.isdisjoint(t.lower for t in tokens[max(0, name.first - 2) : name.first])
                titled = name.title != "" and name.title not in HONORIFICS
                introduced = len(name.words) > 1 or titled or described or name.words[-1] in mentioned
                yield Naming(number, sentence, Span(tokens[name.first].start, tokens[name.last - 1].end), name, entity, honoured, introduced)
            mentioned.update(name.words)


def _is_plain(name: Name, tokens: tuple[Token, ...], story: Story) -> bool:
    """Whether a single name is no word that the language or the draft has for other things."""
    word = name.words[0].casefold()
    if len(name.words) > 1:
        return True
    stands_alone = name.last < len(tokens) and tokens[name.last].lower != "of"
    return stands_alone and len(word) > 2 and word not in noun_classes() and word not in story.lowered
