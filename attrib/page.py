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
from attrib.findings import CheckedDraft

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

    def in_source(self, draft: CheckedDraft) -> CheckedDraft:
        """What was found on the page, in offsets of the source."""
        if not self._cuts:
            return draft
        analysis = Analysis(self.source, draft.analysis.publication, self._moved(draft.analysis.sentences))
        return replace(draft, analysis=analysis, findings=self._moved(draft.findings))

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
    return Page(document, replace(document, text=text, prose=prose, blocks=blocks, unseen=()), cuts, removed)
