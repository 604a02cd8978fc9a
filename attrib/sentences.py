"""Cuts a draft into sentences. Quotation marks are paired before, and a cut never splits a speech tag off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from attrib.document import Block, BlockKind, Document
from attrib.lexicon import table
from attrib.patterns import lazy
from attrib.quotes import Quotation

_STOP = lazy(r"(?:\.{2,}|[.?!…]+)(?P<close>(?:''|[\"”’'»)\]]|[ \u00a0\u202f]»)*)(?=\s|$|[“\"‘]\S)")
_LAST_WORD = lazy(r"[^\s(\[“\"«—–/-]*$")
_NEXT = lazy(r"\s*(?P<open>(?:''|[“\"‘'«(\[—–-])*)\s*(?P<word>[\w$€£@#<&][\w’'.-]*|\S)?")
_ELISION = lazy(r"[\[(](?:\.\s?){2,3}\.?[\])]|[\[(]…[\])]")
_INITIALS = lazy(r"(?:[^\W\d_]\.)+")
_WORDS = table("context")
_DATE_WORDS = _WORDS["weekdays"] | _WORDS["months"] | _WORDS["time_zones"]
_TAG = lazy(
    r"\s*(?:—\s*)?(?:(?:the|a|an|one|his|her|their|mr\.?|mrs\.?|ms\.?|dr\.?)\s+)?(?:[\w’'.-]+,?\s+){0,5}?"
    rf"(?P<verb>{'|'.join(sorted(_WORDS['tag_verb_forms']))})\b"
    r"(?!\s*[,:]?\s*[\"“‘']|\s+that\b)",
    re.IGNORECASE,
)
_INVERTED = lazy(rf"\s*(?:{'|'.join(sorted(_WORDS['inverted_verb_forms']))})\b")
_BROKEN_TAG = lazy(r"[.?!:;“\"]\s")


_LONGEST = 5000
"""Characters after which a sentence is cut at a space: no prose is that long, but a file may be."""


@dataclass(frozen=True, slots=True)
class RawSentence:
    """A sentence as the half-open span `start:end` of the source, the block it stands in, its place in that block."""

    start: int
    end: int
    block: int
    kind: BlockKind
    place: int


def cut_sentences(document: Document, quotations: tuple[Quotation, ...]) -> tuple[RawSentence, ...]:
    """All sentences of the story's blocks, in order. No two overlap; none is empty."""
    sentences: list[RawSentence] = []
    opens = [q.start for q in quotations]
    for number, block in enumerate(document.blocks):
        if not block.kind.is_story:
            continue
        first = bisect_right(opens, block.start - 1)
        last = bisect_right(opens, block.end)
        inside = quotations[first:last]
        start = block.start
        place = 0
        for cut in _shortened(document.prose, block.start, [*_cuts(document.prose, block, inside), block.end]):
            begin, end = _trim(document.prose, start, cut)
            if begin < end and any(c.isalnum() for c in document.prose[begin:end]):
                sentences.append(RawSentence(begin, end, number, block.kind, place))
                place += 1
            start = cut
    return tuple(sentences)


def _shortened(prose: str, start: int, cuts: list[int]) -> Iterator[int]:
    """The cuts, with further ones at spaces where a sentence would run on without end."""
    for cut in cuts:
        while cut - start > _LONGEST:
            space = prose.rfind(" ", start + 1, start + _LONGEST)
            start = space if space > start else start + _LONGEST
            yield start
        yield cut
        start = cut


def _trim(prose: str, start: int, end: int) -> tuple[int, int]:
    while start < end and prose[start].isspace():
        start += 1
    while start < end and prose[end - 1].isspace():
        end -= 1
    return start, end


def _cuts(prose: str, block: Block, quotations: tuple[Quotation, ...]) -> list[int]:
    cuts: list[int] = []
    previous = block.start
    opened: dict[int, int] = {}
    for quotation in quotations:
        opened[quotation.start] = max(quotation.end, opened.get(quotation.start, 0))
    for stop in _STOP.finditer(prose, block.start, block.end):
        end = _closing_end(stop, opened)
        if end >= block.end:
            break
        if _is_boundary(prose, block, stop, end, previous):
            cuts.append(end)
            previous = end
    return cuts


