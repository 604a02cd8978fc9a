"""Markdown: what a reader of the page would see as prose, every character at its place in the source.

markdown-it says which lines a paragraph has, and nothing about where its words stand. The place on
the lines follows from one fact: every line of a paragraph's content is the end of a line of the
source, after quote marks and indents. The places of markup within it come from the inline rules
themselves, each wrapped so that it notes what it took.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline, autolink, backtick, emphasis, entity, escape, html_inline, image, link, strikethrough
from markdown_it.token import Token

from attrib.document import Block, BlockKind, Document, Note
from attrib.readers.blocks import blocks_of
from attrib.readers.decode import visible
from attrib.readers.notes import NOTE, notes_in

_Rule = Callable[[StateInline, bool], bool]
_READING = "attrib reading"
"""Key of the parser's environment: the content being read and the notes on it."""
_NEWLINE = re.compile(r"\r\n?|\n")
_INK = re.compile(r"[^\r\n]+")
_FRONT_MATTER = re.compile(
    r" ?---[ \t]*+(?:\r\n?|\n)(?![ \t]*+[\r\n])"
    r"(?:(?:[\w.-]++[ \t]*+:[^\r\n]*+|[ \t][^\r\n]*+|-[ \t][^\r\n]*+|#[^\r\n]*+)?(?:\r\n?|\n))*?(?:---|\.\.\.)[ \t]*+(?=[\r\n]|\Z)"
)
_CODE = re.compile(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,40}\]:?")
_CONTAINERS = {
    "list_item_open": BlockKind.LIST_ITEM, "th_open": BlockKind.LIST_ITEM, "td_open": BlockKind.LIST_ITEM,
    "blockquote_open": BlockKind.BLOCKQUOTE, "heading_open": BlockKind.HEADING,
}  # fmt: skip
_CLOSES = frozenset(name.replace("_open", "_close") for name in _CONTAINERS)


@dataclass(frozen=True, slots=True)
class _Note:
    """What a rule took of a paragraph's content: `start:end`, seen as `shown`. With a `token`, only if that became markup."""

    start: int
    end: int
    shown: str = ""
    token: Token | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words at their place in the source."""

    start: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A paragraph, a heading or a cell in the kind of its innermost container. One of comments alone has no pieces."""

    container: BlockKind | None
    pieces: tuple[_Piece, ...]
    notes: tuple[Note, ...] = ()


def read_markdown(path: str, text: str) -> Document:
    """A Markdown draft. Markup, addresses, comments and front matter are no prose; code and HTML blocks are none either."""
    source = visible(text)
    matter = _FRONT_MATTER.match(source)
    if matter:
        source = _blank(matter.group()) + source[matter.end() :]
    stretches = list(_stretches(source))
    prose = _prose(source, stretches)
    blocks: list[Block] = []
    for stretch in filter(lambda stretch: stretch.pieces, stretches):
        start, end = stretch.pieces[0].start, stretch.pieces[-1].end
        words = prose[start:end].strip()
        if words:
            start += prose[start:end].index(words)
            headline = not blocks and stretch.container is BlockKind.HEADING
            blocks += blocks_of(prose, start, start + len(words), headline, stretch.container)
    notes = {note for stretch in stretches for note in stretch.notes}
    return Document(path, text, prose, tuple(blocks), notes=tuple(sorted(notes, key=lambda note: note.start)))


def _blank(text: str) -> str:
    return _INK.sub(lambda match: " " * len(match.group()), text)


def _prose(source: str, stretches: list[_Stretch]) -> str:
    parts: list[str] = []
    at = 0
    for stretch in stretches:
        for piece in stretch.pieces:
            parts += (_blank(source[at : piece.start]), piece.words)
            at = piece.end
    return "".join((*parts, _blank(source[at:])))


def _stretches(source: str) -> Iterator[_Stretch]:
    env: MutableMapping[str, Any] = {}
    lines = _lines(source)
    containers: list[BlockKind] = []
    cell_from: int | None = None
    for token in _parser().parse(source, env):
        if token.type in _CONTAINERS:
            containers.append(_CONTAINERS[token.type])
        elif token.type in _CLOSES:
            containers.pop()
        elif token.type == "tr_open" and token.map:
            cell_from = lines[token.map[0]][0]
        elif token.type == "tr_close":
            cell_from = None
        elif token.map and token.type in ("inline", "html_block"):
            content = token.content if token.type == "inline" else _behind_comment(token.content)
            rows = lines[token.map[0] : token.map[1]]
            places = list(_row_places(source, content, rows) if cell_from is None else _cell_places(source, content, cell_from, rows[0][1]))
            shown, notes = _shown(content, env)
            notes = [note for note in (_at_its_place(note, places) for note in notes) if note]
            if token.type == "html_block" and not _CODE.match(token.content):
                notes += notes_in(source, rows[0][0], rows[-1][1])
            pieces = tuple(_Piece(at, shown[start:end]) for start, end, at in places)
            if pieces and cell_from is not None:
                cell_from = pieces[-1].end
            if pieces or notes:
                yield _Stretch(containers[-1] if containers else None, pieces, tuple(notes))


def _at_its_place(note: Note, places: list[tuple[int, int, int]]) -> Note | None:
    """A note of a content, moved to its place in the source."""
    start = next((at + note.start - start for start, end, at in places if start <= note.start < end), None)
    last = next((at + note.end - start for start, end, at in places if start < note.end <= end), None)
    return None if start is None or last is None else Note(start, last, note.text)


