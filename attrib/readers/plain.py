"""Plain text: paragraphs, hard-wrapped lines, lists, and the apparatus around a story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from attrib.document import Block, BlockKind, Document, Span
from attrib.patterns import lazy
from attrib.readers.blocks import blocks_of, paragraph_kind
from attrib.readers.decode import invisible, visible
from attrib.readers.notes import notes_in, without_notes
from attrib.readers.stretches import merged

_LINE = lazy(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LINE_END = lazy(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PAGE_END = lazy(r"[\f\u2029]")
_EMBED = lazy(r"</?[a-zA-Z][^<>]{0,2000}>|<!--[^<>]{0,2000}-->")
_QUOTE = lazy(r"(?:\A|(?<=[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]))[ \t]*>[> \t]*")
_FAREWELL = lazy(r"[\n\r]-- (?:\r\n?|\n)(?:[^\r\n]*(?:\r\n?|\n)){0,8}[^\r\n]*\Z")
"""The line that sets the signature of an e-mail off, near the end."""
_BULLET = lazy(r"[-*•‣▪◦·]\s+(?=\S)")
_CLOSED = lazy(r"[.?!…:;][\"”“’'»)\]]{0,4}$")
_ABBREVIATED = lazy(r"\b(?:\w\.){2,}$")
_RUNS_ON = lazy(
    r"(?:^|\s)(?:the|an?|of|in|on|at|to|for|from|by|with|and|or|but|that|who|which|as|his|her|its|their)$", re.IGNORECASE
)
_WIDTHS = range(40, 121)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as the span of its words. `indent` and `column` are where they start and end on it."""

    start: int
    end: int
    indent: int
    column: int
    first_word: int
    bullet: bool
    closed: bool
    lower: bool
    """Whether it begins with a small letter."""
    open_end: bool
    """Whether it ends with a word that no paragraph ends with."""
    abbreviated: bool
    """Whether its full stop may be that of "p.m."."""
    pauses: bool
    """Whether it ends with a comma or a semicolon, as a headline before its second deck may."""


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """The width that most lines were broken at. A wrapper that evens lines out breaks many of them before it."""

    width: int
    evened: bool


def read_plain(path: str, text: str) -> Document:
    """A plain-text draft. Embedded tags, notes to attrib, quote marks of e-mails and invisible characters are no prose."""
    notes = notes_in(visible(text))
    source = _EMBED.sub(lambda match: " " * len(match.group()), without_notes(visible(text)))
    prose = _QUOTE.sub(lambda match: " " * len(match.group()), source)
    quoted = frozenset(match.end() for match in _QUOTE.finditer(source))
    farewell = _FAREWELL.search(prose)
    spans = list(_paragraphs(prose, quoted))
    blocks: list[Block] = []
    for start, end in spans:
        if farewell and start > farewell.start():
            blocks.append(Block(BlockKind.FURNITURE, start, end))
        else:
            container = BlockKind.BLOCKQUOTE if start in quoted else None
            blocks += _blocks(prose, start, end, container, first=not blocks and len(spans) > 1)
    embeds = (Span(*match.span()) for match in _EMBED.finditer(text))
    unseen = merged([*embeds, *(Span(note.start, note.end) for note in notes), *invisible(text)])
    return Document(path, text, prose, tuple(blocks), tuple(notes), unseen=unseen)


def _blocks(prose: str, start: int, end: int, container: BlockKind | None, first: bool) -> Iterator[Block]:
    bullet = _BULLET.match(prose, start, end)
    # With its dash "- Ana Ruiz" is a signature, without it a list item.
    if bullet and paragraph_kind(prose[start : min(end, start + 1000)], first).is_story:
        return blocks_of(prose, bullet.end(), end, first, BlockKind.LIST_ITEM)
    return blocks_of(prose, start, end, first, container)


def _paragraphs(prose: str, quoted: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Spans of paragraphs: lines between blank lines, joined where they were wrapped at a width. `quoted` is where quoted lines begin."""
    groups = list(_groups(prose, quoted))
    wrapping = _wrapping(groups)
    for lines in groups:
        start = lines[0].start
        margin = min(line.indent for line in lines)
        for line, following in pairwise(lines):
            if not _is_joined(prose, line, following, wrapping, margin, listed=lines[0].bullet):
                yield start, line.end
                start = following.start
        yield start, lines[-1].end


def _groups(prose: str, quoted: frozenset[int]) -> Iterator[list[_Line]]:
    """The lines between blank lines, the quoted ones apart from the others."""
    group: list[_Line] = []
    after = 0
    for match in _LINE.finditer(prose):
        words = match.group().strip()
        if not words:
            continue
        indent = match.group().index(words[0])
        start = match.start() + indent
        line = _line(words, start, 0 if start in quoted else indent)  # lines were wrapped before they were quoted
        gap = prose[after : line.start]
        apart = len(_LINE_END.findall(gap)) > 1 or _PAGE_END.search(gap) or (group and (group[-1].start in quoted) != (line.start in quoted))
        if group and apart:
            yield group
            group = []
        group.append(line)
        after = line.end
    if group:
        yield group


def _line(words: str, start: int, indent: int) -> _Line:
    ending = words[-40:]
    return _Line(
        start=start,
        end=start + len(words),
        indent=indent,
        column=indent + len(words),
        first_word=len(words[: _WIDTHS.stop].split(None, 1)[0]),
        bullet=_BULLET.match(words) is not None,
        closed=_CLOSED.search(ending) is not None,
        abbreviated=_ABBREVIATED.search(ending) is not None,
        lower=words[0].islower(),
        open_end=_RUNS_ON.search(ending) is not None,
        pauses=words[-1] in ",;",
    )


def _wrapping(groups: list[list[_Line]]) -> _Wrapping | None:
    """How the draft was wrapped, or None where every line is a paragraph."""
    pairs = [(a, b) for lines in groups for a, b in pairwise(lines) if _may_be_wrapped(a, b) and not b.bullet]
    if sum(_runs_on(a, b) for a, b in pairs) * 3 < max(len(pairs), 1):
        return None
    votes = Counter(width for a, b in pairs for width in range(a.column, a.column + b.first_word + 1) if width in _WIDTHS)
    width = max(sorted(votes), key=votes.__getitem__, default=_WIDTHS.stop)
    short = sum(a.closed and a.column * 3 < width * 2 for a, _ in pairs)
    return _Wrapping(width, evened=votes[width] < 0.85 * len(pairs) and short < 0.05 * len(pairs))


def _may_be_wrapped(line: _Line, following: _Line) -> bool:
    return line.column < _WIDTHS.stop and following.column < _WIDTHS.stop


def _runs_on(line: _Line, following: _Line) -> bool:
    return (following.lower and (line.abbreviated or not line.closed)) or (line.open_end and not line.closed)


def _is_joined(prose: str, line: _Line, following: _Line, wrapping: _Wrapping | None, margin: int, listed: bool) -> bool:
    if following.bullet and (line.closed or listed):
        return False
    if line.pauses:
        return True
    if wrapping is None or not _may_be_wrapped(line, following):
        return False
    if _runs_on(line, following):
        return True
    if line.closed and following.indent > margin and not listed:
        return False
    fills = line.column <= wrapping.width <= line.column + following.first_word
    if not fills and not (wrapping.evened and line.column * 2 > wrapping.width):
        return False
    kind = paragraph_kind(prose[following.start : following.end], first=False)
    return kind is not BlockKind.BYLINE and (kind.is_story or not line.closed)
