"""How the sourcing changed between two versions of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from attrib.alignment import align, words
from attrib.analysis import Analysis, Label, Sentence


class Kind(StrEnum):
    """What happened to a sentence's sourcing, the gravest first."""

    LOST_SOURCE = "lost-source"
    BECAME_ANONYMOUS = "became-anonymous"
    CHAIN_APPEARED = "chain-appeared"
    CHAIN_CHANGED = "chain-changed"
    CHAIN_GONE = "chain-gone"
    SOURCE_CHANGED = "source-changed"
    BECAME_NAMED = "became-named"
    GAINED_SOURCE = "gained-source"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence whose sourcing changed: as it was, as it is, and how. One side is None where it was added or removed."""

    kinds: tuple[Kind, ...]
    old: Sentence | None
    new: Sentence | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Two analyses, what changed from one to the other in the order of the new, and the sources that went and came."""

    old: Analysis
    new: Analysis
    changes: tuple[Change, ...]
    sources_gone: tuple[str, ...]
    sources_new: tuple[str, ...]

    def count(self, kind: Kind) -> int:
        """How many sentences changed in that way."""
        return sum(kind in change.kinds for change in self.changes)


def compare(old: Analysis, new: Analysis) -> Changes:
    """What changed in the sourcing from the old analysis to the new."""
    changes = []
    for before, after in align(old, new):
        was = old.sentences[before] if before is not None else None
        now = new.sentences[after] if after is not None else None
        kinds = tuple(sorted(_kinds(was, now), key=list(Kind).index))
        if kinds:
            changes.append(Change(kinds, was, now))
    was_quoted, now_quoted = _names(old.sentences), _names(new.sentences)
    return Changes(old, new, tuple(changes), _missing(was_quoted, now_quoted), _missing(now_quoted, was_quoted))


def _kinds(was: Sentence | None, now: Sentence | None) -> Iterator[Kind]:
    if was is None or now is None:
        yield Kind.REMOVED if now is None else Kind.ADDED
        return
    if was.label is not now.label:
        if now.label is Label.UNATTRIBUTED:
            yield Kind.LOST_SOURCE
        elif was.label is Label.UNATTRIBUTED:
            yield Kind.GAINED_SOURCE
        else:
            yield Kind.BECAME_NAMED if now.label is Label.NAMED else Kind.BECAME_ANONYMOUS
    elif not _same_names(_names([was]), _names([now])):
        yield Kind.SOURCE_CHANGED
    before, after = (sentence.chain.links if sentence.chain else () for sentence in (was, now))
    if after and not before:
        yield Kind.CHAIN_APPEARED
    elif before and not after:
        yield Kind.CHAIN_GONE
    elif not _same_names(before, after):
        yield Kind.CHAIN_CHANGED


def _names(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.name for sentence in sentences for source in sentence.sources))


def _missing(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if not any(_same_name(name, other) for other in others))


def _same_names(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return len(names) == len(others) and not _missing(names, others) and not _missing(others, names)


def _same_name(one: str, other: str) -> bool:
    """Whether one name is the other or a part of it: "Ruiz", "Ana Ruiz"."""
    some, others = set(words(one)), set(words(other))
    return one == other or (bool(some and others) and (some <= others or others <= some))
