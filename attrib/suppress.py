"""Notes in the draft that keep rules quiet.

    attrib: ignore RULE… -- reason          the block the note stands in or before
    attrib: off RULE… -- reason             from here on …
    attrib: on RULE…                        … to here, or to the end
    attrib: ignore-file RULE… -- reason     the whole draft

A note names its rules, by code or by name. One that names none, or one that does not exist, is a
finding itself; so is one that suppresses nothing.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from attrib.document import Document, Note, Span
from attrib.findings import Finding, Suppression
from attrib.patterns import lazy
from attrib.rules import Rule, closest_rule, find_rule
from attrib.rules.housekeeping import unknown_rule_in_suppression, unused_suppression

_PARTS = lazy(r"(?P<verb>[\w-]*)\s*(?P<rules>.*?)(?:\s*(?:--+|[–—])\s*(?P<reason>.*))?", re.DOTALL)
_BETWEEN = lazy(r"[\s,;]+")
_LONGEST_SHOWN = 40


class _Verb(StrEnum):
    IGNORE = "ignore"
    OFF = "off"
    ON = "on"
    IGNORE_FILE = "ignore-file"


@dataclass(frozen=True, slots=True)
class _Order:
    """A note that was understood: the codes of the rules it names, each with the name it uses."""

    verb: _Verb
    rules: tuple[tuple[str, str], ...]
    suppression: Suppression


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where an order keeps a rule quiet."""

    order: _Order
    code: str
    name: str
    start: int
    end: int

    def covers(self, finding: Finding) -> bool:
        return finding.code == self.code and self.start <= finding.span.start < self.end


@dataclass(frozen=True, slots=True)
class Suppressions:
    """What the notes of a draft suppress, and what is wrong with them."""

    scopes: tuple[_Scope, ...]
    wrong: tuple[tuple[Span, str], ...]

    def of(self, finding: Finding) -> Suppression | None:
        """What suppresses a finding, the narrowest of several."""
        scope = self._scope(finding)
        return scope.order.suppression if scope else None

    def findings(self, findings: Iterable[Finding], rules: Iterable[Rule]) -> Iterator[Finding]:
        """What to say of the notes themselves, given all that these rules found in the draft.

        Only a rule that ran can be found to be suppressed in vain.
        """
        ran = {rule.code: rule for rule in rules}
        unknown, unused = ran.get(unknown_rule_in_suppression.code), ran.pop(unused_suppression.code, None)
        if unknown:
            yield from (unknown.finding(span, 1.0, message) for span, message in self.wrong)
        if unused:
            used = set(map(self._scope, findings))
            idle: dict[_Order, list[str]] = {}
            for scope in self.scopes:
                if scope.code in ran and scope not in used:
                    idle.setdefault(scope.order, []).append(scope.name)
            yield from (unused.finding(order.suppression.span, 1.0, _idle_message(order, names)) for order, names in idle.items())

    def _scope(self, finding: Finding) -> _Scope | None:
        covering = (scope for scope in self.scopes if scope.covers(finding))
        return min(covering, key=lambda scope: scope.end - scope.start, default=None)


def suppressions_of(document: Document) -> Suppressions:
    """What the notes of a draft ask for."""
    orders: list[_Order] = []
    wrong: list[tuple[Span, str]] = []
    for note in document.notes:
        order, complaint = _read(note)
        orders += [order] if order else []
        wrong += [(Span(note.start, note.end), complaint)] if complaint else []
    return Suppressions(tuple(_scopes(document, orders)), tuple(wrong))


def _idle_message(order: _Order, idle: list[str]) -> str:
    names = ", ".join(f"“{name}”" for name in idle)
    if order.verb is _Verb.ON:
        return f"this ends nothing: no “attrib: off” before it names {names}"
    return f"nothing here to suppress: take out {'this note' if len(idle) == len(order.rules) else names}"


def _read(note: Note) -> tuple[_Order | None, str]:
    """The order a note gives, and what is wrong with the note, if anything is."""
    parts = _PARTS.fullmatch(note.text)
    assert parts is not None  # every part may be empty
    verbs = list(_Verb)
    written = parts["verb"].casefold()
    if written not in verbs:
        near = difflib.get_close_matches(written, verbs, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"it can be {', '.join(verbs)}"
        return None, f"“attrib: {_short(parts['verb'])}” is no instruction: {hint}"
    names = [name for name in _BETWEEN.split(parts["rules"]) if name]
    if not names:
        return None, f"“attrib: {written}” names no rule: say which, by name or code"
    known = {rule.code: name for name in names if (rule := find_rule(name))}
    unknown = [name for name in names if find_rule(name) is None]
    suppression = Suppression(tuple(names), (parts["reason"] or "").strip(), Span(note.start, note.end))
    return _Order(_Verb(written), tuple(known.items()), suppression), _unknown_message(unknown) if unknown else ""


def _unknown_message(names: list[str]) -> str:
    near = closest_rule(names[0])
    hint = f"did you mean “{near.name}”?" if near else "`attrib rules` lists them all, and a reason stands behind “--”"
    return f"there is no rule “{_short(' '.join(names))}”: {hint}"


def _short(word: str) -> str:
    return word if len(word) <= _LONGEST_SHOWN else word[: _LONGEST_SHOWN - 1] + "…"


def _scopes(document: Document, orders: list[_Order]) -> Iterator[_Scope]:
    end = len(document.text) + 1
    ranges: dict[str, _Scope] = {}
    for order in orders:
        span = order.suppression.span
        for code, name in order.rules:
            if order.verb is _Verb.IGNORE:
                block = _block(document, span)
                yield _Scope(order, code, name, block.start, block.end)
            elif order.verb is _Verb.IGNORE_FILE:
                yield _Scope(order, code, name, 0, end)
            else:
                begun = ranges.pop(code, None)
                if begun:
                    yield replace(begun, end=span.start)
                if order.verb is _Verb.OFF:
                    ranges[code] = _Scope(order, code, name, span.start, end)
                elif not begun:
                    yield _Scope(order, code, name, span.start, span.start)
    yield from ranges.values()


def _block(document: Document, note: Span) -> Span:
    """The block a note stands in, behind on the same line, or before."""
    following = bisect_right(document.blocks, note.start, key=lambda block: block.start)
    if following:
        before = document.blocks[following - 1]
        if note.start < before.end or len(f"{document.text[before.end : note.start]}.".splitlines()) == 1:
            return Span(before.start, before.end)
    if following < len(document.blocks):
        return Span(document.blocks[following].start, document.blocks[following].end)
    return Span(note.end, note.end)
