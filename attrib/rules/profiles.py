"""Profiles: tables of rule severities and budgets, no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from attrib.findings import Severity
from attrib.profiles import BUDGETS, PROFILES, house_table
from attrib.rules import RULES
from attrib.rules.rule import Budgets

__all__ = ["PROFILES", "Profile", "profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """Severities by code, None for a rule that is off, and budgets."""

    severities: Mapping[str, Severity | None]
    budgets: Budgets


@cache
def profile(name: str) -> Profile:
    """The profile of that name, one of `PROFILES`: the rules' own severities and what its table changes."""
    table = house_table(name)
    codes = {rule.name: rule.code for rule in RULES}
    severities = {rule.code: rule.severity if rule.on else None for rule in RULES}
    # Budgets go by the names of their rules, which keep their severity in every profile.
    severities |= {codes[key]: None if value == "off" else Severity(value) for key, value in table.items() if key in codes and key not in BUDGETS}
    return Profile(MappingProxyType(severities), Budgets(**{key.replace("-", "_"): table[key] for key in BUDGETS if key in table}))

