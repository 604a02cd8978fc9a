"""Turns of a transcript or interview ("RUIZ: We lost.", "((Ana Ruiz)) We lost.", "Q: ... A: ...") and signatures ("“We lost.” — Ana Ruiz")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from attrib.document import BlockKind
from attrib.lexicon import table
from attrib.sentences import RawSentence
from attrib.tokens import Token

_PARTICLES = table("context")["particles"]
_LONGEST_LABEL = 6
_LONGEST_SIGNATURE = 14
_DASHES = frozenset("—–―-") | {"--"}
_ASKS = frozenset({"q", "question"})
_ANSWERS = frozenset({"a", "answer"})


@dataclass(frozen=True, slots=True)
class Turn:
    """Where somebody begins to speak: the label's tokens `first:last` and the token that closes it.

    `role` is "asks" or "answers" where the label names nobody, "speaks" where it does, "signs" where it stands at the end.
    A `lasting` turn goes on until the next one.
    """

    first: int
    last: int
    closing: int
    role: str
    lasting: bool


def find_turns(sentences: Sequence[RawSentence], tokens: Sequence[tuple[Token, ...]]) -> dict[int, Turn]:
    """The turns of a draft by the number of the sentence they begin with."""
    starts = [n for n, s in enumerate(sentences) if s.place == 0]
    asked = _questions(starts, tokens)
    turns = asked | {n: turn for n in starts if n not in asked and (turn := _bracketed(tokens[n]) or _capitals(tokens[n]))}
    prose = [n for n in starts if sentences[n].kind is not BlockKind.HEADING and n not in turns]
    return turns | _names(prose, tokens)


def _bracketed(tokens: tuple[Token, ...]) -> Turn | None:
    """((Ana Ruiz)), with or without a colon after it."""
    if len(tokens) < 5 or tokens[0].text != "(" or tokens[1].text != "(":
        return None
    last = next((i for i in range(3, min(3 + _LONGEST_LABEL, len(tokens) - 1)) if tokens[i].text == ")" and tokens[i + 1].text == ")"), None)
    if last is None:
        return None
    colon = last + 2 < len(tokens) and tokens[last + 2].text == ":"
    return Turn(2, last, last + 2 if colon else last + 1, "speaks", True)


def _capitals(tokens: tuple[Token, ...]) -> Turn | None:
    """RUIZ: at the beginning of any paragraph."""
    turn = _before_colon(tokens)
    return turn if turn and all(t.shape in ("XX", "X.", ".") for t in tokens[turn.first : turn.last]) else None


def _before_colon(tokens: tuple[Token, ...]) -> Turn | None:
    first = 1 if tokens and tokens[0].shape == '"' else 0
    colon = next((i for i in range(first + 1, min(first + _LONGEST_LABEL, len(tokens) - 1)) if tokens[i].text == ":"), None)
    return Turn(first, colon, colon, "speaks", False) if colon is not None else None


def _questions(starts: list[int], tokens: Sequence[tuple[Token, ...]]) -> dict[int, Turn]:
    """Q: and A:, where a draft has both."""
    found = {}
    for n in starts:
        if len(tokens[n]) > 2 and tokens[n][1].text in ".:" and tokens[n][0].lower in _ASKS | _ANSWERS:
            found[n] = Turn(0, 1, 1, "asks" if tokens[n][0].lower in _ASKS else "answers", True)
    return found if len({turn.role for turn in found.values()}) == 2 else {}


def _names(starts: list[int], tokens: Sequence[tuple[Token, ...]]) -> dict[int, Turn]:
    """"Ana Ruiz:", where two such labels take turns."""
    found: dict[int, Turn] = {}
    labels: dict[int, str] = {}
    for n in starts:
        turn = _before_colon(tokens[n])
        if turn and all(t.capital or t.text == "." for t in tokens[n][turn.first : turn.last]):
            found[n] = turn
            labels[n] = tokens[n][turn.last - 1].lower
    counts = Counter(labels.values())
    talk = sum("?" in {t.text for t in tokens[n]} for n in found)
    if len(counts) < 2 or max(counts.values()) < 2 or not talk:
        return {}
    return {n: Turn(t.first, t.last, t.closing, "speaks", True) for n, t in found.items()}


def signature(tokens: tuple[Token, ...]) -> Turn | None:
    """The name at the end of what it signs: after a dash that follows a quotation, a link or nothing, or with a handle behind it."""
    for at in range(len(tokens) - 2, max(-1, len(tokens) - _LONGEST_SIGNATURE), -1):
        if tokens[at].text not in _DASHES or tokens[at].quoted or not tokens[at + 1].capital:
            continue
        last = next((i for i in range(at + 1, len(tokens)) if not (tokens[i].capital or tokens[i].text == "." or tokens[i].lower in _PARTICLES)), len(tokens))
        rest = tokens[last:]
        handle = len(rest) > 1 and rest[0].text == "(" and rest[1].shape == "@"
        before = tokens[at - 1] if at else None
        parted = before is None or before.shape in ('"', "'", "url", "@", "#")
        told = any(t.kind.startswith(("v:", "AUX")) for t in rest)
        closed = not rest or rest[0].text in ",.(" or rest[0].shape == "d"
        if handle or (parted and closed and not told and last - at <= _LONGEST_LABEL):
            return Turn(at + 1, last, at, "signs", False)
    return None
