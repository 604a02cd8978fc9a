"""Trains the sequence model: CRFsuite over PolNeAR's attributions and this project's spans."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pycrfsuite

from attrib.attributions import Tagging
from attrib.document import Span
from attrib.features import token_features
from attrib.readers import read_draft
from attrib.sequence import TAGS, Tagger
from attrib.story import take_apart
from attrib.tokens import Token
from attrib.training.corpus import FOLDS, LabelledStory, fold_of
from attrib.training.polnear import AnnotatedSpans, read_polnear
from attrib.weights import FeatureWeights

_PARAMETERS = {"c1": 2.0, "c2": 1.0, "feature.minfreq": 4}
_LEAST_WEIGHT = 0.02
_SURE_CUE, _SURE_SOURCE = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """A tagged sentence. `weight` is how often it is shown to the trainer."""

    document: str
    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    weight: int


def train_taggers(shared: Path, stories: Sequence[LabelledStory], iterations: int) -> tuple[Tagger, dict[str, tuple[Tagging, ...]]]:
    """The tagger of all data, and out-of-fold taggings of every labelled story by name."""
    annotated = {a.doc: a for a in read_polnear(shared / "corpora" / "polnear" / "train")}
    labelled = {s.name for s in stories}
    plain = list(_polnear_rows(shared, annotated, labelled))
    first = _train(plain, max(20, iterations // 2))
    rows = plain + [row for story in stories for row in _story_rows(story, annotated.get(story.name), first)]
    # Forked workers share the rows; nothing but fold numbers and weights goes between processes.
    with get_context("fork").Pool(2, _share, (rows, iterations)) as pool:
        taggers = pool.map(_train_without, [*range(FOLDS), None], chunksize=1)
    taggings = {s.name: taggers[s.fold].tag(s.story.tokens) for s in stories}
    return taggers[-1], taggings


def train_on_spans(stories: Iterable[LabelledStory], iterations: int) -> Tagger:
    """A tagger of the stories' own cue and source spans alone. Sentences whose cue is unknown teach nothing."""
    rows = []
    for story in stories:
        for tokens, gold in zip(story.story.tokens, story.gold, strict=True):
            if gold is not None and (gold.cue is not None or gold.label == "unattributed"):
                cues = gold.cue or () if gold.label != "unattributed" else ()
                rows.append(Row(story.name, tokens, tuple(tag_spans(tokens, cues, [gold.mention] if cues and gold.mention else [])), 2))
    return _train(rows, iterations)


def tag_spans(tokens: tuple[Token, ...], cues: Iterable[Span], sources: Iterable[Span]) -> list[str]:
    """Tags of a sentence's tokens; a cue inside a source stays a cue."""
    tags = ["O"] * len(tokens)
    for source in sources:
        for i, token in enumerate(tokens):
            if source.start <= token.start and token.end <= source.end:
                tags[i] = "I"
    for cue in cues:
        for i, token in enumerate(tokens):
            if cue.start <= token.start and token.end <= cue.end:
                tags[i] = "C"
    starts = {s.start for s in sources}
    return [_begin(tags, i, token.start in starts) for i, token in enumerate(tokens)]


def _begin(tags: list[str], i: int, starts: bool) -> str:
    if tags[i] == "I" and (starts or i == 0 or tags[i - 1] not in ("I", "B")):
        return "B"
    return tags[i]


def _polnear_rows(shared: Path, annotated: dict[str, AnnotatedSpans], labelled: set[str]) -> Iterable[Row]:
    for name, spans in annotated.items():
        if name in labelled:
            continue
        path = shared / "corpora" / "polnear" / "train" / "text" / f"{name}.txt"
        story = take_apart(read_draft(path.name, path.read_bytes()))
        for sentence, tokens in zip(story.sentences, story.tokens, strict=True):
            yield Row(name, tokens, tuple(_annotated_tags(spans, sentence.start, sentence.end, tokens)), 1)


def _annotated_tags(spans: AnnotatedSpans, start: int, end: int, tokens: tuple[Token, ...]) -> list[str]:
    return tag_spans(tokens, [c for c in spans.cues if start <= c.start < end], [s for s in spans.sources if start <= s.start < end])


def _story_rows(story: LabelledStory, spans: AnnotatedSpans | None, first: Tagger) -> Iterable[Row]:
    """Rows of a labelled story: no cue where nothing is attributed, the labelled one and what else is sure where something is.

    Sentences without a label keep the tags of PolNeAR where it has the story.
    """
    sure = first.tag(story.story.tokens) if spans is None else ()
    for number, (sentence, tokens, gold) in enumerate(zip(story.story.sentences, story.story.tokens, story.gold, strict=True)):
        others = _annotated_tags(spans, sentence.start, sentence.end, tokens) if spans else None
        if gold is None:
            if others is not None:
                yield Row(story.name, tokens, tuple(others), 1)
            continue
        if gold.label == "unattributed" or gold.cue == ():
            tags = ["O"] * len(tokens)
        elif gold.cue is None and others is not None:
            tags = others
        elif gold.cue is None:
            continue
        else:
            own = tag_spans(tokens, gold.cue, [gold.mention] if gold.mention else [])
            tags = _joined(own, others or _confident(sure[number]))
        yield Row(story.name, tokens, tuple(tags), 2)


def _confident(tagging: Tagging) -> list[str]:
    tags = []
    for cue, begin, inside in zip(tagging.cue, tagging.begin, tagging.inside, strict=True):
        tags.append("C" if cue > _SURE_CUE else "B" if begin > _SURE_SOURCE else "I" if inside > _SURE_SOURCE else "O")
    return tags


def _joined(own: list[str], others: list[str]) -> list[str]:
    tags = [a if a != "O" else b for a, b in zip(own, others, strict=True)]
    return [_begin(tags, i, False) if tags[i] == "I" else tags[i] for i in range(len(tags))]


_shared: tuple[Sequence[Row], int] = ((), 0)


def _share(rows: Sequence[Row], iterations: int) -> None:
    global _shared
    _shared = (rows, iterations)


def _train_without(fold: int | None) -> Tagger:
    rows, iterations = _shared
    return _train([r for r in rows if fold is None or fold_of(r.document) != fold], iterations)


def _train(rows: Sequence[Row], iterations: int) -> Tagger:
    trainer = pycrfsuite.Trainer(verbose=False)
    for row in rows:
        features = token_features(row.tokens)
        for _ in range(row.weight):
            trainer.append(features, list(row.tags))
    trainer.set_params({**_PARAMETERS, "max_iterations": iterations})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    weights: dict[str, list[float]] = {}
    for (feature, tag), weight in info.state_features.items():
        if abs(weight) >= _LEAST_WEIGHT:
            weights.setdefault(feature, [0.0] * len(TAGS))[TAGS.index(tag)] = weight
    transitions = tuple(tuple(float(info.transitions.get((before, after), 0.0)) for after in TAGS) for before in TAGS)
    return Tagger(FeatureWeights.of(weights), transitions)
