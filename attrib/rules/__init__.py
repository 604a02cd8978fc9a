"""The sourcing rules, and how they are run over an analysis."""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from dataclasses import replace

from attrib.analysis import Analysis
from attrib.findings import Finding
from attrib.rules.anonymity import bare_source
from attrib.rules.rule import Rule
from attrib.rules.secondhand import secondhand_chain
from attrib.rules.speakers import unattributed_quote

__all__ = ["RULES", "Rule", "closest_rule", "find_rule", "findings_of"]

RULES: tuple[Rule, ...] = (bare_source, unattributed_quote, secondhand_chain)
"""Every rule, by code."""


def findings_of(analysis: Analysis) -> tuple[Finding, ...]:
    """What all rules find in a draft, in the order of the text, with fingerprints."""
    found = [finding for rule in RULES for finding in rule.check(analysis)]
    found.sort(key=lambda f: (f.span, f.code))
    seen: Counter[str] = Counter()
    marked = []
    for finding in found:
        seen[finding.code] += 1
        marked.append(replace(finding, fingerprint=_fingerprint(finding.code, analysis.document.path, seen[finding.code])))
    return tuple(marked)


def _fingerprint(code: str, path: str, ordinal: int) -> str:
    """Holds neither words nor lines of the draft: it may travel, and it outlives edits further down."""
    key = "\0".join((code, path, str(ordinal)))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def find_rule(key: str) -> Rule | None:
    """The rule of a code or a name, in upper or lower case."""
    wanted = key.strip().casefold()
    return next((rule for rule in RULES if wanted in (rule.code.casefold(), rule.name)), None)


def closest_rule(key: str) -> Rule | None:
    """The rule whose code or name a mistyped one comes nearest to."""
    names = {spelling: rule for rule in RULES for spelling in (rule.code.casefold(), rule.name)}
    near = difflib.get_close_matches(key.strip().casefold(), names, n=1)
    return names[near[0]] if near else None
