"""Which sentence of a new version is which of the old one.

Equal sentences are found wherever they moved to. What is left is paired with what it resembles most, in the same rewritten
passage first, then anywhere. What is left then may have been cut out of a longer sentence, or taken into one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from attrib.analysis import Analysis

Words = tuple[str, ...]
Pair = tuple[int | None, int | None]
"""Numbers of the old and the new sentence; None where there is none."""

_WORD = re.compile(r"\w+(?:'\w+)*")
_SAME_PLACE, _ANYWHERE = 0.5, 0.75
"""How alike two sentences must be to count as versions of each other, in one rewritten passage and anywhere."""
_PART = 0.8
"""Share of a sentence's words that must stand in another for it to have been cut out of that one."""
_FEWEST = 3
"""Words that the shorter of two sentences must have for it to be known as a part of the longer."""


def words(text: str) -> Words:
    """The words of a text for comparison: no case, no punctuation, one form of apostrophe."""
    return tuple(_WORD.findall(text.casefold().replace("’", "'")))


def align(old: Analysis, new: Analysis) -> list[Pair]:
    """Every sentence of both versions, in the order of the new; what was removed stands after what stood before it."""
    was = [words(old.text(sentence)) for sentence in old.sentences]
    now = [words(new.text(sentence)) for sentence in new.sentences]
    found: dict[int, int] = {}  # number in the new version: number in the old
    regions = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    for tag, a, b, c, d in regions:
        if tag == "equal":
            found.update(zip(range(c, d), range(a, b), strict=True))
    _add_moved(found, was, now)
    for _, a, b, c, d in regions:
        _add_alike(found, was, now, range(a, b), range(c, d), _SAME_PLACE)
    _add_alike(found, was, now, range(len(was)), range(len(now)), _ANYWHERE)
    pairs: list[Pair] = [(found[after] if after in found else _whole(now[after], was), after) for after in range(len(now))]
    gone: list[Pair] = [(before, _whole(was[before], now)) for before in sorted(set(range(len(was))) - set(found.values()))]
    return sorted(pairs + gone, key=lambda pair: _place(pair, found))


def _add_moved(found: dict[int, int], was: Sequence[Words], now: Sequence[Words]) -> None:
    left = {number: sentence for number, sentence in enumerate(was) if number not in set(found.values())}
    for after, sentence in enumerate(now):
        before = next((number for number, other in left.items() if other == sentence), None) if after not in found else None
        if before is not None:
            found[after] = before
            del left[before]


def _add_alike(found: dict[int, int], was: Sequence[Words], now: Sequence[Words], olds: Iterable[int], news: Iterable[int], least: float) -> None:
    taken = set(found.values())
    left = [(before, _bag(was[before])) for before in olds if before not in taken]
    scored = []
    for after in (after for after in news if after not in found):
        bag = _bag(now[after])
        near = (before for before, other in left if _alike(len(bag & other), len(bag), len(other)) >= least)
        scored += [(likeness(was[before], now[after]), before, after) for before in near]
    for score, before, after in sorted(scored, key=lambda s: (-s[0], abs(s[1] - s[2]))):
        if score >= least and after not in found and before not in taken:
            found[after] = before
            taken.add(before)


def _whole(part: Words, sentences: Sequence[Words]) -> int | None:
    """The longer sentence that a sentence was cut out of or taken into."""
    longer = [number for number, sentence in enumerate(sentences) if len(sentence) > len(part) and contained(part, sentence) >= _PART]
    return max(longer, key=lambda number: contained(part, sentences[number]), default=None)


def likeness(one: Words, other: Words) -> float:
    """How alike two sentences are, 0 to 1. One that lost or gained its attribution is still nearly the same."""
    return _alike(_common(one, other), len(one), len(other))


def _alike(both: int, one: int, other: int) -> float:
    """Likeness of two sentences of so many words, of which they have so many in common."""
    shorter = min(one, other)
    return max(2 * both / max(one + other, 1), 0.95 * both / shorter if shorter >= _FEWEST else 0.0)


def _bag(sentence: Words) -> frozenset[tuple[str, int]]:
    """The words of a sentence, told apart where one comes again: two bags have in common at least what stands in order."""
    again: Counter[str] = Counter()
    bag = []
    for word in sentence:
        bag.append((word, again[word]))
        again[word] += 1
    return frozenset(bag)


def contained(part: Words, whole: Words) -> float:
    """The share of a sentence's words that stand in another in the same order; 0 for sentences too short to tell."""
    return _common(part, whole) / len(part) if len(part) >= _FEWEST else 0.0


def _common(one: Words, other: Words) -> int:
    """Words in common, in order; a lone one between others counts for nothing."""
    if len(set(one) & set(other)) < min(2, len(one), len(other)):
        return 0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= min(2, len(one), len(other)))


def _place(pair: Pair, found: dict[int, int]) -> tuple[int, int, int]:
    before, after = pair
    if after is not None and found.get(after, before) == before:
        return after, 0, 0
    last = max((new for new, old in found.items() if before is not None and old < before), default=-1)
    return last, 1, before or 0
