"""What a cue takes with it: the words that tell "blasted the plan as rushed" from "blasted the plan"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from attrib.lexicon import table
from attrib.tokens import AUXILIARIES, Token

_REACH = 14
_MARKERS = frozenset(table("context")["complement_markers"])
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its"})
_STOPS = frozenset(".;?!")
_FINITE = (":s", ":ed", ":base")


@dataclass(frozen=True, slots=True)
class Complement:
    """What follows a cue: `first` is the class of the very next token, `marker` what brings in a content, or "none".

    `finite` tells whether a clause with a verb of its own follows.
    """

    first: str
    marker: str
    finite: bool


def complement(tokens: tuple[Token, ...], last: int, stop: int) -> Complement:
    """What follows a cue that ends before token `last`, up to the next cue at `stop`."""
    end = min(len(tokens), last + _REACH, max(stop, last + 1))
    reach = list(takewhile(lambda i: tokens[i].text not in _STOPS, range(last, end)))
    first = _class(tokens[last]) if last < len(tokens) else "end"
    at = next((i for i in reach if _marker(tokens, i)), None)
    if at is None:
        return Complement(first, "none", any(tokens[i].lower in AUXILIARIES for i in reach))
    marker = _marker(tokens, at)
    return Complement(first, marker, marker != "quote" and any(_is_finite(tokens[i]) for i in reach if i >= at))


def _marker(tokens: tuple[Token, ...], i: int) -> str:
    """The word at `i` if it brings in a content, "quote" or "colon" for their marks, else ""."""
    token = tokens[i]
    if token.shape == '"' or token.quoted:
        return "quote"
    if token.text == ":":
        return "colon"
    if token.lower not in _MARKERS:
        return ""
    if token.lower == "to" and i + 1 < len(tokens) and tokens[i + 1].shape == "x" and tokens[i + 1].lower not in _DETERMINERS:
        return "to-verb"
    return token.lower


def _class(token: Token) -> str:
    """A token as a function word, a class or a shape: never a word of the topic."""
    if token.shape != "x" or token.lower in _MARKERS or token.lower in AUXILIARIES:
        return token.lower if token.shape == "x" else token.shape
    return token.kind.split(":")[0] if token.classes else token.sense or "x"


def _is_finite(token: Token) -> bool:
    return token.lower in AUXILIARIES or any(c.startswith("v:") and c.endswith(_FINITE) for c in token.classes)
