"""HTML: the words of the article at their places in the source, whatever else the page has around it.

The tokeniser follows the HTML standard, so it takes broken pages as a browser does, and says where
each token stands. Of the tree only as much is built as tells paragraphs apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from turbohtml import TokenType, tokenize

from attrib.document import BlockKind, Document, Note, Span
from attrib.readers.article import INLINE, Element, is_credit, parts_of
from attrib.readers.decode import visible, without_invisible
from attrib.readers.notes import notes_in, without_notes
from attrib.readers.stretches import Piece, Stretch, document_of

_CODE = frozenset({"pre", "script", "style", "textarea"})
_VOID = frozenset("area base col embed hr img input link meta param source track wbr".split())
_BESIDE = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl"}))),
    **dict.fromkeys(("td", "th"), (frozenset({"td", "th"}), frozenset({"table"}))),
    **dict.fromkeys(("tr", "tbody", "tfoot"), (frozenset({"tr"}), frozenset({"table"}))),
}
"""Elements that end where one of their like begins, and what they are looked for in."""
_DEEPEST = 500
"""Elements within elements that are kept track of, about as many as browsers do."""
_CHARSET = re.compile(rb"<meta\b[^<>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = _CHARSET.search(data, 0, 1024)
    return found[1].decode("ascii") if found else None


def read_html(path: str, text: str) -> Document:
    """An HTML draft: headline, article body and captions. Tags, comments and what surrounds the article are no prose."""
    return document_of(path, text, stretches_of(visible(text)))


def stretches_of(source: str, offset: int = 0) -> Iterator[Stretch | Note]:
    """The paragraphs of a page, or of a part of one that begins at `offset`, and the notes to attrib all over it."""
    elements, runs, notes = _parsed(source)
    yield from (Note(offset + note.start, offset + note.end, note.text) for note in notes)
    letters = [0] * len(elements)
    for run in runs:
        letters[run.element.number] += sum(map(str.isalnum, run.words))
    parts = parts_of(elements, letters)
    told = (run for run in runs if parts[run.element.number].told)
    for _, paragraph in groupby(told, key=lambda run: run.paragraph):
        words = list(paragraph)
        yield _stretch(words, parts[words[0].element.number].kind, offset)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in an element, `start:end` in the source. Those of one paragraph belong together; where `line` changes a `<br>` is between."""

    element: Element
    paragraph: int
    line: int
    start: int
    end: int
    words: str


def _stretch(runs: list[_Run], kind: BlockKind | None, offset: int) -> Stretch:
    pieces = tuple(Piece(offset + run.start, run.words.ljust(run.end - run.start)) for run in runs)
    unseen = [Span(run.start + len(run.words), run.end) for run in runs]
    unseen += [Span(run.end, following.start) for run, following in pairwise(runs) if run.line == following.line]
    return Stretch(kind, pieces, tuple(Span(offset + gap.start, offset + gap.end) for gap in unseen if gap))


@dataclass(slots=True)
class _Tree:
    """The elements met so far, and which of them are open."""

    elements: list[Element] = field(default_factory=lambda: [Element(0, "", {}, None)])
    open: list[Element] = field(default_factory=list)

    @property
    def innermost(self) -> Element:
        return self.open[-1] if self.open else self.elements[0]

    def begin(self, name: str, attributes: dict[str, str], empty: bool) -> Element:
        if name in _BESIDE:
            self.close(*_BESIDE[name])
        elif name not in INLINE:
            self.close(frozenset({"p"}))
        element = Element(len(self.elements), name, attributes, self.innermost)
        self.elements.append(element)
        if not empty and len(self.open) < _DEEPEST:
            self.open.append(element)
        return element

    def close(self, names: frozenset[str], within: frozenset[str] | None = None) -> None:
        """Closes the nearest of `names` and all in it, looking no further than `within`, or than any block."""
        for depth in range(len(self.open) - 1, -1, -1):
            name = self.open[depth].name
            if name in names:
                del self.open[depth:]
                return
            if name in within if within is not None else name not in INLINE:
                return

    def end(self, name: str) -> bool:
        """Closes an element. Whether that ends a paragraph."""
        before = self.innermost
        self.close(frozenset({name}), None if name in INLINE else frozenset())
        return name not in INLINE or (before is not self.innermost and is_credit(before))


def _parsed(source: str) -> tuple[list[Element], list[_Run], list[Note]]:
    """The elements of a page, its words, and the notes in its comments and brackets."""
    # The tokeniser counts a pair of line end characters as one: here each keeps its place.
    parsed = source.replace("\r\n", " \n").replace("\r", "\n")
    line_starts = [0, *(at + 1 for at, c in enumerate(parsed) if c == "\n")]
    tree = _Tree()
    runs: list[_Run] = []
    notes: list[Note] = []
    paragraph = line = 0
    inked = True
    for token in tokenize(parsed, resolve_references=False, capture_source=True):
        name = token.tag or ""
        if token.type is TokenType.START_TAG and name == "br":
            paragraph += not inked
            line += 1
            inked = False
        elif token.type is TokenType.START_TAG:
            element = tree.begin(name, dict(token.attrs or ()), token.self_closing or name in _VOID)
            paragraph += name not in INLINE or is_credit(element)
        elif token.type is TokenType.END_TAG:
            paragraph += tree.end(name)
        elif token.data and token.type in (TokenType.TEXT, TokenType.CHARACTER_REFERENCE, TokenType.COMMENT):
            start = line_starts[token.line - 1] + token.col
            end = start + len(token.source or token.data)
            found = notes_in(source, start, end)
            if found and _CODE.isdisjoint(element.name for element in tree.open):
                notes += found
            if token.type is not TokenType.COMMENT:
                words = without_notes(source[start:end]) if token.type is TokenType.TEXT else without_invisible(token.data)
                runs.append(_Run(tree.innermost, paragraph, line, start, end, words))
                inked = inked or not words.isspace()
    return tree.elements, runs, notes
