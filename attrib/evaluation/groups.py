"""The same figures by desk, outlet and quotation style."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from attrib.document import Document, Span
from attrib.evaluation.calibration import calibration
from attrib.evaluation.scoring import Figures, Judgement, figures
from attrib.quotes import Quotation, outermost, pair_quotes

_MARKS = {'"': "straight", "''": "straight", "``": "straight", "“": "curly", "”": "curly", "„": "curly", "'": "single", "‘": "single", "’": "single"}


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences alike in one way, such as `name` "AP" of the breakdown "outlet"."""

    name: str
    figures: Figures
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A judgement with the quotation marks its sentence uses: none, curly, straight, single or other."""

    judgement: Judgement
    marks: str


def placed(judgements: Iterable[Judgement], document: Document) -> list[Placed]:
    """The judgements of one document, each with its quotation marks."""
    quotations = outermost(pair_quotes(document))
    return [Placed(j, _marks(document, quotations, Span(j.gold.start, j.gold.end))) for j in judgements]


def _marks(document: Document, quotations: Sequence[Quotation], span: Span) -> str:
    around = [q for q in quotations if q.start < span.end and span.start < q.end]
    if not around:
        return "none"
    for q in around:
        # Of a quotation over several paragraphs only some carry the mark at either end.
        for mark in (document.prose[q.start : q.start + 2], document.prose[q.start], document.prose[q.end - 1]):
            if mark in _MARKS:
                return _MARKS[mark]
    return "other"


def breakdowns(sentences: Sequence[Placed]) -> dict[str, tuple[Group, ...]]:
    """Groups by outlet, collection, desk, quoted share and marks. A breakdown whose key no sentence has is left out."""
    keys: dict[str, Callable[[Placed], str]] = {
        "outlet": lambda p: p.judgement.gold.publication,
        "collection": lambda p: _collection(p.judgement.gold.doc),
        "desk": lambda p: p.judgement.gold.desk,
        "quoted": _quoted,
        "marks": lambda p: p.marks,
    }
    return {name: groups for name, key in keys.items() if (groups := _grouped(sentences, key))}


def _grouped(sentences: Sequence[Placed], key: Callable[[Placed], str]) -> tuple[Group, ...]:
    names = sorted({key(p) for p in sentences}, key=lambda name: (not name, name))
    if names == [""]:
        return ()
    parts = ((name, [p.judgement for p in sentences if key(p) == name]) for name in names)
    return tuple(Group(name or "not given", figures(part), calibration(part).error) for name, part in parts)


def _collection(doc: str) -> str:
    """What stands before the first underscore of a document's name."""
    head, underscore, _ = doc.partition("_")
    return head if underscore else ""


def _quoted(sentence: Placed) -> str:
    found = sentence.judgement.found
    if found is None:
        return "not found"
    return "none" if found.quoted_share == 0 else "whole" if found.quoted_share == 1 else "partial"
