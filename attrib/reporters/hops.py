"""The way of a second-hand claim, hop by hop: from its origin over its carriers to this draft."""

from __future__ import annotations

from dataclasses import dataclass

from attrib.analysis import Analysis, Chain, Sentence
from attrib.document import Span


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a chain: its full name, where the sentence names it, and whether the claim begins there."""

    name: str
    span: Span
    is_origin: bool


def hops_of(analysis: Analysis, sentence: Sentence, chain: Chain) -> tuple[Hop, ...]:
    """The links of a sentence's chain with their places, origin first.

    A chain keeps its carriers' places apart from its links. A link takes the place whose words it shares; those that share none
    take what is left, in the order of the text, and where nothing is left the whole sentence.
    """
    whole = Span(sentence.start, sentence.end)
    places = _origin(sentence, chain)
    left = [span for span in chain.carriers if span not in places.values()]
    for link in chain.links:
        if link not in places and (shared := next((s for s in left if _share_words(analysis.text(s), link)), None)):
            places[link] = shared
            left.remove(shared)
    for link in reversed(chain.links):  # an origin without a place of its own must not take a carrier's
        if link not in places:
            places[link] = left.pop() if left else whole
    return tuple(Hop(link, places[link], number == 0) for number, link in enumerate(chain.links))


def _origin(sentence: Sentence, chain: Chain) -> dict[str, Span]:
    """Where the sentence names the chain's first link, unless a carrier is named there."""
    named = (s.mention for s in sentence.sources if s.name == chain.links[0] and s.mention is not None)
    mention = next(named, None)
    if mention is None or any(c.start < mention.end and mention.start < c.end for c in chain.carriers):
        return {}
    return {chain.links[0]: mention}


def _share_words(words: str, name: str) -> bool:
    """Whether one holds the other; that is how a short form stands to a full one."""
    short, long = sorted((words.casefold(), name.casefold()), key=len)
    return bool(short) and short in long
