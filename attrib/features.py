"""Readable features of tokens for the sequence model that finds cue, source and content.

A token's features come in parts. A part is a function with its arguments, or one name: what the same words and marks
say again and again need be worked out only once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrib.tokens import Token, word

Part = str | tuple[Any, ...]
_BEGIN, _END = "<s>", "</s>"
_NO_WORDS = frozenset({"d", "url", "@", "#"})
"""Shapes of tokens that count by their shape alone."""
_REACH = 8
"""Tokens within which a speech verb is near."""


def token_features(tokens: tuple[Token, ...]) -> list[list[str]]:
    """One list of feature names for each token of a sentence."""
    return [[name for part in parts for name in names_of(part)] for parts in token_parts(tokens)]


def names_of(part: Part) -> list[str]:
    """The feature names of a part."""
    return [part] if isinstance(part, str) else part[0](*part[1:])


def token_parts(tokens: tuple[Token, ...]) -> Iterator[tuple[Part, ...]]:
    """The parts of each token's features."""
    texts = ["", "", *(t.text for t in tokens), "", ""]
    words = [_BEGIN, *(t.lower if t.shape not in _NO_WORDS else t.shape for t in tokens), _END]
    kinds = [_BEGIN, _BEGIN, *(t.kind for t in tokens), _END, _END]
    quoted = ["s", *("q" if t.quoted else "o" for t in tokens), "e"]
    sentence = "o" if "q" not in quoted else "Q" if "o" not in quoted else "q"
    runs = _capital_runs(tokens)
    left, right = _speech_distances(tokens)
    for i, token in enumerate(tokens):
        before, w, after = words[i : i + 3]
        k2, k1, k, m1, m2 = kinds[i : i + 5]
        yield (
            (_own, token.text, "first" if i == 0 else "last" if i == len(tokens) - 1 else "mid"),
            (_beside, "-1", texts[i + 1]), (_beside, "+1", texts[i + 3]), (_beside, "-2", texts[i]), (_beside, "+2", texts[i + 4]),
            f"ww-={before}|{w}", f"ww+={w}|{after}",
            (_kinds, k1, k, m1), (_far_kinds, "-", k2, k1), (_far_kinds, "+", m1, m2),
            (_quotation, "".join(quoted[i : i + 3]), quoted[i + 1], sentence, k),
            (_surroundings, runs[i], left[i], right[i], token.shape),
        )  # fmt: skip


def _own(text: str, place: str) -> list[str]:
    """The token itself, and its place in the sentence."""
    _, kind, classes, shape, sense = word(text)
    w = _word(text)
    senses = ["m=" + sense] if sense else []
    return ["b", "w=" + w, "k=" + kind, "s=" + shape + place, "x3=" + w[-3:], "p=" + place, *("c=" + c for c in classes[1:]), *senses]


def _beside(at: str, text: str) -> list[str]:
    """A token one or two before or after; no text is the end of the sentence."""
    if not text:
        none = _BEGIN if at[0] == "-" else _END
        return [f"w{at}={none}", f"k{at}={none}"]
    _, kind, _, _, sense = word(text)
    senses = [f"m{at}={sense}"] if sense and at[1] == "1" else []
    return [f"w{at}={_word(text)}", f"k{at}={kind}", *senses]


def _kinds(before: str, own: str, after: str) -> list[str]:
    return [f"kk-={before}|{own}", f"kk+={own}|{after}", f"kkk={before}|{own}|{after}"]


def _far_kinds(side: str, one: str, other: str) -> list[str]:
    return [f"kk2{side}={one}|{other}"]


def _quotation(around: str, own: str, sentence: str, kind: str) -> list[str]:
    """What of the token, its neighbours and the sentence is quoted."""
    return ["q=" + around, f"qk={around}|{kind}", "S=" + sentence + own, f"Sk={sentence}|{kind}"]


def _surroundings(run: str, left: str, right: str, shape: str) -> list[str]:
    """The run of capitals the token stands in, and the speech verbs near it."""
    return ["r=" + run, "L=" + left, "R=" + right, f"Lk={left}|{shape}", f"Rk={right}|{shape}"]


def _word(text: str) -> str:
    lower, _, _, shape, _ = word(text)
    return shape if shape in _NO_WORDS else lower


def _capital_runs(tokens: tuple[Token, ...]) -> list[str]:
    """Place of each token in a run of capitalised words: o outside, else b, i, e or s for a run of one."""
    capitals = [False, *(token.capital for token in tokens), False]
    places = zip(capitals, capitals[1:], capitals[2:], strict=False)
    return ["o" if not own else "i" if before and after else "e" if before else "b" if after else "s" for before, own, after in places]


def _speech_distances(tokens: tuple[Token, ...]) -> tuple[list[str], list[str]]:
    """The nearest unquoted speech verb on each side within reach, with a coarse distance."""
    left, right = ["-"] * len(tokens), ["-"] * len(tokens)
    cues = [i for i, token in enumerate(tokens) if _is_cue_like(token)]
    for cue in cues:  # from left to right: the nearest one before a token has the last word
        for gap, at in enumerate(range(cue + 1, min(cue + _REACH + 1, len(tokens))), 1):
            left[at] = tokens[cue].kind + _bucket(gap)
    for cue in reversed(cues):
        for gap, at in enumerate(range(cue - 1, max(cue - _REACH - 1, -1), -1), 1):
            right[at] = tokens[cue].kind + _bucket(gap)
    return left, right


def _bucket(gap: int) -> str:
    return str(gap) if gap <= 2 else "4" if gap <= 4 else "8"


def _is_cue_like(token: Token) -> bool:
    return not token.quoted and (token.kind.startswith(("v:speech", "v:thin", "v:finding", "hearsay")) or token.lower == "according")
