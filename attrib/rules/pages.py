"""Writes a page for every rule, and their index, from the docstrings: `python -m attrib.rules.pages docs/rules`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from attrib.rules import RULES, Rule

_NOTE = "<!-- Written by `python -m attrib.rules.pages docs/rules` from the docstrings of the rules. -->\n\n"


def page(rule: Rule) -> str:
    """The page of one rule, as Markdown."""
    usual = rule.severity.value if rule.on else f"{rule.severity.value}, off by default"
    behind = f" · after {', '.join(rule.standards)}" if rule.standards else ""
    parts = [
        f"# {rule.code} {rule.name}",
        f"{usual} · {rule.group}{behind}",
        rule.summary,
        f"## Why\n\n{rule.why}",
        f"## Bad\n\n> {rule.bad}",
        f"## Good\n\n> {rule.good}",
    ]
    return _NOTE + "\n\n".join(parts) + "\n"


def index() -> str:
    """The index of all rules by group."""
    parts = ["# Rules", "What each looks for and why, one page a rule."]
    for group, rules in groupby(RULES, key=lambda rule: rule.group):
        lines = [f"| [{r.code}]({file_name(r)}) | `{r.name}` | {_default(r)} | {r.summary} |" for r in rules]
        parts.append(f"## {group.capitalize()}\n\n" + "\n".join(["| code | name | default | |", "|---|---|---|---|", *lines]))
    return _NOTE + "\n\n".join(parts) + "\n"


def file_name(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}.md"


def _default(rule: Rule) -> str:
    return rule.severity.value if rule.on else "off"


def pages() -> Iterator[tuple[str, str]]:
    """File names and contents of the index and every page."""
    yield "index.md", index()
    for rule in RULES:
        yield file_name(rule), page(rule)


def main(folder: str) -> None:
    """Writes all pages into a folder."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in pages():
        (target / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m attrib.rules.pages FOLDER")
    main(sys.argv[1])
