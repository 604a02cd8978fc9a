"""Tokens of a sentence, with what the word tables and the quotation marks say of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import NamedTuple

from attrib.lexicon import lemmas, noun_classes, sense, table, verb_classes
from attrib.quotes import Quotation

_TOKEN = re.compile(
    r"https?://\S+|www\.\S+|[@#]\w+|(?:[^\W\d_]\.){2,}|''|``|\d[\d,.:/-]*\d|[^\W_]+(?:[-‑.&'’][^\W_]+)*|\.{2,}|--+|[^\w\s]|_+"
)
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$", re.IGNORECASE)
_POSSESSIVE_ENDS = frozenset("'’sS")
_CONTRACTION = re.compile(r"(?i)(?:he|she|it|who|that|there|what|let)['’]s$")

DOUBLE_MARKS = frozenset(["“", "”", '"', "''", "``", "„", "«", "»"])
SINGLE_MARKS = frozenset(["‘", "’", "'"])
AUXILIARIES = frozenset(
    "is are was were be been being am 's ’s has have had having do does did will would can could may might must shall should".split()
)
BE_FORMS = frozenset("is are was were be been being am".split())
NEGATIONS = frozenset("not never no n't nor without neither hardly cannot can't won't don't didn't doesn't".split())
SUBORDINATORS = frozenset("that if whether because after before while as when who which where how why what".split())


class Token(NamedTuple):
    """A word or mark as the half-open span `start:end` of the source.

    `kind` is a coarse class: the first word-table class that applies, or the shape;
    `sense` is what a word commonly stands for, where no word table knows it; `quoted` tells how deep in quotations it stands (marks count as inside).
    """

    start: int
    end: int
    text: str
    lower: str
    kind: str
    classes: tuple[str, ...]
    shape: str
    sense: str
    quoted: int

    @property
    def capital(self) -> bool:
        return self.shape in ("Xx", "XX", "X.")


def tokenize(prose: str, start: int, end: int, quotations: tuple[Quotation, ...]) -> tuple[Token, ...]:
    """Tokens of `prose[start:end]`; `quotations` are those that overlap it, in order."""
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(prose, start, end):
        at, stop = match.span()
        text = match.group()
        possessive = _POSSESSIVE.search(text) if text[-1] in _POSSESSIVE_ENDS and len(text) > 2 and text[0].isalnum() else None
        if possessive:
            spans.append((at, at + possessive.start()))
            spans.append((at + possessive.start(), stop))
        else:
            spans.append((at, stop))
    depths = _depths(spans, quotations)
    return tuple(Token(at, stop, prose[at:stop], *word(prose[at:stop]), depth) for (at, stop), depth in zip(spans, depths, strict=True))


def _depths(spans: list[tuple[int, int]], quotations: tuple[Quotation, ...]) -> list[int]:
    if not quotations:
        return [0] * len(spans)
    return [sum(q.start <= at and stop <= q.end for q in quotations) for at, stop in spans]


def quotations_in(quotations: tuple[Quotation, ...], opens: list[int], start: int, end: int) -> tuple[Quotation, ...]:
    """The quotations that overlap `start:end`; `opens` are their starts, in order."""
    last = bisect_right(opens, end - 1)
    return tuple(q for q in quotations[max(0, last - 64) : last] if q.end > start)


@lru_cache(maxsize=50_000)
def word(text: str) -> tuple[str, str, tuple[str, ...], str, str]:
    """What a token's text alone says of it: lower case, kind, classes, shape and sense."""
    lower = text.casefold().replace("’", "'")
    shape = _shape(text)
    classes = _classes(lower)
    known = bool(classes) or shape not in ("x", "Xx")
    return lower, (classes[0] if classes else shape), classes, shape, "" if known else sense(lower)


def _shape(text: str) -> str:
    first = text[0]
    if first.isalpha():
        if not first.isupper():
            return "x" if text.islower() or (not text.isalpha() and "-" not in text) else "Xx"
        if text.endswith("."):
            return "X."
        return "XX" if len(text) > 1 and text.isupper() else "Xx"
    if first.isdigit():
        return "d"
    if first in "@#" and len(text) > 1:
        return first
    if text.startswith(("http", "www.")):
        return "url"
    if text in DOUBLE_MARKS:
        return '"'
    if text in SINGLE_MARKS:
        return "'"
    return text[0] if first in ".,:;?!()[]—–-" else "p"


@cache
def _classes(lower: str) -> tuple[str, ...]:
    nouns = table("nouns")
    found: list[str] = []
    if lower in nouns["pronoun_person"]:
        found.append("PRP")
    elif lower in nouns["pronoun_group"]:
        found.append("PRG")
    if lower in AUXILIARIES:
        found.append("AUX")
    if lower in table("verbs")["hearsay_adverbs"]:
        found.append("hearsay")
    verb = verb_classes().get(lower)
    if verb:
        form = lemmas()[lower][1]
        found += [f"v:{c}:{form}" for c in verb]
    found += [f"n:{c}" for c in noun_classes().get(lower, ())]
    if lower in nouns["quantity"]:
        found.append("QUANT")
    if lower in nouns["title"]:
        found.append("title")
    if lower in nouns["outlet_word"]:
        found.append("outletword")
    if lower in nouns["anonymity"]:
        found.append("anonymity")
    if lower in nouns["venue"]:
        found.append("venue")
    return tuple(found)
