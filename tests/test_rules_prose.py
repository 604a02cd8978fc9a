"""Every rule over prose: passages that it leaves alone, then passages in which it finds the words given."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attrib.analysis import Analysis
from attrib.engine import analyze
from attrib.findings import Finding
from attrib.readers import read_draft
from attrib.rules import RULES, Budgets, RuleSettings, find_rule, findings_of

FIXTURES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((Path(__file__).parent / "rules").glob("att*.toml"))}
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
ELSEWHERE = {"unused-suppression", "unknown-rule-in-suppression"}
"""Rules that need suppressions, which the rules do not see."""


def check(code: str, text: str, budgets: dict[str, Any], name: str = "draft.txt") -> tuple[Analysis, tuple[Finding, ...]]:
    rule = find_rule(code)
    assert rule is not None
    analysis = analyze(read_draft(name, text.encode()))
    return analysis, findings_of(analysis, [rule], RuleSettings(Budgets(**budgets)))


@pytest.mark.parametrize(
    ("code", "text"), [pytest.param(code, text, id=f"{code}-{n}") for code, fixture in FIXTURES.items() for n, text in enumerate(fixture["quiet"], 1)]
)
def test_quiet(code: str, text: str) -> None:
    _, findings = check(code, text, FIXTURES[code].get("budgets", {}))
    assert not findings


@pytest.mark.parametrize(
    ("code", "case"), [pytest.param(code, case, id=f"{code}-{n}") for code, fixture in FIXTURES.items() for n, case in enumerate(fixture["fires"], 1)]
)
def test_fires(code: str, case: dict[str, str]) -> None:
    analysis, findings = check(code, case["text"], FIXTURES[code].get("budgets", {}))
    assert [analysis.text(f.span) for f in findings] == [case["words"]]
    assert all(0 < f.confidence <= 1 for f in findings)


def test_every_rule_has_a_fixture_with_more_quiet_cases_than_firing_ones() -> None:
    assert set(FIXTURES) == {rule.code.casefold() for rule in RULES if rule.name not in ELSEWHERE}
    assert [code for code, fixture in FIXTURES.items() if len(fixture["quiet"]) <= len(fixture["fires"])] == []


@pytest.mark.parametrize("code", FIXTURES)
@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda text: text.translate(STRAIGHT), id="straight-quotes"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="crlf"),
        pytest.param(lambda text: text.replace("“", "**“").replace("”", "”**"), id="markdown"),
    ],
)
def test_the_way_a_passage_is_typed_changes_nothing(code: str, written: Callable[[str], str]) -> None:
    budgets = FIXTURES[code].get("budgets", {})
    texts = [*FIXTURES[code]["quiet"], *(case["text"] for case in FIXTURES[code]["fires"])]
    changed = [text for text in texts if bool(check(code, text, budgets)[1]) != bool(check(code, written(text), budgets, "draft.md")[1])]
    assert changed == []
