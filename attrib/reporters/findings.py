"""Findings as lines of text, one a finding, as compilers write them."""

from __future__ import annotations

from collections import Counter

from attrib.analysis import Analysis
from attrib.document import Span
from attrib.findings import CheckedDraft, Finding, Report, Severity
from attrib.reporters.excerpts import Excerpts, message_of
from attrib.reporters.terminal import Style, counted, harmless, painter

_STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING, Severity.INFO: Style.INFO}


def report(run: Report, excerpts: Excerpts, *, colour: bool = False) -> str:
    """The format `concise`: a line for each finding, and one that counts them."""
    return "".join(listing(draft, excerpts, colour=colour) for draft in run.drafts) + summary(run)


def listing(draft: CheckedDraft, excerpts: Excerpts = Excerpts.MATCH, *, colour: bool = False) -> str:
    """The findings of a draft."""
    return "".join(line_of(draft.analysis, finding, excerpts, colour=colour) + "\n" for finding in draft.findings)


def line_of(analysis: Analysis, finding: Finding, excerpts: Excerpts, *, colour: bool = False) -> str:
    """A finding in one line: where, how grave, which rule, and what."""
    severity = painter(colour)(finding.severity.value, _STYLES[finding.severity])
    place = place_of(analysis, finding.span)
    return f"{place}: {severity} {finding.code} {finding.rule}: {message_of(finding, excerpts)} [{finding.confidence:.0%}]"


def place_of(analysis: Analysis, span: Span) -> str:
    """`path:line:column`, which terminals and editors make a link of."""
    line, column = analysis.document.position(span.start)
    return f"{harmless(analysis.document.path)}:{line}:{column}"


def summary(run: Report) -> str:
    """The line that closes a run."""
    found = Counter(finding.severity for draft in run.drafts for finding in draft.findings)
    kinds = ", ".join(counted(found[s], s.value) if s is not Severity.INFO else f"{found[s]} info" for s in reversed(Severity) if found[s])
    total = counted(found.total(), "finding") if found else "no findings"
    suppressed = sum(len(draft.suppressed) for draft in run.drafts)
    besides = [f"{suppressed} suppressed"] * bool(suppressed) + [f"{counted(len(run.skipped), 'draft')} skipped"] * bool(run.skipped)
    return f"{total} in {counted(len(run.drafts), 'draft')}{f': {kinds}' if kinds else ''}{''.join(f'; {b}' for b in besides)}\n"
