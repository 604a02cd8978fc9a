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

_SECTION = re.compile(r"^(Why|Bad|Good):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A sourcing rule. Its name states the problem; `bad` is an example it finds, `good` one it leaves alone."""

    code: str
    name: str
    severity: Severity
    check: Check
    why: str
    bad: str
    good: str

    def finding(self, span: Span, confidence: float, message: str, related: tuple[Related, ...] = ()) -> Finding:
        """A finding of this rule."""
        return Finding(self.name, self.code, self.severity, confidence, message, span, related)


def rule(code: str, name: str, severity: Severity) -> Callable[[Check], Rule]:
    """Makes a generator the rule of that code; the sections Why, Bad and Good of its docstring become fields."""

    def make(check: Check) -> Rule:
        parts = _SECTION.split(inspect.cleandoc(check.__doc__ or ""))
        sections = {title: " ".join(text.split()) for title, text in zip(parts[1::2], parts[2::2], strict=True)}
        return Rule(code, name, severity, check, *(sections.get(title, "") for title in ("Why", "Bad", "Good")))

    return make
