"""What a rule is: one generator over a finished analysis, with the reasons and examples of its docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from attrib.analysis import Analysis
from attrib.document import Span
from attrib.findings import Finding, Fix, Related, Severity

_SECTION = re.compile(r"^(Why|Bad|Good):", re.MULTILINE)


class Group(StrEnum):
    """What a rule is about; the hundreds of its code."""

    ANONYMITY = "anonymity"
    SPEAKERS = "speakers"
    PROVENANCE = "provenance"
    HEDGES = "hedges"
    BUDGETS = "budgets"
    HOUSEKEEPING = "housekeeping"


_GROUPS = {
    "ATT1": Group.ANONYMITY, "ATT2": Group.SPEAKERS, "ATT3": Group.PROVENANCE,
    "ATT4": Group.HEDGES, "ATT5": Group.BUDGETS, "ATT9": Group.HOUSEKEEPING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Budgets:
    """What a story may have before a budget rule speaks; None is no limit.

    `too_anonymous` and `one_source_story` are shares (0 to 1) of the attributed sentences, `too_unattributed`
    of all sentences; `too_few_sources` is the least number of named sources.
    """

    too_anonymous: float | None = None
    too_unattributed: float | None = None
    too_few_sources: int | None = None
    one_source_story: float | None = None


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What a newsroom tells its rules: budgets, people who need no introduction, and its own outlets."""

    budgets: Budgets = Budgets()
    people: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()


Check = Callable[[Analysis], Iterator[Finding]]
SettledCheck = Callable[[Analysis, RuleSettings], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A sourcing rule. Its name states the problem; `bad` is an example it finds, `good` one it leaves alone.

    `on` says whether it is part of the default profile; `standards` are the newsrooms whose published standards ask for it.
    """

    code: str
    name: str
    severity: Severity
    on: bool
    standards: tuple[str, ...]
    check: SettledCheck
    summary: str
    why: str
    bad: str
    good: str

    @property
    def group(self) -> Group:
        return _GROUPS[self.code[:4]]

    def finding(
        self, span: Span, confidence: float, message: str, related: tuple[Related, ...] = (), fix: Fix | None = None
    ) -> Finding:
        """A finding of this rule."""
        return Finding(self.name, self.code, self.severity, confidence, message, span, related, fix=fix)


def rule_with_settings(
    code: str, name: str, severity: Severity, *, on: bool = True, standards: tuple[str, ...] = ()
) -> Callable[[SettledCheck], Rule]:
    """Makes a generator the rule of that code; summary, Why, Bad and Good of its docstring become fields."""

    def make(check: SettledCheck) -> Rule:
        summary, *parts = _SECTION.split(inspect.cleandoc(check.__doc__ or ""))
        sections = {title: " ".join(text.split()) for title, text in zip(parts[::2], parts[1::2], strict=True)}
        why, bad, good = (sections.get(title, "") for title in ("Why", "Bad", "Good"))
        return Rule(code, name, severity, on, standards, check, " ".join(summary.split()), why, bad, good)

    return make


def rule(code: str, name: str, severity: Severity, *, on: bool = True, standards: tuple[str, ...] = ()) -> Callable[[Check], Rule]:
    """The same for a rule that needs no settings."""

    def make(check: Check) -> Rule:
        def settled(analysis: Analysis, _settings: RuleSettings) -> Iterator[Finding]:
            return check(analysis)

        settled.__doc__ = check.__doc__
        return rule_with_settings(code, name, severity, on=on, standards=standards)(settled)

    return make
