"""What a rule found in a draft, and the report of a whole run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrib.analysis import Analysis
from attrib.document import Span


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend a finding: `replacement` instead of the words of `span`."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """A note in the draft that keeps rules quiet: the rules as it names them, its reason ("" where it gives none), its place."""

    rules: tuple[str, ...]
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a draft's sourcing that deserves a second look. `confidence` is between 0 and 1."""

    rule: str
    code: str
    severity: Severity
    confidence: float
    message: str
    span: Span
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    fix: Fix | None = None
    suppressed: Suppression | None = None


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft's analysis and what the rules say of it. Findings that a note in the draft suppresses stand apart and do not count."""

    analysis: Analysis
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A draft that could not be read: its path, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run: every draft that was read, every one that was not."""

    drafts: tuple[CheckedDraft, ...]
    skipped: tuple[Skipped, ...]
