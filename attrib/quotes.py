"""Pairs quotation marks over a whole draft, before anything is cut into sentences.

Curly, straight, doubled-apostrophe, single (UK) and guillemet marks; nested quotations;
quotations that run over paragraphs, whether each paragraph repeats the opening mark or
the mark is opened once and closed paragraphs later. A mark that finds no partner ends
with its paragraph, so one slip never swallows the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from attrib.document import Block, Document

_MARK = re.compile(r"''|``|[\"“”„‟«»‹›‘’']")
_FAMILY = {
    '"': '"', "“": '"', "”": '"', "„": '"', "‟": '"', "''": '"', "``": '"',
    "«": "«", "»": "«", "‹": "‹", "›": "‹",
    "‘": "'", "’": "'", "'": "'",
}  # fmt: skip
_ELISION = re.compile(r"(?:tis|twas|em|til|cause|bout|n|round|\d\ds?)\b", re.IGNORECASE)
_WORD_FOLLOWS = re.compile(r"\s[a-z]")
_SINGLE_CLOSE = re.compile(r"[.,!?…]['’](?!\w)")
_NEAR = 4000
"""Characters searched for a mark's partner, so that one endless line stays cheap."""
_LOOKAHEAD = 12
"""Paragraphs searched for the close of a quotation that was opened once."""


