"""From a document to its analysis: the only place that knows the whole order."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrib.analysis import Analysis, Chain, Label, Sentence, Source
from attrib.classifier import Decision, label_sentences
from attrib.document import Document, Span
from attrib.errors import UnreadableDraft
from attrib.findings import CheckedDraft, Skipped
from attrib.model import Model, shipped_model
from attrib.page import page_of
from attrib.provenance import find_chain, normal_outlets
from attrib.readers import find_drafts, read_draft
from attrib.reading import Reading, first_reading
from attrib.rules import findings_of
from attrib.speakers import sources_of
from attrib.story import Story, take_apart

_DOUBTFUL = 0.75
"""An unattributed label less sure than this gives way to a chain that is surer."""
_MEMORY = 6
"""Sentences after which a quotation without a cue no longer goes on with the last speaker."""


def analyze(document: Document, publication: tuple[str, ...] = (), model: Model | None = None) -> Analysis:
    """Labels, sources and chains of a draft. `publication` are the names of its own outlet; `model` defaults to the shipped one."""
    model = model or shipped_model()
    story = take_apart(document)
    reading = first_reading(story, model.tagger.tag(story.tokens))
    own = normal_outlets(publication)
    return Analysis(document, publication, tuple(_sentences(story, reading, own, model)))


def _sentences(story: Story, reading: Reading, publication: frozenset[str], model: Model) -> Iterator[Sentence]:
    speaker: tuple[int, Source] | None = None
    for number, decision in enumerate(label_sentences(story, reading, model.labels)):
        raw = story.sentences[number]
        chain = None
        if decision.label is not Label.UNATTRIBUTED or decision.confidence(decision.label) < _DOUBTFUL:
            chain = find_chain(story, reading, number, publication, model.carriers)
        label = _with_chain(decision, chain)
        sources: tuple[Source, ...] = ()
        cue: Span | None = None
        if label is not Label.UNATTRIBUTED:
            recent = speaker[1] if speaker and number - speaker[0] <= _MEMORY else None
            sources, cue = sources_of(story, reading, number, label, recent)
        if sources:
            speaker = number, sources[0]
        else:
            label, chain = Label.UNATTRIBUTED, None  # nothing in the text says who
        confidence = decision.confidence(label)
        if chain is not None and not chain.carrier_identified and label is Label.NAMED:
            label = Label.ANONYMOUS  # a chain is as identified as its weakest link
            confidence = chain.confidence * (1 - decision.confidence(Label.UNATTRIBUTED))
        yield Sentence(
            raw.start, raw.end, raw.kind, raw.block, label, confidence, sources, cue, chain, story.quotes[number].share
        )  # fmt: skip


def _with_chain(decision: Decision, chain: Chain | None) -> Label:
    """The label of a sentence, where a sure chain overrules a doubtful "unattributed"."""
    if decision.label is Label.UNATTRIBUTED and chain is not None and chain.confidence > _DOUBTFUL:
        return max((Label.NAMED, Label.ANONYMOUS), key=decision.confidence)
    return decision.label


def run(
    paths: Iterable[str],
    publication: tuple[str, ...] = (),
    *,
    stdin: tuple[str, bytes] | None = None,
    rules: bool = True,
) -> Iterator[CheckedDraft | Skipped]:
    """Analyses drafts one by one. A path `-` stands for `stdin`, a name and its bytes."""
    wanted = list(paths)
    if "-" in wanted and stdin is not None:
        yield _one(stdin[0], stdin[1], publication, rules)
    drafts, skipped = find_drafts(p for p in wanted if p != "-")
    yield from skipped
    for path in drafts:
        try:
            data = path.read_bytes()
        except OSError as error:
            yield Skipped(str(path), f"cannot be read: {error.strerror}")
            continue
        yield _one(str(path), data, publication, rules)


def _one(name: str, data: bytes, publication: tuple[str, ...], rules: bool) -> CheckedDraft | Skipped:
    model = shipped_model()
    try:
        page = page_of(read_draft(name, data))
        analysis = analyze(page.shown, publication, model)
        return page.in_source(CheckedDraft(analysis, findings_of(analysis) if rules else ()))
    except UnreadableDraft as error:
        return Skipped(name, str(error).removeprefix(f"{name}: "))
    except Exception as error:  # one draft's failure must not lose the others
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return Skipped(name, f"internal error ({type(error).__name__} at {where}): please report it; this message holds nothing of the draft")
