"""Finds the noun phrase that a cue belongs to by word order alone, for cues whose source the tagger missed."""

from __future__ import annotations

from attrib.lexicon import table
from attrib.tokens import AUXILIARIES, NEGATIONS, SUBORDINATORS, Token

_PREPOSITIONS = frozenset("of in from at for with on near inside outside within among between across around behind under over against".split())
_CONNECTIVES = frozenset("and but or nor so yet as because although though since unless until than then however meanwhile".split())
_SKIPPED = frozenset("also then later earlier again still even once now recently repeatedly first further both all themselves himself herself itself just only since".split())
_MARKS = frozenset(",;:()[]—–?!“”\"«»„")
_TIMES = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_TAG_VERBS = frozenset("say add write report warn note explain claim argue".split())
_REACH = 26

Range = tuple[int, int]


def subject_of(tokens: tuple[Token, ...], first: int, last: int, form: str, lemma: str, passive: bool) -> tuple[Range | None, str]:
    """Token range of the source of the cue `first:last`, and the side it stands on."""
    words = [t.lower for t in tokens[first:last]]
    if (words[-1] == "to" and "according" in words) or words[-1] in {"by", "per"}:
        return phrase_after(tokens, last), "after"
    if "according" in words and last < len(tokens) and tokens[last].lower == "to":
        return phrase_after(tokens, last + 1), "after"
    if form in ("ed", "en") and last < len(tokens) and tokens[last].lower == "by":
        return phrase_after(tokens, last + 1), "after"
    if passive:
        agent = next((i for i in range(last, min(last + 10, len(tokens))) if tokens[i].lower == "by"), None)
        return (phrase_after(tokens, agent + 1), "after") if agent is not None else (None, "none")
    if form in ("s", "ed", "en", "base", "-"):
        if _is_inverted(tokens, first, last, lemma):
            after = phrase_after(tokens, last)
            if after:
                return after, "after"
        return _phrase_before(tokens, first), "before"
    return _phrase_before(tokens, first), "before"


def _is_inverted(tokens: tuple[Token, ...], first: int, last: int, lemma: str) -> bool:
    """`," said X` and `, say analysts`: the cue follows a quotation or a comma and a noun phrase follows it."""
    if last >= len(tokens):
        return False
    before = tokens[first - 1] if first else None
    after = tokens[last]
    if before is None or before.shape not in ('"', "'", ","):
        return False
    if before.shape == "," and not (first > 1 and tokens[first - 2].shape in ('"', "'")):
        if lemma not in _TAG_VERBS:
            return False
        if any(t.text == "," for t in tokens[max(0, first - 14) : first - 1]):
            return after.capital or "n:person+" in after.classes
    return not (after.shape in (",", ".", ":", '"') or after.lower in SUBORDINATORS)


def phrase_after(tokens: tuple[Token, ...], start: int) -> Range | None:
    """The noun phrase that begins at `start`, with what hangs on it."""
    stop = start
    while stop < len(tokens) and stop - start < _REACH:
        token = tokens[stop]
        if token.text in _MARKS or (token.text == "." and stop == len(tokens) - 1) or token.lower in SUBORDINATORS or token.lower in _CONNECTIVES - {"and"}:
            break
        if stop > start and _is_verb(tokens, stop):
            break
        if token.lower == "and" and not (stop + 1 < len(tokens) and (tokens[stop + 1].capital or tokens[stop + 1].classes)):
            break
        stop += 1
    return (start, stop) if stop > start else None


def _phrase_before(tokens: tuple[Token, ...], end: int) -> Range | None:
    last = end
    while last > 0 and _is_skipped(tokens[last - 1]):
        last -= 1
    if last == 0:
        return None
    if tokens[last - 1].text in {",", ")", "—", "–"}:
        last = _before_apposition(tokens, last - 1)
        if last <= 0:
            return None
    first = last
    while first > 0 and last - first < _REACH:
        token = tokens[first - 1]
        if token.text in _MARKS or (token.lower in SUBORDINATORS - {"that"} and first < last):
            break
        if token.lower in {"that", "if", "whether"} or token.lower in _CONNECTIVES - {"and", "or"}:
            break
        if token.lower in {"and", "or"} and not _joins_nouns(tokens, first - 1):
            break
        if first < last and _is_verb(tokens, first - 1):
            break
        first -= 1
        if token.lower in SUBORDINATORS:
            break
    while first < last - 1 and tokens[first].lower in _PREPOSITIONS | {"to", "by"} | _CONNECTIVES:
        first += 1
    return (first, last) if first < last and _is_nominal(tokens[last - 1]) else None


def _is_nominal(token: Token) -> bool:
    """Whether a token can end a noun phrase."""
    lower = token.lower
    if token.capital or "PRP" in token.classes or "PRG" in token.classes or "QUANT" in token.classes:
        return True
    return token.shape == "x" and lower not in _PREPOSITIONS | _CONNECTIVES | AUXILIARIES and lower not in {"to", "by", "the", "a", "an", "not", "about", "into"}


def _before_apposition(tokens: tuple[Token, ...], closing: int) -> int:
    """Where the noun phrase ends that an apposition closed at `closing` belongs to."""
    opener = {")": "(", ",": ",", "—": "—", "–": "–"}[tokens[closing].text]
    for i in range(closing - 1, max(-1, closing - 40), -1):
        if tokens[i].text == opener:
            return i
        if tokens[i].shape == '"':
            return -1
    return -1


def _is_skipped(token: Token) -> bool:
    if token.capital and token.lower not in _TIMES:
        return False
    lower = token.lower
    return lower in AUXILIARIES or lower in NEGATIONS or lower in _SKIPPED or lower in _TIMES or lower.endswith("n't") or (lower.endswith("ly") and len(lower) > 4)


def _is_verb(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if token.capital:
        return False
    if token.lower in AUXILIARIES and token.lower not in {"'s", "’s", "might", "will", "may", "can"}:
        return True
    verb = next((c for c in token.classes if c.startswith("v:")), "")
    if not verb:
        return False
    noun = any(c.startswith("n:") for c in token.classes)
    determined = i > 0 and (tokens[i - 1].lower in {"the", "a", "an", "his", "her", "its", "their", "this", "that"} or tokens[i - 1].capital)
    return verb.endswith((":ed", ":s", ":ing", ":base")) and not noun and not (determined and not verb.endswith(":ed"))


def _joins_nouns(tokens: tuple[Token, ...], at: int) -> bool:
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    if before is None or after is None:
        return False
    return (before.capital and after.capital) or any(c.startswith("n:") for c in before.classes) or after.lower in table("nouns")["quantity"]


def completed(tokens: tuple[Token, ...], span: Range, taken: frozenset[int]) -> Range:
    """A span that breaks off within a noun phrase ("A 2014" of "A 2014 study"), drawn out to its noun; `taken` are cue tokens."""
    first, last = span
    while last < len(tokens) and last not in taken and _lacks_noun(tokens[last - 1]) and tokens[last].shape in ("x", "Xx", "XX", "d"):
        if tokens[last].lower in _PREPOSITIONS | _CONNECTIVES | SUBORDINATORS or _is_skipped(tokens[last]) or _is_verb(tokens, last):
            break
        last += 1
    return first, last


def _lacks_noun(token: Token) -> bool:
    """Whether a noun phrase cannot end here: articles, possessives, numbers and words of nationality."""
    return token.lower in _OPENERS or token.shape == "d" or (token.capital and token.lower.endswith(("ian", "ish", "ese", "can")) and len(token.text) > 4)


_OPENERS = frozenset("the a an his her its their our my this that these those another 's top senior former longtime local unnamed anonymous".split())
