"""Which rules are on, in which severity, and where that was decided: a profile, and the layers of files and command line laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from attrib.config.config import DEFAULT
from attrib.config.files import Layer, Setting
from attrib.config.schema import KeyPath
from attrib.config.selectors import least_exact_first, rules_named
from attrib.findings import Severity
from attrib.rules import RULES
from attrib.rules.profiles import Profile, profile


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule that is on: its severity, and where either was decided."""

    severity: Severity
    chosen_by: str
    severity_by: str


def choices(name: str, layers: Sequence[Layer], values: Mapping[KeyPath, Setting]) -> dict[str, Choice]:
    """The rules that the profile `name` and the layers over it turn on, by code. `values` has every setting."""
    base, origin = profile(name), f"profile {name}"
    severities = [(selector[1], setting) for selector, setting in values.items() if selector[0] == "severity"]
    chosen = _chosen(base, origin, layers)
    return {code: _choice(code, by, base, origin, severities) for code, by in sorted(chosen.items())}


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
