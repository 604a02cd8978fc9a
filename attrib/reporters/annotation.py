"""A draft as gold rows that hold the tool's own guesses, for a person to correct."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from attrib.analysis import Analysis
from attrib.reporters.json import Json


def document_name(analysis: Analysis) -> str:
    """What the rows call a draft: its file without folder and suffix."""
    return PurePath(analysis.document.path).stem


def rows(analysis: Analysis, *, desk: str = "", text: bool = False) -> Iterator[Json]:
    """One gold row a sentence, as docs/evaluate.md says, with the confidence of the guess; with `text`, its words too."""
    for sentence in analysis.sentences:
        yield {
            "doc": document_name(analysis),
            "publication": next(iter(analysis.publication), ""),
            **({"desk": desk} if desk else {}),
            "start": sentence.start,
            "end": sentence.end,
            "label": sentence.label.value,
            "source": sentence.sources[0].name if sentence.sources else "",
            "chain": list(sentence.chain.links) if sentence.chain else [],
            "confidence": round(sentence.confidence, 4),
            **({"text": analysis.text(sentence)} if text else {}),
        }
