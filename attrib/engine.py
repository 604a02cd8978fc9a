"""From a document to its analysis: the only place that knows the whole order."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrib.analysis import Analysis, Chain, Label, Sentence, Source
from attrib.classifier import Decision, label_sentences
from attrib.config import Config, Configs
from attrib.document import Document, Span
from attrib.errors import UnreadableDraft
from attrib.findings import CheckedDraft, Skipped
from attrib.model import Model, load_model, shipped_model
from attrib.page import Page, page_of
from attrib.provenance import find_chain, normal_outlets
from attrib.readers import find_drafts, read_draft
from attrib.reading import Reading, first_reading
from attrib.speakers import sources_of
from attrib.story import Story, take_apart

if TYPE_CHECKING:
    from attrib.baseline import Baseline
    from attrib.changes import Changes

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


def analyze_draft(document: Document, publication: tuple[str, ...] = (), model: Model | None = None) -> Analysis:
    """The same for a draft as its page shows it, in offsets of its source."""
    page = page_of(document)
    return page.analysis_in_source(analyze(page.shown, publication, model))


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
        if chain is not None and not chain.identified and label is Label.NAMED:
            label = Label.ANONYMOUS
            confidence = chain.confidence * (1 - decision.confidence(Label.UNATTRIBUTED))
        yield Sentence(
            raw.start, raw.end, raw.kind, raw.block, label, confidence, sources, cue, chain, story.quotes[number].share
        )  # fmt: skip


def _with_chain(decision: Decision, chain: Chain | None) -> Label:
    """The label of a sentence, where a sure chain overrules a doubtful "unattributed"."""
    if decision.label is Label.UNATTRIBUTED and chain is not None and chain.confidence > _DOUBTFUL:
        return max((Label.NAMED, Label.ANONYMOUS), key=decision.confidence)
    return decision.label


@dataclass(frozen=True, slots=True)
class Job:
    """A draft to be read: its path, and its bytes where they are at hand already."""

    path: str
    data: bytes | None = None


def find_jobs(paths: Iterable[str], configs: Configs, stdin: Job | None = None) -> tuple[list[Job], list[Skipped]]:
    """The drafts that paths stand for, without what the configuration leaves out, and what stands for none. A path `-` stands for `stdin`.

    Raises `ConfigError` or `ModelError` where a draft's configuration or model cannot be used.
    """
    named = [path for path in paths if path != "-" or stdin is None]
    drafts, skipped = find_drafts((path for path in named if not configs.excludes_even_named(Path(path))), configs.excludes)
    jobs = [*([stdin] if stdin else ()), *(Job(str(draft)) for draft in drafts)]
    for job in jobs:
        model_of(configs.of(Path(job.path)))
    return jobs, skipped


def run(
    jobs: Iterable[Job], configs: Configs, *, rules: bool = True, changes: Changes | None = None, baseline: Baseline | None = None
) -> Iterator[CheckedDraft | Skipped]:
    """Analyses drafts one by one, and checks them unless told not to.

    Reported are the findings that `changes` touch and `baseline` does not know.
    """
    for job in jobs:
        config = configs.of(Path(job.path))
        try:
            page = page_of(read_draft(job.path, _bytes(job)))
            shown = replace(analyze(page.shown, config.publication, model_of(config)), unsure_below=config.unsure_below)
            draft = _check(page, shown, config, configs.name(Path(job.path))) if rules else CheckedDraft(page.analysis_in_source(shown), ())
            result: CheckedDraft | Skipped = _limited(draft, changes, baseline)
        except UnreadableDraft as error:
            result = Skipped(job.path, str(error).removeprefix(f"{job.path}: "))
        except Exception as error:  # one draft's failure must not lose the others
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}:{place.lineno}"
            result = Skipped(job.path, f"internal error ({type(error).__name__} at {where}): please report it; this message holds nothing of the draft")
        yield result


def _bytes(job: Job) -> bytes:
    try:
        return job.data if job.data is not None else Path(job.path).read_bytes()
    except OSError as error:
        raise UnreadableDraft(f"cannot be read: {error.strerror}") from None


def model_of(config: Config) -> Model:
    """The model that a configuration asks for. Raises `ModelError`."""
    return _model(config.model)


@cache
def _model(path: Path | None) -> Model:
    return load_model(path) if path else shipped_model()


def _check(page: Page, shown: Analysis, config: Config, name: str) -> CheckedDraft:
    """What the rules find in a draft as it is shown. `name` is what fingerprints call it, wherever attrib runs."""
    from attrib.rules import findings_of, fingerprinted
    from attrib.suppress import suppressions_of

    rules = config.rules_for(Path(page.source.path))
    suppressions = suppressions_of(page.source)
    found = page.findings_in_source(findings_of(shown, rules, config.settings))
    found = fingerprinted((*found, *suppressions.findings(found, rules)), name)
    sure = [(finding, suppressions.of(finding)) for finding in found if finding.confidence >= config.min_confidence]
    return CheckedDraft(
        page.analysis_in_source(shown),
        tuple(finding for finding, suppression in sure if suppression is None),
        tuple(replace(finding, suppressed=suppression) for finding, suppression in sure if suppression),
    )


def _limited(draft: CheckedDraft, changes: Changes | None, baseline: Baseline | None) -> CheckedDraft:
    document = draft.analysis.document
    findings, suppressed = draft.findings, draft.suppressed
    if changes:
        findings, suppressed = (tuple(f for f in some if changes.touch(document, f)) for some in (findings, suppressed))
    if baseline:
        findings = baseline.new(document.path, findings)
    return replace(draft, findings=findings, suppressed=suppressed)
