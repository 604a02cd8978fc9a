"""Names for rules in a configuration: a code, the start of one, a rule's name, a group, or ALL."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import cache

_SHORTEST_PREFIX = "att"


@cache
def rules_named(selector: str) -> frozenset[str]:
    """The codes of the rules a selector stands for; none where it is unknown."""
    from attrib.rules import RULES  # which `label` can do without

    wanted = selector.casefold()
    return frozenset(
        rule.code
        for rule in RULES
        if wanted in ("all", rule.name, rule.group.value) or (wanted.startswith(_SHORTEST_PREFIX) and rule.code.casefold().startswith(wanted))
    )


def closest_selector(selector: str) -> str | None:
    """The selector that a mistyped one comes nearest to."""
    from attrib.rules import RULES

    known = {spelling.casefold(): spelling for rule in RULES for spelling in (rule.code, rule.name, rule.group.value)}
    near = difflib.get_close_matches(selector.casefold(), known, n=1)
    return known[near[0]] if near else None


def least_exact_first(selectors: Iterable[str]) -> Iterator[str]:
    """Selectors by how many rules they stand for, so that the more exact one has the last word."""
    yield from sorted(selectors, key=lambda selector: -len(rules_named(selector)))
