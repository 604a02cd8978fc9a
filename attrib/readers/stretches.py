"""What Markdown and HTML have in common: words at their places in a source, with markup between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attrib.document import Block, BlockKind, Document, Note, Span
from attrib.readers.blocks import blocks_of
from attrib.readers.decode import invisible

_INK = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words at their place in the source, a space for every character of markup in them."""

    start: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph, a heading or a cell in the kind of its innermost container, with the markup that takes no room in it."""

    container: BlockKind | None
    pieces: tuple[Piece, ...]
    unseen: tuple[Span, ...]


def document_of(path: str, text: str, parts: Iterable[Stretch | Note]) -> Document:
    """The draft whose prose is the words of the stretches, in the order of the source; and the notes between and in them."""
    stretches: list[Stretch] = []
    notes: list[Note] = []
    for part in parts:
        if isinstance(part, Note):
            notes.append(part)
        else:
            stretches.append(part)
    prose = _prose(text, stretches)
    blocks: list[Block] = []
    for stretch in stretches:
        start, end = stretch.pieces[0].start, stretch.pieces[-1].end
        words = prose[start:end].strip()
        if words:
            start += prose[start:end].index(words)
            blocks += _blocks(prose, start, start + len(words), stretch.container, first=not blocks)
    unseen = merged([*(gap for stretch in stretches for gap in stretch.unseen), *(Span(note.start, note.end) for note in notes), *invisible(text)])
    return Document(path, text, prose, tuple(blocks), tuple(sorted(notes, key=lambda note: note.start)), unseen=unseen)


def blank(text: str) -> str:
    """The text with nothing left of it but its line ends."""
    return _INK.sub(lambda match: " " * len(match.group()), text)


def merged(gaps: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap as one."""
    found: list[Span] = []
    for gap in sorted(gaps):
        if found and gap.start < found[-1].end:
            last = found.pop()
            gap = Span(last.start, max(last.end, gap.end))
        found.append(gap)
    return tuple(found)


def _blocks(prose: str, start: int, end: int, container: BlockKind | None, first: bool) -> Iterator[Block]:
    if container is not None and not container.is_story:
        yield Block(container, start, end)
    else:
        yield from blocks_of(prose, start, end, first and container is BlockKind.HEADING, container)


def _prose(text: str, stretches: list[Stretch]) -> str:
    parts: list[str] = []
    at = 0
    for stretch in stretches:
        for piece in stretch.pieces:
            parts += (blank(text[at : piece.start]), piece.words)
            at = piece.end
    return "".join((*parts, blank(text[at:])))
