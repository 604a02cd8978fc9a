"""A draft as its page shows it: without the markup that takes no room between letters.

Sentences, sources and findings depend on what adjoins what: `don&rsquo;t` is one word, and a mark
after `</b>` closes a quotation. So a draft is analysed as its page, and what was found is then told
in the offsets of its source. The same story is the same page in every format.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import accumulate
from typing import Any, TypeVar

from attrib.analysis import Analysis, Sentence
from attrib.document import Block, Document, Span
from attrib.findings import Finding

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """A `source` and the same draft as it is `shown`."""

    source: Document
    shown: Document
    _cuts: tuple[int, ...]
    """Where the unseen stretches were, as offsets of the page."""
    _removed: tuple[int, ...]
    """How many characters are gone before the first cut, the second, …, and after the last."""

    def on_page(self, span: Span) -> Span:
        """A span of the source, in offsets of the page."""
        return Span(self._on_page(span.start), self._on_page(span.end))

    def _on_page(self, offset: int) -> int:
        before = bisect_left(self.source.unseen, offset, key=lambda gap: gap.start)
        return max(offset - self._removed[before], self._cuts[before - 1]) if before else offset

    def analysis_in_source(self, analysis: Analysis) -> Analysis:
        """The analysis of the page, in offsets of the source."""
        return replace(analysis, document=self.source, sentences=self._moved(analysis.sentences) if self._cuts else analysis.sentences)

    def findings_in_source(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """What rules found on the page, in offsets of the source."""
        return self._moved(findings) if self._cuts else findings

    def _moved(self, value: T) -> T:
        """The same value with every span in it at its place in the source."""
        moved: Any = value
        if isinstance(value, tuple):
            moved = tuple(map(self._moved, value))
        elif isinstance(value, Span):
            moved = self._span(value.start, value.end)
        elif is_dataclass(value) and not isinstance(value, type):
            moved = replace(value, **{field.name: self._moved(getattr(value, field.name)) for field in fields(value)})
            if isinstance(value, Sentence):
                span = self._span(value.start, value.end)
                moved = replace(moved, start=span.start, end=span.end)
        return moved  # type: ignore[no-any-return]

    def _span(self, start: int, end: int) -> Span:
        last = bisect_left(self._cuts, end)
        stop = end + self._removed[last]
        # A character reference ends with its name, of which the page shows the first character only.
        if last < len(self._cuts) and self._cuts[last] == end and self.source.text[stop - 1] == "&":
            stop += self._removed[last + 1] - self._removed[last]
        return Span(start + self._removed[bisect_right(self._cuts, start)], stop)


def page_of(document: Document) -> Page:
    """The page of a draft."""
    gaps = document.unseen
    if not gaps:
        return Page(document, document, (), (0,))
    removed = (0, *accumulate(len(gap) for gap in gaps))
    cuts = tuple(gap.start - gone for gap, gone in zip(gaps, removed, strict=False))
    ends = [gap.end for gap in gaps]
    blocks = tuple(Block(b.kind, b.start - removed[bisect_right(ends, b.start)], b.end - removed[bisect_right(ends, b.end)]) for b in document.blocks)
    bounds = [0, *(bound for gap in gaps for bound in (gap.start, gap.end)), len(document.text)]
    kept = list(zip(bounds[::2], bounds[1::2], strict=True))
    text, prose = ("".join(whole[start:end] for start, end in kept) for whole in (document.text, document.prose))
    return Page(document, replace(document, text=text, prose=prose, blocks=blocks, notes=(), unseen=()), cuts, removed)
