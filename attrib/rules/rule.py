"""What a rule is: one generator over a finished analysis, with the reasons and examples of its docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from attrib.analysis import Analysis
from attrib.document import Span
from attrib.findings import Finding, Related, Severity

Check = Callable[[Analysis], Iterator[Finding]]

_GROUPS = {"1": "anonymity", "2": "speakers", "3": "provenance", "4": "hedges", "5": "budgets", "9": "housekeeping"}
_SECTION = re.compile(r"^(Why|Bad|Good):", re.MULTILINE)


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
    check: Check
    summary: str
    why: str
    bad: str
    good: str

    @property
    def group(self) -> str:
        """What it is about; the hundreds of its code."""
        return _GROUPS[self.code[3]]

    def finding(self, span: Span, confidence: float, message: str, related: tuple[Related, ...] = ()) -> Finding:
        """A finding of this rule."""
        return Finding(self.name, self.code, self.severity, confidence, message, span, related)


def rule(code: str, name: str, severity: Severity, *, on: bool = True, standards: tuple[str, ...] = ()) -> Callable[[Check], Rule]:
    """Makes a generator the rule of that code; summary, Why, Bad and Good of its docstring become fields."""

    def make(check: Check) -> Rule:
        summary, *parts = _SECTION.split(inspect.cleandoc(check.__doc__ or ""))
        sections = {title: " ".join(text.split()) for title, text in zip(parts[::2], parts[1::2], strict=True)}
        why, bad, good = (sections.get(title, "") for title in ("Why", "Bad", "Good"))
        return Rule(code, name, severity, on, standards, check, " ".join(summary.split()), why, bad, good)

    return make
