"""Findings with the lines of the draft they speak of, for people at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from attrib.analysis import Analysis
from attrib.findings import CheckedDraft, Finding, Report
from attrib.reporters.excerpts import Excerpts, note_of
from attrib.reporters.findings import line_of, place_of, summary
from attrib.reporters.source_lines import underlined
from attrib.reporters.terminal import Style, painter
from attrib.rules import find_rule


def report(run: Report, excerpts: Excerpts, *, colour: bool = False, width: int = 100) -> str:
    """The format `full`, at most `width` columns wide where it shows the draft. Every rule says once why it asks."""
    explained: set[str] = set()
    parts = [_finding(draft, finding, explained, excerpts, colour, width) for draft in run.drafts for finding in draft.findings]
    return "".join([*parts, summary(run)])


def _finding(draft: CheckedDraft, finding: Finding, explained: set[str], excerpts: Excerpts, colour: bool, width: int) -> str:
    analysis, paint = draft.analysis, painter(colour)
    lines = [line_of(analysis, finding, excerpts, colour=colour)]
    lines += _source(analysis, finding, colour, width) if excerpts is not Excerpts.NONE else []
    lines += [f"  {paint('note:', Style.HEAD)} {place_of(analysis, r.span)}: {note_of(r, excerpts)}" for r in finding.related]
    if finding.code not in explained:
        explained.add(finding.code)
        lines += _help(finding, colour, width)
    return "\n".join(lines) + "\n\n"


def _source(analysis: Analysis, finding: Finding, colour: bool, width: int) -> Iterator[str]:
    paint = painter(colour)
    last, _ = analysis.document.position(finding.span.end)
    gutter = len(str(last)) + 1
    edge = paint("|", Style.ASIDE)
    yield f"{'':{gutter}} {edge}"
    for number, text, carets in underlined(analysis.document, finding.span, width - gutter - 3):
        yield f"{paint(str(number or '').rjust(gutter), Style.ASIDE)} {edge} {text}"
        if carets:
            yield f"{'':{gutter}} {edge} {paint(carets, Style.ERROR)}"
    yield f"{'':{gutter}} {edge}"


def _help(finding: Finding, colour: bool, width: int) -> list[str]:
    rule = find_rule(finding.code)
    if rule is None:
        return []
    head, *more = textwrap.wrap(rule.why, width - 8, break_long_words=False)
    return [f"  {painter(colour)('help:', Style.HEAD)} {head}", *(f"        {line}" for line in more)]
