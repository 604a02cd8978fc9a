"""GitLab's Code Quality report: findings beside the lines of a merge request."""

from __future__ import annotations

import hashlib
from collections import Counter

from attrib.findings import CheckedDraft, Finding, Report, Severity, Skipped
from attrib.reporters.excerpts import Excerpts, account_of
from attrib.reporters.json import Json, pretty
from attrib.reporters.paths import relative_path
from attrib.reporters.terminal import harmless

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report(run: Report, excerpts: Excerpts) -> str:
    """One issue for each finding and each draft that was skipped."""
    issues = [_of_finding(draft, finding, excerpts) for draft in run.drafts for finding in draft.findings]
    issues += [_of_skipped(skipped) for skipped in run.skipped]
    return pretty(_with_unique_fingerprints(issues))


def _of_finding(draft: CheckedDraft, finding: Finding, excerpts: Excerpts) -> Json:
    document = draft.analysis.document
    lines = {"begin": document.position(finding.span.start)[0], "end": document.position(finding.span.end)[0]}
    return {
        "description": f"{finding.rule}: {account_of(draft.analysis, finding, excerpts)}",
        "check_name": finding.code,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": relative_path(document.path), "lines": lines},
    }


def _of_skipped(skipped: Skipped) -> Json:
    path = relative_path(skipped.path)
    return {
        "description": f"draft skipped: {harmless(skipped.reason)}",
        "check_name": "skipped-draft",
        "fingerprint": hashlib.sha256(b"skipped-draft\0" + path.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "severity": "major",
        "location": {"path": path, "lines": {"begin": 1}},
    }


def _with_unique_fingerprints(issues: list[Json]) -> list[Json]:
    """GitLab shows one issue of those that share a fingerprint, so the second and later ones get a number."""
    seen: Counter[object] = Counter()
    unique = []
    for issue in issues:
        seen[issue["fingerprint"]] += 1
        number = seen[issue["fingerprint"]]
        unique.append(issue if number == 1 else {**issue, "fingerprint": f"{issue['fingerprint']}-{number}"})
    return unique
