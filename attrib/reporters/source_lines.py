"""The lines of a draft that a finding speaks of, with the span underlined, fitted to a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from attrib.document import Document, Span
from attrib.reporters.terminal import harmless

_MOST = 5
"""Rows shown of a span."""


def underlined(document: Document, span: Span, width: int) -> Iterator[tuple[int | None, str, str]]:
    """The rows that a span touches, `width` columns at most: line number where a line of the source begins to show, text, carets.

    Long lines are wrapped. Where rows are left out the last one is "…" without carets.
    """
    shown = 0
    last = None
    for number, row in _rows(document, span, width):
        start, end = max(span.start, row.start), min(span.end, row.end)
        if not document.text[start:end].strip():
            continue
        if shown == _MOST:
            yield None, "…", ""
            return
        before, under = (harmless(document.text[a:b].replace("\t", " ")) for a, b in ((row.start, start), (start, end)))
        after = harmless(document.text[end : row.end].replace("\t", " "))
        yield number if number != last else None, before + under + after, " " * columns(before) + "^" * columns(under)
        shown, last = shown + 1, number


def _rows(document: Document, span: Span, width: int) -> Iterator[tuple[int, Span]]:
    """The lines of the source up to the end of a span, each with its number and wrapped at spaces."""
    start = span.start - document.position(span.start)[1] + 1
    while start < span.end:
        newline = document.text.find("\n", start)
        end = newline if newline != -1 else len(document.text)
        for row in _wrapped(document.text, start, end, width):
            yield document.position(start)[0], row
        start = end + 1


def _wrapped(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    """A line in rows, without the white space at their ends."""
    while start < end:
        cut, taken = start, 0
        while cut < end and (taken := taken + _columns(text[cut])) <= width:
            cut += 1
        if cut < end and not text[cut].isspace() and (space := text.rfind(" ", start, cut)) > start:
            cut = space
        cut = max(cut, start + 1)
        yield Span(start, start + len(text[start:cut].rstrip()))
        while cut < end and text[cut].isspace():
            cut += 1
        start = cut


def columns(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if harmless(char) == char and unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
