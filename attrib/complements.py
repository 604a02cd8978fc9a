"""What a cue takes with it: the words that tell "blasted the plan as rushed" from "blasted the plan"."""

from __future__ import annotations

from dataclasses import dataclass

from attrib.lexicon import table
from attrib.tokens import AUXILIARIES, Token

_REACH = 14
_MARKERS = frozenset(table("context")["complement_markers"])
_STOPS = frozenset(".;?!")
_FINITE = (":s", ":ed", ":base")


@dataclass(frozen=True, slots=True)
class Complement:
    """`first` is the token right after the cue, `marker` the first word that brings in a content, `finite` whether a clause with a verb of its own follows."""

    first: str
    marker: str
    finite: bool


def complement(tokens: tuple[Token, ...], last: int, stop: int) -> Complement:
    """What follows a cue that ends before token `last`, up to the next cue at `stop`."""
    end = min(len(tokens), last + _REACH, max(stop, last + 1))
    marker, finite = "none", False
    for i in range(last, end):
        token = tokens[i]
        if token.text in _STOPS:
            break
        if marker == "none":
            marker = _marker(tokens, i)
        if marker != "none" and marker != "quote" and _is_finite(token):
            finite = True
            break
        if not finite and marker == "none" and token.lower in AUXILIARIES:
            finite = True
    first = _class(tokens[last]) if last < len(tokens) else "end"
    return Complement(first, marker, finite)


def _marker(tokens: tuple[Token, ...], i: int) -> str:
    token = tokens[i]
    if token.shape == '"' or token.quoted:
        return "quote"
    if token.text == ":":
        return "colon"
    if token.lower not in _MARKERS:
        return "none"
    if token.lower == "to":
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        return "to-verb" if after is not None and after.shape == "x" and after.lower not in ("the", "a", "his", "her", "their", "its") else "to"
    return token.lower


def _class(token: Token) -> str:
    if token.shape != "x":
        return token.shape
    return token.lower if token.lower in _MARKERS or token.lower in AUXILIARIES or not token.classes else token.kind.split(":")[0]


def _is_finite(token: Token) -> bool:
    return token.lower in AUXILIARIES or any(c.startswith("v:") and c.endswith(_FINITE) for c in token.classes)