def _behind_comment(html: str) -> str:
    """The words behind a comment that opens a line; any other HTML block has none."""
    return html.partition("-->")[2].strip() if html.lstrip().startswith("<!--") else ""


def _lines(source: str) -> list[tuple[int, int]]:
    """Start and end of every line, in the parser's sense of a line."""
    lines = []
    start = 0
    for newline in _NEWLINE.finditer(source):
        lines.append((start, newline.start()))
        start = newline.end()
    return [*lines, (start, len(source))]


def _row_places(source: str, content: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Start and end of every row of a content, and its place: each row ends a line of the source, but for a heading's closing marks."""
    remaining = iter(lines)
    start = 0
    for row in content.split("\n"):
        words = row.strip()
        for line_start, line_end in remaining if words else ():
            line = source[line_start:line_end].rstrip()
            if not line.endswith(words):
                line = line.rstrip("#").rstrip()
            if line.endswith(words):
                begin = start + row.index(words)
                yield begin, begin + len(words), line_start + len(line) - len(words)
                break
        start += len(row) + 1


def _cell_places(source: str, content: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    r"""The same for a table cell, which has lost the backslash of every `\|`."""
    at = source.find(content.replace("|", r"\|"), start, end) if content else -1
    begin = 0
    for number, part in enumerate(content.split("|") if at >= 0 else ()):
        length = len(part) + bool(number)
        yield begin, begin + length, at + begin + number
        begin += length


def _shown(content: str, env: MutableMapping[str, Any]) -> tuple[str, list[Note]]:
    """The content with a space for every character of markup, entities decoded; and the notes to attrib in it."""
    parser = _parser()
    notes: list[_Note] = []
    state = StateInline(content, parser, {**env, _READING: (content, notes)}, [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    parts: list[str] = []
    at = 0
    for note in sorted(notes, key=lambda note: note.start):
        if note.token is None or note.token.type != "text" or not note.token.content:
            parts += (content[at : note.start], note.shown.ljust(note.end - note.start))
            at = note.end
    to_attrib = [found for note in notes if not note.shown for found in notes_in(content, note.start, note.end) if found.end == note.end]
    return "".join((*parts, content[at:])), to_attrib


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnote marks. It stops at blocks: `_shown` reads what is in them."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    parser.inline.ruler2.disable("fragments_join")
    rules = parser.inline.ruler
    for name, rule in (("autolink", autolink), ("html_inline", html_inline), ("image", image)):
        rules.at(name, _noting(rule, _whole))
    rules.at("link", _noting(link, _around_label))
    rules.at("backticks", _noting(backtick, _around_code))
    rules.at("entity", _noting(entity, _decoded))
    rules.at("escape", _noting(escape, _backslash))
    rules.at("emphasis", _noting(emphasis.tokenize, _marks))
    rules.at("strikethrough", _noting(strikethrough.tokenize, _marks))
    rules.before("link", "footnote", _noting(_footnote, _whole))
    rules.before("link", "note", _noting(_note, _whole))
    return parser


@dataclass(frozen=True, slots=True)
class _Match:
    """What a rule took of the content: `start:end`, and the tokens it made of it."""

    state: StateInline
    start: int
    end: int
    tokens: tuple[Token, ...]


def _noting(rule: _Rule, notes_of: Callable[[_Match], Iterator[_Note]]) -> _Rule:
    """The same rule, adding to the notes what it took."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        matched = rule(state, silent)
        content, notes = state.env[_READING]
        # The alternative text of an image runs through the same rules, with places of its own.
        if matched and not silent and state.src == content:
            notes.extend(notes_of(_Match(state, start, state.pos, tuple(state.tokens[known:]))))
        return matched

    return noting


def _whole(match: _Match) -> Iterator[_Note]:
    yield _Note(match.start, match.end)


def _around_label(match: _Match) -> Iterator[_Note]:
    yield _Note(match.start, match.start + 1)
    yield _Note(parseLinkLabel(match.state, match.start, True), match.end)


def _around_code(match: _Match) -> Iterator[_Note]:
    if match.tokens:
        width = len(match.tokens[-1].markup)
        yield _Note(match.start, match.start + width)
        yield _Note(match.end - width, match.end)


def _decoded(match: _Match) -> Iterator[_Note]:
    yield _Note(match.start, match.end, visible(match.tokens[-1].content))


def _backslash(match: _Match) -> Iterator[_Note]:
    if len(match.tokens[-1].content) < 2:
        yield _Note(match.start, match.start + 1)


def _marks(match: _Match) -> Iterator[_Note]:
    """Runs of `*`, `_` and `~`, of which only the end of the paragraph tells which are markup."""
    at = match.end
    for token in reversed(match.tokens):
        if at > match.start:
            yield _Note(at - len(token.content), at, token=token)
            at -= len(token.content)


def _footnote(state: StateInline, _silent: bool) -> bool:
    mark = _FOOTNOTE.match(state.src, state.pos)
    if mark:
        state.pos = mark.end()
    return mark is not None


def _note(state: StateInline, _silent: bool) -> bool:
    note = NOTE.match(state.src, state.pos)
    if note:
        state.pos = note.end()
    return note is not None
