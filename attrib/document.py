"""A draft as its reader delivers it. Offsets are Unicode code points into the decoded source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import Enum, StrEnum


class BlockKind(StrEnum):
    """What a stretch of the source is to the story."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    BLOCKQUOTE = "blockquote"
    CAPTION = "caption"
    BYLINE = "byline"
    DATELINE = "dateline"
    CREDIT = "credit"
    FURNITURE = "furniture"
    """Section markers, "Read more", newsletter and share lines, advertisements."""

    @property
    def is_story(self) -> bool:
        """Whether sentences of such a block are labelled."""
        return self not in _APPARATUS


_APPARATUS = frozenset({BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.CREDIT, BlockKind.FURNITURE})


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, caption … as the half-open span `start:end` of the source."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """What a draft says to attrib, in a comment or in an editor's brackets: the words behind "attrib:", and `start:end` of the whole note."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open span `start:end` in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class Numbering(Enum):
    """What the first number of a position counts, by what ends one."""

    LINE = re.compile(r"\n")
    PARAGRAPH = re.compile(r"\n\n")

    @property
    def unit(self) -> str:
        """What it counts, in a word."""
        return self.name.casefold()


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded draft.

    `prose` has the length of `text`: the same characters with every character of markup
    replaced by a space, so one offset means the same place in both.
    """

    path: str
    text: str
    prose: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    unseen: tuple[Span, ...] = field(default=(), kw_only=True)
    """Markup that takes no room on the page, in order: the letters on both sides of it adjoin."""
    warnings: tuple[str, ...] = field(default=(), kw_only=True)
    """What the reader had to guess."""
    numbering: Numbering = field(default=Numbering.LINE, kw_only=True)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where what `numbering` counts begins."""
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.prose) != len(self.text):
            raise ValueError("prose and text differ in length")
        lines = self._starts_of(Numbering.LINE)
        object.__setattr__(self, "_line_starts", lines)
        object.__setattr__(self, "_starts", lines if self.numbering is Numbering.LINE else self._starts_of(self.numbering))

    def _starts_of(self, numbering: Numbering) -> tuple[int, ...]:
        return (0, *(end.end() for end in numbering.value.finditer(self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """Line (or paragraph, by the numbering) and column of an offset, both counted from 1, columns in code points."""
        line = self._line_starts[bisect_right(self._line_starts, offset) - 1]
        return bisect_right(self._starts, offset), offset - line + 1

    def unseen_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The markup without room that touches `start:end`."""
        first, last = bisect_right(self.unseen, start, key=lambda gap: gap.end), bisect_left(self.unseen, end, key=lambda gap: gap.start)
        return self.unseen[first:last]

    def words(self, start: int, end: int) -> str:
        """What the page shows of `start:end`, white space folded."""
        parts = []
        for gap in self.unseen_in(start, end):
            parts.append(self.prose[start : gap.start])
            start = gap.end
        return " ".join("".join((*parts, self.prose[start:end])).split())
