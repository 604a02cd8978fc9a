"""Profiles: tables of rule severities and budgets, no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attrib.findings import Severity
from attrib.rules import RULES
from attrib.rules.rule import Budgets

PROFILES = ("default", "strict", "ap", "reuters", "bbc", "npr")


@dataclass(frozen=True, slots=True)
class Profile:
    """Severities by code, None for a rule that is off, and budgets."""

    severities: Mapping[str, Severity | None]
    budgets: Budgets


def profile(name: str) -> Profile:
    """The profile of that name, one of `PROFILES`."""
    everything = name == "strict"
    return Profile({rule.code: rule.severity if rule.on or everything else None for rule in RULES}, Budgets(too_anonymous=0.5) if everything else Budgets())
