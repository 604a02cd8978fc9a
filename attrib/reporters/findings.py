"""Findings as lines of text, one a finding, as compilers write them."""

from __future__ import annotations

from collections.abc import Mapping

from attrib.analysis import Analysis
from attrib.document import Span
from attrib.findings import CheckedDraft, Finding, Severity
from attrib.reporters.terminal import Paint, Style, counted, harmless, painter

_STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING, Severity.INFO: Style.INFO}


def listing(draft: CheckedDraft, *, colour: bool = False) -> str:
    """The findings of a draft, the places they speak of indented under each."""
    paint = painter(colour)
    lines: list[str] = []
    for finding in draft.findings:
        lines.append(_line(draft.analysis, finding, paint))
        lines += [f"    {_at(draft.analysis, r.span)}: {harmless(r.message)}" for r in finding.related]
    return "".join(line + "\n" for line in lines)


def _line(analysis: Analysis, finding: Finding, paint: Paint) -> str:
    severity = paint(finding.severity.value, _STYLES[finding.severity])
    return f"{_at(analysis, finding.span)}: {severity} {finding.code} {finding.rule}: {harmless(finding.message)} [{finding.confidence:.0%}]"


def _at(analysis: Analysis, span: Span) -> str:
    line, column = analysis.document.position(span.start)
    return f"{harmless(analysis.document.path)}:{line}:{column}"


def summary(findings: Mapping[Severity, int], drafts: int) -> str:
    """The line that closes a run over `drafts` drafts."""
    total = sum(findings.values())
    where = counted(drafts, "draft")
    if not total:
        return f"no findings in {where}\n"
    kinds = ", ".join(counted(findings[s], s.value) if s is not Severity.INFO else f"{findings[s]} info" for s in reversed(Severity) if findings.get(s))
    return f"{counted(total, 'finding')} in {where}: {kinds}\n"