def _closing_end(stop: re.Match[str], opened: Mapping[int, int]) -> int:
    """Where the sentence would end: an opening mark glued to the stop belongs to what follows. `opened` are quotations' ends by their starts."""
    end = stop.end()
    while end > stop.start("close") and any(opened.get(start, 0) > end for start in (end - 1, end - 2)):
        end -= 1
    return end


def _is_boundary(prose: str, block: Block, stop: re.Match[str], end: int, previous: int) -> bool:
    """Whether the sentence begun at `previous` ends at `end`, after the stop and what closes with it."""
    if _ELISION.match(prose, stop.start() - 1, block.end):
        return False
    mark = prose[stop.start() : stop.start("close")]
    following = _NEXT.match(prose, end, block.end)
    word = (following.group("word") or "") if following else ""
    if following is None or not word:
        return False
    opening = following.group("open")
    opened = bool(opening.strip("—–-"))
    if opening[:1] in ("—", "–", "-") and mark == ".":
        return False
    if word[0].islower() and not (opened and mark[-1] in "?!."):
        return False
    closes_quotation = end > stop.start("close") and prose[end - 1] in "\"”’'»"
    if closes_quotation and not opened and _tag_follows(prose, block, mark, end):
        return False
    closes_bracket = prose[end - 1] in ")]" and prose[previous:end].strip()[:1] not in "(["
    if closes_bracket and mark == ".":
        return _open_bracket_starts_sentence(prose, previous, end)
    if mark == ".":
        return _full_stop_ends(prose, stop.start(), block.start, word, opened or closes_quotation, end > stop.start() + 1)
    trails_off = mark.startswith("..") or mark == "…"
    return not trails_off or word[0].isupper() or opened


def _tag_follows(prose: str, block: Block, mark: str, end: int) -> bool:
    """Whether a quotation closed at `end` goes on with who said it: “Is it over?” Smith asked."""
    if mark[-1] not in "?!…" and not mark.startswith(".."):
        return _INVERTED.match(prose, end, block.end) is not None
    tag = _TAG.match(prose, end, block.end)
    return tag is not None and not _BROKEN_TAG.search(prose[end : tag.end("verb")].replace("Mr. ", "Mr "))


def _open_bracket_starts_sentence(prose: str, start: int, end: int) -> bool:
    """Whether the bracket closed at `end` holds a sentence of its own rather than "(R-Ariz.)"."""
    opening = max(prose.rfind("(", start, end), prose.rfind("[", start, end))
    return opening < 0 or end - opening > 25


def _full_stop_ends(prose: str, at: int, floor: int, word: str, quoted: bool, closed: bool) -> bool:
    """Whether the single full stop at `at` ends a sentence; `word` follows it, `closed` that a mark stands between."""
    if prose[at + 1 : at + 2].isalnum():
        return False
    last = _LAST_WORD.search(prose[max(floor, at - 40) : at])
    token = last.group() if last else ""
    lowered = token.casefold().lstrip("‘'’$")
    following = word.casefold().rstrip(".,'’")
    abbreviations = table("abbreviations")
    if lowered in abbreviations["titles"]:
        return False
    if closed:
        return True
    if lowered in abbreviations["numbered"] and word[0].isdigit():
        return False
    initials = _INITIALS.fullmatch(token + ".") is not None
    if initials and len(token.replace(".", "")) <= 1:
        return token == "I" or token.isdigit() or quoted
    if lowered in {"a.m", "p.m"}:
        return word[0].isupper() and not word.isupper() and following not in _DATE_WORDS
    if initials or lowered in abbreviations["others"] or lowered in table("punkt")["learned"]:
        return (word[0].isupper() and following in _WORDS["sentence_starters"]) or quoted
    return word[0].isupper() or word[0].isdigit() or quoted or not word[0].isalpha()
