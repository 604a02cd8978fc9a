"""`attrib rules` and `attrib explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from attrib.cli.output import fail, print_out


def _names(incomplete: str) -> list[str]:
    from attrib.rules import RULES

    return [name for rule in RULES for name in (rule.name, rule.code) if name.startswith(incomplete)]


def rules() -> None:
    """List the rules."""
    from attrib.rules import RULES

    print_out(f"{rule.code}  {rule.severity.value:7}  {rule.name}\n" for rule in RULES)


def explain(rule: Annotated[str, typer.Argument(metavar="RULE", help="Code or name of a rule.", autocompletion=_names)]) -> None:
    """Say what a rule wants and why."""
    import textwrap

    from attrib.rules import closest_rule, find_rule

    found = find_rule(rule)
    if found is None:
        near = closest_rule(rule)
        hint = f"did you mean {near.name} ({near.code})?" if near else "`attrib rules` lists them all"
        fail(f"there is no rule {rule!r}: {hint}")
    sections = [textwrap.fill(found.why, 80)]
    for title, example in (("Bad", found.bad), ("Good", found.good)):
        sections.append(f"{title}:\n" + textwrap.fill(example, 80, initial_indent="    ", subsequent_indent="    "))
    print_out([f"{found.code} {found.name} ({found.severity.value})\n\n", "\n\n".join(sections), "\n"])
