"""The configuration of a draft: the layers of files and command line laid over a profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attrib.config.files import Layer, Setting
from attrib.config.patterns import matches
from attrib.config.schema import KEYS, TABLES, KeyPath
from attrib.config.selectors import least_exact_first, rules_named
from attrib.findings import Severity
from attrib.rules import RULES, Budgets, Rule, RuleSettings
from attrib.rules.profiles import Profile, profile

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule that is on: its severity, and where either was decided."""

    severity: Severity
    chosen_by: str
    severity_by: str


@dataclass(frozen=True, slots=True)
class Config:
    """How drafts are checked. Patterns are relative to `root`; `values` has every setting with where it came from."""

    root: Path
    values: Mapping[KeyPath, Setting]
    rules: Mapping[str, Choice]
    """The rules that are on, by code."""

    def value(self, *key: str) -> Any:
        """The value of a key."""
        return self.values[key].value

    @property
    def publication(self) -> tuple[str, ...]:
        """The names of the drafts' own outlet."""
        first = self.value("publication")
        return (*((first,) if first else ()), *self.value("aliases"))

    @property
    def min_confidence(self) -> float:
        """The least confidence of a finding that is reported."""
        return float(self.value("min-confidence"))

    @property
    def unsure_below(self) -> float:
        """The confidence below which a label is shown as unsure."""
        return float(self.value("unsure-below"))

    @property
    def model(self) -> Path | None:
        """The newsroom's own model, where it has one."""
        path = self.value("model")
        return Path(path) if path else None

    @property
    def settings(self) -> RuleSettings:
        """What the newsroom tells its rules."""
        budgets = {key[1].replace("-", "_"): setting.value for key, setting in self.values.items() if key[0] == "budgets"}
        return RuleSettings(Budgets(**budgets), frozenset(self.value("people")), frozenset(self.value("outlets")))

    def ignored(self, draft: Path) -> dict[str, str]:
        """The rules that `per-file-ignores` turns off for a draft, by code, and where it says so."""
        return {
            code: setting.origin
            for key, setting in self.values.items()
            if key[0] == "per-file-ignores" and matches((key[1],), self.root, draft)
            for selector in setting.value
            for code in rules_named(selector)
        }

    def rules_for(self, draft: Path) -> tuple[Rule, ...]:
        """The rules to run over a draft, each in its severity."""
        ignored = self.ignored(draft)
        return tuple(replace(rule, severity=self.rules[rule.code].severity) for rule in RULES if rule.code in self.rules and rule.code not in ignored)


def resolve(layers: Sequence[Layer], root: Path) -> Config:
    """The configuration of layers, the one that matters least first."""
    values: dict[KeyPath, Setting] = {(key.name,): Setting(key.default, DEFAULT) for key in KEYS}
    values |= {(table.name, key.name): Setting(key.default, DEFAULT) for table in TABLES for key in table.keys}
    name = next((layer[("profile",)].value for layer in reversed(layers) if ("profile",) in layer), values[("profile",)].value)
    base = profile(name)
    for budget in ("too-anonymous", "too-unattributed", "too-few-sources", "one-source-story"):
        value = getattr(base.budgets, budget.replace("-", "_"))
        if value is not None:
            values[("budgets", budget)] = Setting(value, f"profile {name}")
    for layer in layers:
        values |= layer
    severities = [(selector[1], setting) for selector, setting in values.items() if selector[0] == "severity"]
    chosen = _chosen(base, f"profile {name}", layers)
    return Config(root, values, {code: _choice(code, by, base, f"profile {name}", severities) for code, by in sorted(chosen.items())})


def _chosen(base: Profile, origin: str, layers: Iterable[Layer]) -> dict[str, str]:
    """The codes of the rules that are on, and where each was turned on. Every layer goes on from what the one before it chose."""
    chosen = {code: origin for code, severity in base.severities.items() if severity is not None}
    for layer in layers:
        more = [(layer[key], True) for key in (("select",), ("extend-select",)) if key in layer]
        less = [(layer[("ignore",)], False)] if ("ignore",) in layer else []
        if ("select",) in layer:
            chosen = {}
        steps = {selector: (setting, on) for setting, on in (*more, *less) for selector in setting.value}
        for selector in least_exact_first(steps):
            setting, on = steps[selector]
            for code in rules_named(selector):
                if on:
                    chosen[code] = setting.origin
                else:
                    chosen.pop(code, None)
    return chosen


def _choice(code: str, by: str, base: Profile, origin: str, severities: Iterable[tuple[str, Setting]]) -> Choice:
    own = next(rule.severity for rule in RULES if rule.code == code)
    preset = base.severities.get(code)
    choice = Choice(preset or own, by, origin if preset not in (None, own) else DEFAULT)
    by_selector = dict(severities)
    for selector in least_exact_first(by_selector):
        if code in rules_named(selector):
            choice = Choice(Severity(by_selector[selector].value), by, by_selector[selector].origin)
    return choice
