"""Runs over drafts for the tests of formats: real ones, and findings put where a test wants them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from attrib.analysis import Analysis
from attrib.document import Document, Span
from attrib.engine import analyze
from attrib.findings import CheckedDraft, Finding, Report, Severity, Skipped, Suppression
from attrib.readers import read_draft
from attrib.rules import findings_of

QUIET = "The ferry left Harwick at noon. It was full.\n"
BARE = "A source said the deal was off.\n"
HEARD = "The harbour will close in May, a port official told Axios.\n"
CHAIN = "Bloomberg, citing two customs officers, reported that the warehouse was empty.\n"
FOUR = Span(0, 4)
UNREAD = Skipped("scan.txt", "this is no text: save it as plain text or Markdown")


def draft(text: str, path: str = "draft.txt") -> CheckedDraft:
    """A draft as `attrib check` sees it."""
    analysis = analyze(read_draft(path, text.encode()))
    return CheckedDraft(analysis, findings_of(analysis))


def run(*texts: str, skipped: tuple[Skipped, ...] = ()) -> Report:
    """A run over drafts of these texts."""
    return Report(tuple(draft(text, f"draft-{number}.txt") for number, text in enumerate(texts, 1)), skipped)


def bare(text: str, path: str = "draft.txt") -> Analysis:
    """An analysis in which nothing was found."""
    return Analysis(Document(path, text, text, ()), (), ())


def finding(span: Span = FOUR, severity: Severity = Severity.WARNING, message: str = "who says so?", fingerprint: str = "00ff") -> Finding:
    return Finding("bare-source", "ATT103", severity, 0.9, message, span, fingerprint=fingerprint)


def suppressed(found: Finding, reason: str, span: Span = FOUR) -> Finding:
    """A finding that a note in the draft keeps quiet."""
    return replace(found, suppressed=Suppression((found.rule,), reason, span))


def many(numbers: dict[Severity, int]) -> Report:
    """A run with so many findings of each severity, one a line."""
    text = "Rain fell.\n" * sum(numbers.values())
    starts: Iterator[int] = count(0, len("Rain fell.\n"))
    found = [finding(Span(at, at + 4), s, fingerprint=f"{at:04x}") for s, number in numbers.items() for at in _take(starts, number)]
    return Report((CheckedDraft(bare(text), tuple(found)),), ())


def _take(starts: Iterator[int], number: int) -> list[int]:
    return [next(starts) for _ in range(number)]
