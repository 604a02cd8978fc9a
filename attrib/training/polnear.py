"""PolNeAR's attributions as spans for the sequence model, narrowed to what this product calls an attribution."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attrib.document import Span
from attrib.lexicon import table, verb_classes

_PRIVATE = frozenset({"attitude", "act"})


@dataclass(frozen=True, slots=True)
class AnnotatedSpans:
    """Cue and source spans of one article, in code points."""

    doc: str
    cues: tuple[Span, ...]
    sources: tuple[Span, ...]


def read_polnear(folder: Path) -> Iterator[AnnotatedSpans]:
    """The first annotator's attributions of each article under `folder` (`text/`, `attributions.jsonl.gz`)."""
    seen: set[str] = set()
    with gzip.open(folder / "attributions.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["doc"] in seen:
                continue
            seen.add(article["doc"])
            text = (folder / "text" / f"{article['doc']}.txt").read_bytes().decode("utf-8")
            cues: list[Span] = []
            sources: list[Span] = []
            for attribution in article["attributions"]:
                words = " ".join(text[s:e] for s, e in attribution["cue"])
                if counts(words):
                    cues += [Span(s, e) for s, e in attribution["cue"]]
                    sources += [Span(s, e) for s, e in attribution["source"]]
            yield AnnotatedSpans(article["doc"], tuple(cues), tuple(sources))


def counts(cue: str) -> bool:
    """Whether a cue reports something said, rather than an attitude, an act or a state."""
    words = cue.casefold().replace("’", "'").split()
    classes = [set(verb_classes().get(w.strip(".,:;\"'"), ())) for w in words]
    if any("speech" in c or ("finding" in c and not c & _PRIVATE) for c in classes):
        return True
    if any(c & _PRIVATE for c in classes):
        return False
    if any(c & {"maybe", "thin"} for c in classes):
        return True
    return bool(words) and (words[0] in {":", "according", "per"} or words[-1] in table("verbs")["hearsay_adverbs"])
