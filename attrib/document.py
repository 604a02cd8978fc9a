"""A draft as its reader delivers it. Offsets are Unicode code points into the decoded source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


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
    notes: tuple[Note, ...] = field(default=(), kw_only=True)
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.prose) != len(self.text):
            raise ValueError("prose and text differ in length")
        starts = [0]
        at = self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        object.__setattr__(self, "_line_starts", tuple(starts))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, columns in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
