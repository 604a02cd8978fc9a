"""Rules on the draft's own apparatus: suppressions."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.analysis import Analysis
from attrib.findings import Finding, Severity
from attrib.rules.rule import rule


@rule("ATT901", "unused-suppression", Severity.WARNING)
def unused_suppression(_analysis: Analysis) -> Iterator[Finding]:
    """A suppression that silences nothing.

    Why: It outlived what it was written for, and would hide the next finding of that rule unseen. Take it out.
    Bad: <!-- attrib: ignore bare-source -- agreed with the desk --> Mayor Ana Ruiz said the deal was off.
    Good: <!-- attrib: ignore bare-source -- agreed with the desk --> A source said the deal was off.
    """
    yield from ()  # whoever reads the suppressions says which are unused


@rule("ATT902", "unknown-rule-in-suppression", Severity.ERROR)
def unknown_rule_in_suppression(_analysis: Analysis) -> Iterator[Finding]:
    """A suppression that names no rule, or one that does not exist.

    Why: What it was meant to silence is still reported, or will be missed once the name is mended. Every suppression says
        which rules it is for.
    Bad: <!-- attrib: ignore bare-sorce -- agreed with the desk --> A source said the deal was off.
    Good: <!-- attrib: ignore bare-source -- agreed with the desk --> A source said the deal was off.
    """
    yield from ()  # whoever reads the suppressions says which are unknown


RULES = (unused_suppression, unknown_rule_in_suppression)
