"""Cuts a draft into sentences. Quotation marks are paired before, and a cut never splits a speech tag off."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from attrib.document import Block, BlockKind, Document
from attrib.lexicon import table
from attrib.quotes import Quotation

_STOP = re.compile(r"(?:\.{2,}|[.?!…]+)(?P<close>(?:''|[\"”’'»)\]]|[ \u00a0\u202f]»)*)(?=\s|$|[“\"‘]\S)")
_LAST_WORD = re.compile(r"[^\s(\[“\"«—–/-]*$")
_NEXT = re.compile(r"\s*(?P<open>(?:''|[“\"‘'«(\[—–-])*)\s*(?P<word>[\w$€£@#<&][\w’'.-]*|\S)?")
_ELISION = re.compile(r"[\[(](?:\.\s?){2,3}\.?[\])]|[\[(]…[\])]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_STARTERS = frozenset(
    "the a an this that these those he she it we they i you his her its our their my your there here in on at by for from with "
    "but and or so yet if when while after before as since although though because however meanwhile also what who where why how "
    "mr mrs ms dr no not one two all some many most more another other last earlier later now then today yesterday".split()
)
_DATE_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "eastern pacific central mountain".split()
)
_TAG = re.compile(
    r"\s*(?:—\s*)?(?:(?:the|a|an|one|his|her|their|mr\.?|mrs\.?|ms\.?|dr\.?)\s+)?(?:[\w’'.-]+,?\s+){0,5}?"
    r"(?P<verb>said|says|asked|asks|told|added|adds|replied|wrote|writes|tweeted|shouted|cried|demanded|wondered|exclaimed|"
    r"recalled|insisted|declared|yelled|chanted|responded|quipped|joked|screamed|continued|explained|concluded)\b"
    r"(?!\s*[,:]?\s*[\"“‘']|\s+that\b)",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"\s*(?:said|says|asked|asks|added|adds|replied|wrote|cried|shouted)\b")


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
        for cut in [*_cuts(document.prose, block, inside), block.end]:
            begin, end = _trim(document.prose, start, cut)
            if begin < end and any(c.isalnum() for c in document.prose[begin:end]):
                sentences.append(RawSentence(begin, end, number, block.kind, place))
                place += 1
            start = cut
    return tuple(sentences)


def _trim(prose: str, start: int, end: int) -> tuple[int, int]:
    while start < end and prose[start].isspace():
        start += 1
    while start < end and prose[end - 1].isspace():
        end -= 1
    return start, end


def _cuts(prose: str, block: Block, quotations: tuple[Quotation, ...]) -> list[int]:
    cuts: list[int] = []
    previous = block.start
    for stop in _STOP.finditer(prose, block.start, block.end):
        end = _closing_end(stop, quotations)
        if end >= block.end:
            break
        if _is_boundary(prose, block, stop, end, quotations, previous):
            cuts.append(end)
            previous = end
    return cuts


def _closing_end(stop: re.Match[str], quotations: tuple[Quotation, ...]) -> int:
    """Where the sentence would end: an opening mark glued to the stop belongs to what follows."""
    end = stop.end()
    while end > stop.start("close") and any(q.start in (end - 1, end - 2) for q in quotations if q.end > end):
        end -= 1
    return end


def _is_boundary(
    prose: str, block: Block, stop: re.Match[str], end: int, quotations: tuple[Quotation, ...], previous: int
) -> bool:
    if _ELISION.match(prose, stop.start() - 1, block.end):
        return False
    mark = stop.group()[: stop.start("close") - stop.start()]
    following = _NEXT.match(prose, end, block.end)
    word = (following.group("word") or "") if following else ""
    if not word:
        return False
    opening = following.group("open") if following else ""
    opened = bool(opening.strip("—–-"))
    if opening[:1] in ("—", "–", "-") and mark == ".":
        return False
    closed_quote = end > stop.start("close") and prose[end - 1] in "\"”’'»"
    if word[0].islower() and not (opened and mark[-1] in "?!."):
        return False
    if closed_quote and not opened:
        # “Is it over?” he asked. / “Is it over?” Smith asked.
        if mark[-1] in "?!…" or mark.startswith(".."):
            tag = _TAG.match(prose, end, block.end)
            if tag and not re.search(r"[.?!:;“\"]\s", prose[end : tag.end("verb")].replace("Mr. ", "Mr ")):
                return False
        elif _INVERTED.match(prose, end, block.end):
            return False
    if prose[end - 1] in ")]" and prose[previous:end].strip()[:1] not in "([" and mark[-1] == "." and len(mark) == 1:
        return _open_bracket_starts_sentence(prose, previous, end)
    if mark != ".":
        return not (mark.startswith("..") or mark == "…") or word[0].isupper() or opened
    return _full_stop_ends(prose, stop.start(), block.start, word, opened or closed_quote, end > stop.start() + 1)


def _open_bracket_starts_sentence(prose: str, start: int, end: int) -> bool:
    """Whether the bracket closed at `end` holds a sentence of its own rather than "(R-Ariz.)"."""
    opening = max(prose.rfind("(", start, end), prose.rfind("[", start, end))
    return opening < 0 or end - opening > 25


def _full_stop_ends(prose: str, at: int, floor: int, word: str, quoted: bool, closed: bool) -> bool:
    last = _LAST_WORD.search(prose[max(floor, at - 40) : at])
    token = last.group() if last else ""
    lowered = token.casefold().lstrip("‘'’$")
    abbreviations = table("abbreviations")
    following = word.casefold().rstrip(".,'’")
    if prose[at + 1 : at + 2].isalnum():
        return False
    if closed and lowered not in abbreviations["titles"]:
        return True
    if lowered in abbreviations["titles"]:
        return False
    if lowered in abbreviations["numbered"] and word[0].isdigit():
        return False
    if _INITIALS.fullmatch(token + ".") and len(token.replace(".", "")) <= 1:
        return token == "I" or token.isdigit() or quoted
    if lowered in {"a.m", "p.m"}:
        return word[0].isupper() and not word.isupper() and following not in _DATE_WORDS
    if lowered in abbreviations["others"] or lowered in table("punkt")["learned"] or _INITIALS.fullmatch(token + "."):
        return (word[0].isupper() and following in _STARTERS) or quoted
    return word[0].isupper() or word[0].isdigit() or quoted or not word[0].isalpha()