class Side(Enum):
    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as the half-open span of the source that includes its marks.

    In a quotation over several paragraphs each paragraph is one value; `continues` says
    that it goes on with the one before, `closed` that its closing mark is there.
    """

    start: int
    end: int
    depth: int
    continues: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    family: str
    straight: bool
    side: Side


@dataclass(frozen=True, slots=True)
class _Opened:
    """A mark that waits for its partner; `continues` where it was opened in an earlier paragraph."""

    start: int
    family: str
    straight: bool
    continues: bool


def _marks(prose: str, block: Block, reversed_guillemets: bool) -> Iterator[_Mark]:
    for match in _MARK.finditer(prose, block.start, block.end):
        mark, start, end = match.group(), match.start(), match.end()
        before = prose[start - 1] if start > block.start else " "
        after = prose[end] if end < block.end else " "
        family = _FAMILY[mark]
        if family == "'" and before.isalnum() and after.isalnum():
            continue
        if mark == '"' and before.isdigit() and after != "," and prose.count('"', max(block.start, start - _NEAR), start) % 2 == 0:
            continue  # 12" wide
        side = _side(mark, before, after, reversed_guillemets)
        if family == "'" and side is Side.OPEN and _ELISION.match(prose, end, block.end):
            continue
        if family == "'" and side is Side.CLOSE and _is_possessive(prose, end, block.end, before):
            continue
        yield _Mark(start, end, family, mark == '"', side)


def _is_possessive(prose: str, end: int, block_end: int, before: str) -> bool:
    """Whether a mark after a letter is the apostrophe of "the teachers’ pay", with a better close ahead."""
    if before not in "sxz" or not _WORD_FOLLOWS.match(prose, end, block_end):
        return False
    return _SINGLE_CLOSE.search(prose, end, min(block_end, end + _NEAR)) is not None


def _side(mark: str, before: str, after: str, reversed_guillemets: bool) -> Side:
    if mark in "«‹":
        return Side.CLOSE if reversed_guillemets else Side.OPEN
    if mark in "»›":
        return Side.OPEN if reversed_guillemets else Side.CLOSE
    if mark in ("„", "‟", "‘", "``"):
        return Side.OPEN
    room_before = before.isspace() or before in "([{—–-/\"“‘'«"
    room_after = after.isspace() or after in ")]}—–-/,.;:!?\"”’'»"
    if mark == "“":
        # German closes with the mark that English opens with.
        return Side.CLOSE if not room_before and room_after else Side.OPEN
    if mark in ("”", "’"):
        return Side.CLOSE
    if room_before and not after.isspace():
        return Side.EITHER if room_after and not before.isspace() else Side.OPEN
    if not before.isspace():
        return Side.CLOSE if room_after or before in ".,!?…" else Side.EITHER
    return Side.EITHER


def _may_open(marks: list[_Mark], at: int, block: Block, last_close: int) -> bool:
    """A single mark opens where a later one can close it, or where it opens the paragraph."""
    return marks[at].start == block.start or at < last_close


def pair_quotes(document: Document) -> tuple[Quotation, ...]:
    """All quotations of a draft in the order of their opening marks."""
    prose = document.prose
    blocks = [b for b in document.blocks if b.kind.is_story]
    first, last = prose.find("»"), prose.find("«")
    reversed_guillemets = -1 < first < last and (first == 0 or not prose[first - 1].isalnum())
    marks = [list(_marks(prose, b, reversed_guillemets)) for b in blocks]
    found: list[Quotation] = []
    carried: str | None = None
    for index, block in enumerate(blocks):
        pairs, open_family = _pair_block(block, marks[index], carried)
        found += pairs
        carried = None
        if open_family and _goes_on(blocks, marks, index, open_family):
            carried = open_family
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _pair_block(block: Block, marks: list[_Mark], carried: str | None) -> tuple[list[Quotation], str | None]:
    """Pairs one paragraph. `carried` is the family of a quotation still open from before."""
    found: list[Quotation] = []
    stack: list[_Opened] = []
    if carried:
        straight = bool(marks) and marks[0].start == block.start and marks[0].straight
        stack.append(_Opened(block.start, carried, straight, True))
    opened = carried is not None
    last_close = max((i for i, m in enumerate(marks) if m.family == "'" and m.side is not Side.OPEN), default=-1)
    for at, mark in enumerate(marks):
        if at == 0 and mark.family == carried and mark.start == block.start:
            continue  # the opening mark repeated at the head of the paragraph
        partner = _partner(stack, mark)
        if partner is not None and mark.side is not Side.OPEN:
            while len(stack) > partner:
                top = stack.pop()
                found.append(Quotation(top.start, mark.end, len(stack), top.continues, len(stack) == partner))
        elif mark.side is Side.CLOSE and mark.family == '"' and not opened and not stack:
            # The opening mark was lost: the paragraph up to here is the quotation.
            found.append(Quotation(block.start, mark.end, 0, False, True))
        elif mark.side is Side.CLOSE or (mark.family == "'" and not _may_open(marks, at, block, last_close)):
            continue
        elif mark.family != "'" and stack and stack[-1].family == mark.family and (mark.straight or not stack[-1].straight):
            # The same mark opened twice: the first one was never closed.
            top = stack.pop()
            found.append(Quotation(top.start, mark.start, len(stack), top.continues, False))
            stack.append(_Opened(mark.start, mark.family, mark.straight, False))
        else:
            opened = True
            stack.append(_Opened(mark.start, mark.family, mark.straight, False))
    still_open = stack[0].family if stack and (stack[0].family != "'" or stack[0].start == block.start) else None
    while stack:
        top = stack.pop()
        if top.family != "'" or top.start == block.start:
            found.append(Quotation(top.start, block.end, len(stack), top.continues, False))
    return found, still_open


def _partner(stack: list[_Opened], mark: _Mark) -> int | None:
    """Which opened mark a closing one belongs to: the last of its family, of its own shape where both stand open ("outer “inner” outer")."""
    same = [at for at, opened in enumerate(stack) if opened.family == mark.family]
    return next((at for at in reversed(same) if stack[at].straight == mark.straight), same[-1] if same else None)


def _goes_on(blocks: list[Block], marks: list[list[_Mark]], index: int, family: str) -> bool:
    """Whether a quotation left open in paragraph `index` goes on in the next one."""
    for ahead in range(index + 1, min(index + 1 + _LOOKAHEAD, len(blocks))):
        mine = [m for m in marks[ahead] if m.family == family]
        if not mine:
            continue
        if ahead == index + 1 and mine[0].start == blocks[ahead].start and mine[0].side is not Side.CLOSE:
            return True
        return mine[0].side is Side.CLOSE
    return False


def outermost(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """The quotations that stand in no other one."""
    return tuple(q for q in quotations if q.depth == 0)
