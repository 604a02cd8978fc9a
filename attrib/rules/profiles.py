"""Profiles: tables of rule severities and budgets, no more."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from attrib.findings import Severity
from attrib.rules import RULES
from attrib.rules.rule import Budgets

PROFILES = ("default", "strict", "ap", "reuters", "bbc", "npr")


@dataclass(frozen=True, slots=True)
class Profile:
    """Severities by code, None for a rule that is off, and budgets."""

    severities: Mapping[str, Severity | None]
    budgets: Budgets


@cache
def profile(name: str) -> Profile:
    """The profile of that name, one of `PROFILES`: the rules' own severities and what its table changes."""
    table = _tables()[name]
    codes = {rule.name: rule.code for rule in RULES}
    severities = {rule.code: rule.severity if rule.on else None for rule in RULES}
    severities |= {codes[key]: None if value == "off" else Severity(value) for key, value in table.items() if key in codes and key not in _BUDGETS}
    return Profile(MappingProxyType(severities), Budgets(**{field: table[key] for key, field in _BUDGETS.items() if key in table}))


_BUDGETS = {field.name.replace("_", "-"): field.name for field in fields(Budgets)}
"""Budgets by the name of their rule; those rules keep their severity in every profile."""


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("attrib.data").joinpath("profiles.toml").read_text(encoding="utf-8"))
