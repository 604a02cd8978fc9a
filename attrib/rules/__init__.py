"""The sourcing rules, and how they are run over an analysis."""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from attrib.analysis import Analysis
from attrib.findings import Finding
from attrib.rules import anonymity, budgets, hedges, housekeeping, leaning, secondhand, speakers, voices
from attrib.rules.rule import Budgets, Group, Rule, RuleSettings

__all__ = ["RULES", "RULES_ON_BY_DEFAULT", "Budgets", "Group", "Rule", "RuleSettings", "closest_rule", "find_rule", "findings_of", "fingerprinted"]

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*anonymity.RULES, *leaning.RULES, *speakers.RULES, *voices.RULES, *secondhand.RULES, *hedges.RULES, *budgets.RULES, *housekeeping.RULES),
        key=lambda rule: rule.code,
    )
)
"""Every rule, by code."""

RULES_ON_BY_DEFAULT: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.on)
"""The rules of the default profile."""


def findings_of(
    analysis: Analysis, rules: Iterable[Rule] = RULES_ON_BY_DEFAULT, settings: RuleSettings = RuleSettings()  # noqa: B008 (frozen)
) -> tuple[Finding, ...]:
    """What rules find in a draft, in the order of the text, with fingerprints.

    A finding has the severity of the rule that was given, and the same fingerprint whatever other rules run beside it.
    """
    found = [replace(finding, severity=rule.severity) for rule in rules for finding in rule.check(analysis, settings)]
    return fingerprinted(found, analysis.document.path)


def fingerprinted(findings: Iterable[Finding], path: str) -> tuple[Finding, ...]:
    """Findings of one draft in the order of the text, each with its fingerprint under the name `path`."""
    seen: Counter[str] = Counter()
    marked = []
    for finding in sorted(findings, key=lambda f: (f.span, f.code)):
        seen[finding.code] += 1
        marked.append(replace(finding, fingerprint=_fingerprint(finding.code, path, seen[finding.code])))
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
