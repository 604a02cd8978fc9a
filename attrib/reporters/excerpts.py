"""How much of a draft goes along with its findings to places outside the newsroom."""

from __future__ import annotations

from enum import StrEnum

from attrib.analysis import Analysis
from attrib.document import Span
from attrib.findings import Finding, Related
from attrib.reporters.terminal import harmless


class Excerpts(StrEnum):
    """What a report may quote of a draft."""

    NONE = "none"
    """Nothing."""
    MATCH = "match"
    """The source or outlet that a rule matched."""
    SENTENCE = "sentence"
    """The sentences of a finding, too."""


def message_of(finding: Finding, excerpts: Excerpts) -> str:
    """What a report says of a finding. A rule's own message may name the source it matched; without excerpts its summary stands for it."""
    if excerpts is not Excerpts.NONE:
        return harmless(finding.message)
    from attrib.rules import find_rule  # which `label` can do without

    rule = find_rule(finding.code)
    return rule.summary if rule else f"see `attrib explain {finding.code}`"


def note_of(related: Related, excerpts: Excerpts) -> str:
    """What a report says of a related place."""
    return "see here, too" if excerpts is Excerpts.NONE else harmless(related.message)


def sentences_of(analysis: Analysis, span: Span, excerpts: Excerpts) -> str:
    """The sentences that a span touches, where they may be quoted; otherwise an empty text."""
    if excerpts is not Excerpts.SENTENCE:
        return ""
    touched = [s for s in analysis.sentences if s.start < span.end and span.start < s.end]
    whole = Span(min(s.start for s in touched), max(s.end for s in touched)) if touched else span
    return harmless(analysis.text(whole))


def account_of(analysis: Analysis, finding: Finding, excerpts: Excerpts) -> str:
    """Message and, where they may be quoted, sentences: one line each."""
    quoted = sentences_of(analysis, finding.span, excerpts)
    message = message_of(finding, excerpts)
    return f"{message}\n“{quoted}”" if quoted else message
