"""The configuration of a draft: the layers of files and command line laid over a profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrib.config.files import Layer, Setting
from attrib.config.patterns import matches
from attrib.config.schema import KEYS, TABLES, KeyPath
from attrib.config.selectors import rules_named
from attrib.profiles import BUDGETS, house_table

if TYPE_CHECKING:
    from attrib.config.choices import Choice
    from attrib.rules import Rule, RuleSettings

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Config:
    """How drafts are checked. Patterns are relative to `root`; `values` has every setting with where it came from."""

    root: Path
    values: Mapping[KeyPath, Setting]
    _choose: Callable[[], Mapping[str, Choice]]

    @property
    def rules(self) -> Mapping[str, Choice]:
        """The rules that are on, by code."""
        return self._choose()

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
        from attrib.rules import Budgets, RuleSettings  # which `label` can do without

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
        from attrib.rules import RULES

        chosen, ignored = self.rules, self.ignored(draft)
        return tuple(replace(rule, severity=chosen[rule.code].severity) for rule in RULES if rule.code in chosen and rule.code not in ignored)


def resolve(layers: Sequence[Layer], root: Path) -> Config:
    """The configuration of layers, the one that matters least first."""
    values: dict[KeyPath, Setting] = {(key.name,): Setting(key.default, DEFAULT) for key in KEYS}
    values |= {(table.name, key.name): Setting(key.default, DEFAULT) for table in TABLES for key in table.keys}
    name = next((layer[("profile",)].value for layer in reversed(layers) if ("profile",) in layer), values[("profile",)].value)
    table = house_table(name)
    values |= {("budgets", budget): Setting(table[budget], f"profile {name}") for budget in BUDGETS if budget in table}
    for layer in layers:
        values |= layer
    return Config(root, values, cache(partial(_choices, name, layers, values)))


def _choices(name: str, layers: Sequence[Layer], values: Mapping[KeyPath, Setting]) -> Mapping[str, Choice]:
    from attrib.config.choices import choices

    return choices(name, layers, values)
