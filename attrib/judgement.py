"""What a description tells the reader by itself: the kind of its source, and whether that source is identified."""

from __future__ import annotations

import re

from attrib.analysis import SourceKind
from attrib.lexicon import table
from attrib.mentions import Description
from attrib.tokens import Token

_WORDS = table("context")
_NATIONALITY = re.compile(r"(?:an|ian|ese|ish|i|ch|ic)$")
_PEOPLE_ENDINGS = tuple(_WORDS["people_endings"])
_PERSON_ENDINGS = tuple(_WORDS["person_endings"])


def judge(d: Description, tokens: tuple[Token, ...]) -> tuple[SourceKind, bool, str]:
    """Kind of a description, whether it identifies anybody, and the code of the ground for that."""
    classes = set(d.classes)
    proper = d.determiner == "possessive" or _holds_name(d, tokens)
    tied = _is_tied_to_name(d, tokens)
    if d.head == "authorities":
        return SourceKind.ORGANISATION, proper or tied, "authorities"
    if "QUANT" in classes:
        return SourceKind.GROUP, False, "person"
    if classes & {"n:speaker", "n:speaker+"}:
        return SourceKind.PERSON, True, "speaker"
    if "n:office" in classes and not d.plural and d.determiner in ("definite", "possessive", "bare"):
        return SourceKind.PERSON, True, "office"
    if classes & {"n:body", "n:body+"} and not classes & {"n:person", "n:person+"}:
        return SourceKind.ORGANISATION, proper or not d.plural, "body"
    if classes & {"n:person", "n:person+", "n:office", "n:office+"}:
        return SourceKind.GROUP if d.plural else SourceKind.PERSON, False, "person"
    if classes & {"n:outlet", "n:outlet+"}:
        return SourceKind.OUTLET, proper and not d.plural, "outlet"
    if classes & {"n:document", "n:document+"}:
        return SourceKind.DOCUMENT, proper or tied or _is_institutional(d, tokens) or (d.determiner == "definite" and not d.plural), "document"
    return _judge_unknown(d, tokens)


def _judge_unknown(d: Description, tokens: tuple[Token, ...]) -> tuple[SourceKind, bool, str]:
    """The same for a head that no word table holds, by its ending and capitals."""
    if d.head.endswith(_PEOPLE_ENDINGS):
        return SourceKind.GROUP, False, "person-like"
    if d.head.endswith(_PERSON_ENDINGS) and d.determiner in ("indefinite", "quantity"):
        return SourceKind.PERSON, False, "person-like"
    if any(t.capital for t in tokens[d.first + 1 : d.last]) or (tokens[d.first].capital and d.first > 0):
        return SourceKind.ORGANISATION, True, "proper"
    return SourceKind.GROUP, d.determiner == "definite" and not d.plural, "other"


def _holds_name(d: Description, tokens: tuple[Token, ...]) -> bool:
    """Whether a capital before the head says whose it is: "Kenyan police"; the first word of a sentence counts as a nationality only."""
    for at in range(d.first, d.last - 1):
        token = tokens[at]
        telling = at > 0 or (not token.classes and _NATIONALITY.search(token.lower) is not None)
        if token.capital and telling and token.lower not in _WORDS["articles"]:
            return True
    return False


def _is_institutional(d: Description, tokens: tuple[Token, ...]) -> bool:
    """Whether a word before a document tells whose it is: "court documents", "federal statistics"."""
    return any(t.lower == "federal" or "n:body" in t.classes for t in tokens[d.first : d.last - 1])


def _is_tied_to_name(d: Description, tokens: tuple[Token, ...]) -> bool:
    """Whether a preposition ties a name to the description: "authorities in Nairobi"."""
    after = tokens[d.last : d.last + 6]
    return bool(after) and after[0].lower in _WORDS["tying"] and any(t.capital for t in after)
