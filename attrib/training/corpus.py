"""Labelled documents for training: texts from the corpora, labels from gold and from this project's own files.

The project's label files hold offsets and document names only; the text stays in the corpora.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrib.document import Document, Span
from attrib.readers import read_draft
from attrib.story import Story, take_apart

HERE = Path(__file__).parent
FOLDS = 5
_NUMBERED = re.compile(r"^(\d{4}_\d{3})_.*")


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold label of a sentence. `cue` is None where unknown, empty where the sentence has none."""

    label: str
    source: str
    chain: tuple[str, ...]
    cue: tuple[Span, ...] | None
    mention: Span | None


@dataclass(frozen=True, slots=True)
class LabelledStory:
    """A story with the gold label of each sentence, None where it has none or is not scored."""

    name: str
    origin: str
    publication: str
    story: Story
    gold: tuple[Gold | None, ...]

    @property
    def fold(self) -> int:
        return fold_of(self.name)


def fold_of(name: str) -> int:
    """The cross-validation fold of a document, by its name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def training_stories(shared: Path) -> list[LabelledStory]:
    """Everything to train on: gold train files, this project's labels, this project's stories."""
    corpora, gold = shared / "corpora", shared / "gold"
    spans = _gold_spans(HERE / "labels" / "gold-spans.jsonl")
    stories = list(load_gold(gold / "train.jsonl", corpora / "polnear" / "train" / "text"))
    stories += load_gold(gold / "world-train.jsonl", corpora / "world" / "text", spans)
    stories += load_offsets(HERE / "labels" / "polnear.jsonl", corpora / "polnear" / "train" / "text")
    stories += load_offsets(HERE / "labels" / "world.jsonl", corpora / "world" / "unlabelled")
    stories += load_gold(HERE / "labels" / "stories.jsonl", HERE / "stories")
    return stories


def load_gold(path: Path, texts: Path, spans: Mapping[tuple[str, int], dict[str, Any]] | None = None) -> Iterator[LabelledStory]:
    """Documents of a gold file. `spans` adds cue and mention by (short name, start)."""
    for name, rows in _by_document(path).items():
        data = (texts / f"{name}.txt").read_bytes()
        golds = []
        for row in rows:
            extra = (spans or {}).get((short_name(name), row["start"]), row)
            golds.append((row["start"], row["end"], Gold(row["label"], row["source"], tuple(row["chain"]), _cue(extra), _span(extra.get("mention")))))
        yield _labelled(name, path.stem, rows[0].get("publication", ""), data, golds)


def load_offsets(path: Path, texts: Path) -> Iterator[LabelledStory]:
    """Documents of one of this project's label files, where sources and chains are offsets into the text."""
    full_names = {short_name(file.stem): file.stem for file in texts.glob("*.txt")}
    for short, rows in _by_document(path).items():
        name = full_names[short]
        data = (texts / f"{name}.txt").read_bytes()
        text = data.decode("utf-8")

        def words(span: list[int] | None, text: str = text) -> str:
            return " ".join(text[span[0] : span[1]].split()) if span else ""

        golds = []
        for row in rows:
            source = "; ".join(words(s) for s in row.get("source", []))
            chain = tuple(words(s) for s in row.get("chain", []))
            golds.append((row["start"], row["end"], Gold(row["label"], source, chain, _cue(row), _span(row.get("mention")))))
        yield _labelled(name, path.stem, rows[0].get("publication", ""), data, golds)


def short_name(name: str) -> str:
    """A document's name without the headline that some corpora put into it: `2019_001_Fire_in_…` is `2019_001`."""
    return _NUMBERED.sub(r"\1", name)


def _by_document(path: Path) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                rows[row["doc"]].append(row)
    return rows


def _gold_spans(path: Path) -> dict[tuple[str, int], dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {(row["doc"], row["start"]): row for row in rows}


def _cue(row: Mapping[str, Any]) -> tuple[Span, ...] | None:
    cue = row.get("cue")
    if cue is None:
        return None
    return (Span(*cue),) if cue else ()


def _span(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def _labelled(name: str, origin: str, publication: str, data: bytes, golds: Iterable[tuple[int, int, Gold]]) -> LabelledStory:
    return labelled(name, origin, publication, read_draft(f"{name}.txt", data), golds)


def labelled(name: str, origin: str, publication: str, document: Document, golds: Iterable[tuple[int, int, Gold]]) -> LabelledStory:
    """Gives each of our sentences the gold sentence that overlaps it most."""
    story = take_apart(document)
    rows = sorted(golds, key=lambda g: g[0])
    labels: list[Gold | None] = []
    for sentence in story.sentences:
        best, most = None, 0
        for start, end, gold in rows:
            shared = min(end, sentence.end) - max(start, sentence.start)
            if shared > most:
                best, most = gold, shared
        labels.append(None if best is None or best.label == "skip" else best)
    return LabelledStory(name, origin, publication, story, tuple(labels))
