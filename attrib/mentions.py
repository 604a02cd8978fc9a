"""Names and descriptions: who or what a stretch of tokens speaks of, before anything is resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attrib.analysis import SourceKind
from attrib.lexicon import noun_classes, outlet_names, table
from attrib.tokens import Token

_INNER = frozenset({"of", "for", "the", "and", "&", "de", "da", "do", "dos", "del", "della", "di", "la", "le", "el", "al", "bin", "ibn", "van", "von", "der", "den", "ter", "y", "to", "on", "against", "without"})
_PARTICLES = frozenset({"de", "da", "do", "dos", "del", "della", "di", "la", "le", "el", "al", "bin", "ibn", "van", "von", "der", "den", "ter", "y"})
_NEVER_NAMES = frozenset(
    "the a an i he she it we they his her its our their this that these those but and or so yet if when while after before since as although though because however "
    "meanwhile also what who where why how there here in on at by for from with to of not no one two three some many most more another other last now then today "
    "yesterday tomorrow according asked says said still even only once all both each every either neither despite during under over earlier later until unless "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december "
    "mr mrs ms dr sen rep gov hon rev prof reportedly allegedly instead additionally furthermore moreover several nearly about around like just my your".split()
)
_CUT = frozenset("who whom whose which that , ( ; : — – - -- of for with in at from on by about against inside within outside familiar close near briefed to where when while and or but".split())
_PARTITIVE = frozenset("one some many several most few all both each none two three four five dozens hundreds thousands".split())
_COLLECTIVE = frozenset("number group couple handful majority pair minority chorus string series host range crowd".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as the half-open range `first:last` of a sentence's tokens, titles left out."""

    first: int
    last: int
    words: tuple[str, ...]
    title: str
    """The title or role noun before it, lower case, or ""."""
    articled: bool

    @property
    def text(self) -> str:
        return join_words(self.words)


@dataclass(frozen=True, slots=True)
class Description:
    """What a source span says of its source."""

    first: int
    last: int
    head: str
    classes: tuple[str, ...]
    determiner: str
    """definite, indefinite, possessive, quantity or bare."""
    plural: bool
    names: tuple[Name, ...]
    head_name: Name | None
    pronoun: str
    phrase: str


def join_words(words: Iterable[str]) -> str:
    text = ""
    for word in words:
        text += word if not text or word in {".", "’s", "'s"} or text.endswith("/") or word == "/" else " " + word
    return text


def names_in(tokens: tuple[Token, ...], lowered: frozenset[str] = frozenset(), shouting: bool = False) -> Iterator[Name]:
    """Proper names in order. `lowered` are words the document also writes in lower case; `shouting` turns capitals off as evidence."""
    if shouting:
        return
    i = 0
    while i < len(tokens):
        if not _starts_name(tokens, i, lowered):
            i += 1
            continue
        last = _name_end(tokens, i)
        yield from (n for n in _split_titles(tokens, i, last) if not _is_group(n.words))
        i = last


def _starts_name(tokens: tuple[Token, ...], i: int, lowered: frozenset[str]) -> bool:
    token = tokens[i]
    if token.shape == "@":
        return True
    if token.shape == "Xx" and token.text[0].isdigit():
        return True
    if not token.capital:
        return False
    if token.lower in _NEVER_NAMES:
        return False
    opens = i == 0 or tokens[i - 1].shape in ('"', "'", ":", "(", "[") or tokens[i - 1].text in (".", "?", "!", "—", "–")
    if opens and token.shape == "Xx":
        followed = i + 1 < len(tokens) and tokens[i + 1].capital and tokens[i + 1].lower not in _NEVER_NAMES
        followed = followed or (_is_organisation_word(token) and i + 2 < len(tokens) and tokens[i + 1].lower == "of" and tokens[i + 2].capital)
        if not followed and (token.lower in lowered or _is_common(token)):
            return False
    return True


def _is_common(token: Token) -> bool:
    return any(c.startswith(("n:", "v:", "AUX", "QUANT")) for c in token.classes) and token.lower not in outlet_names()


def _name_end(tokens: tuple[Token, ...], i: int) -> int:
    last = i + 1
    while last < len(tokens):
        token = tokens[last]
        if (token.capital and token.lower not in {"i"} and not (token.lower in _NEVER_NAMES and token.lower not in _INNER)) or (token.text == "." and tokens[last - 1].lower in table("nouns")["title"] | {"jr", "sr", "st"} and _next_capital(tokens, last)) or (token.text == "." and len(tokens[last - 1].text) == 1 and _next_capital(tokens, last)):
            last += 1
        elif token.lower in _INNER and _inner_joins(tokens, i, last):
            last += 1 if _next_capital(tokens, last) else 2
        elif (token.lower in {"'s", "'"} and _next_capital(tokens, last) and _is_organisation_word(tokens[last + 1])) or (token.shape == "d" and tokens[last - 1].capital and len(token.text) <= 2 and tokens[last - 1].shape == "XX"):
            last += 1
        else:
            break
    return last


def _next_capital(tokens: tuple[Token, ...], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].lower not in _NEVER_NAMES


def _inner_joins(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    lower = tokens[at].lower
    if lower in {"of", "for", "on", "against", "to", "without"} and at + 2 < len(tokens) and tokens[at + 1].lower == "the":
        return lower == "of" and tokens[at + 2].capital and _has_organisation_word(tokens[first:at])
    if not _next_capital(tokens, at):
        return False
    if lower in _PARTICLES:
        return True
    if lower in {"and", "&"}:
        return lower == "&" or (_has_organisation_word(tokens[first:at]) and (_is_organisation_word(tokens[at + 1]) or any(t.lower in {"of", "for"} for t in tokens[first:at])))
    if lower == "the":
        return False
    if lower == "of":
        return _has_organisation_word(tokens[first:at]) or tokens[first].lower in {"university", "bank", "church", "voice", "times", "people"}
    return lower in {"for", "on", "to", "against", "without"} and _has_organisation_word(tokens[first:at])


def _is_organisation_word(token: Token) -> bool:
    return token.lower.removesuffix("s") in table("nouns")["organisation_word"] or token.lower in table("nouns")["organisation_word"] or token.lower in table("nouns")["outlet_word"]


def _has_organisation_word(tokens: tuple[Token, ...]) -> bool:
    return any(_is_organisation_word(t) for t in tokens)


def _split_titles(tokens: tuple[Token, ...], first: int, last: int) -> Iterator[Name]:
    titles = table("nouns")["title"] | table("nouns")["office"]
    articled = first > 0 and tokens[first - 1].lower == "the"
    title = ""
    for i in range(last - 2, first - 1, -1):
        if tokens[i].lower in titles and tokens[i + 1].lower not in {"of", "for", "to"}:
            after = i + 2 if tokens[i + 1].text == "." else i + 1
            if after < last and tokens[after].lower not in titles and not _is_organisation_word(tokens[last - 1]):
                title = tokens[i].lower
                if i > first:
                    yield _name(tokens, first, i, "", articled)
                first = after
                break
    if not title and first > 0:
        before = tokens[first - 1]
        if not before.capital and any(c in ("n:person", "n:office", "n:speaker") for c in before.classes):
            title = before.lower
    yield _name(tokens, first, last, title, articled)


def _is_group(words: tuple[str, ...]) -> bool:
    """"Democrats", "House Republicans", "One Republican": people of a kind, not a name."""
    classes = noun_classes().get(words[-1].casefold(), ())
    if any(w in _INNER for w in words[:-1]):
        return False
    if len(words) == 1 and "person" in classes:
        return True
    return "person+" in classes or words[-1].casefold() in {"democrat", "republican"}


def _name(tokens: tuple[Token, ...], first: int, last: int, title: str, articled: bool) -> Name:
    words = tuple(t.text for t in tokens[first:last])
    return Name(first, last, words, title, articled)


def describe(tokens: tuple[Token, ...], first: int, last: int, lowered: frozenset[str] = frozenset()) -> Description:
    """What the tokens `first:last` of a source span say: head, determiner, number, names."""
    while last > first and tokens[last - 1].shape in (",", '"', "'", ".", ":", ";"):
        last -= 1
    while first < last - 1 and tokens[first].shape in (",", '"', "'"):
        first += 1
    names = tuple(n for n in names_in(tokens, lowered) if n.first >= first and n.last <= last)
    whole = _partitive(tokens, first, last, names)
    if whole is not None:
        return whole
    stop = _phrase_end(tokens, first, last, names)
    head_name = next((n for n in names if n.last == stop), None)
    head = tokens[stop - 1]
    lower = head.lower
    if lower in {"one", "others", "another", "some", "many", "several", "both", "all", "most"}:
        classes: tuple[str, ...] = ("QUANT",)
    else:
        classes = tuple("n:" + c for c in noun_classes().get(lower, ()))
    pronoun = lower if stop - first == 1 and ("PRP" in head.classes or "PRG" in head.classes) else ""
    if head_name and head_name.first > first and not any(t.capital for t in tokens[head_name.first : head_name.last]):
        head_name = None
    plural = any(c.endswith("+") for c in classes) or lower in {"others", "some", "many", "several", "both", "all", "most", "they"}
    if head_name and len(head_name.words) == 1 and plural and "n:person+" in classes:
        head_name = None
    if not classes and not head_name and lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and lower.isalpha():
        plural = True
    return Description(
        first, stop, lower, classes, _determiner(tokens, first, stop), plural, names, head_name, pronoun, join_words(t.text for t in tokens[first:stop])
    )


def _partitive(tokens: tuple[Token, ...], first: int, last: int, names: tuple[Name, ...]) -> Description | None:
    """"One of the deported refugees", "a group of doctors": the noun after "of" is what counts."""
    at = first + 1 if tokens[first].lower in {"a", "an", "the"} else first
    if at + 2 >= last or tokens[at + 1].lower != "of" or tokens[at].lower not in _PARTITIVE | _COLLECTIVE:
        return None
    inner = at + 2
    if tokens[inner].lower in {"the", "these", "those", "his", "her", "its", "their"} and inner + 1 < last:
        inner += 1
    stop = _phrase_end(tokens, inner, last, names)
    if any(n.last == stop and not _is_group(n.words) for n in names):
        return None
    head = tokens[stop - 1].lower
    classes = tuple("n:" + c for c in noun_classes().get(head, ()))
    phrase = join_words(t.text for t in tokens[first:stop])
    return Description(first, stop, head, ("QUANT", *classes), "quantity", tokens[at].lower not in {"one", "each"}, names, None, "", phrase)


def _phrase_end(tokens: tuple[Token, ...], first: int, last: int, names: tuple[Name, ...]) -> int:
    """End of the head noun phrase: before a relative clause, preposition or comma that no name spans."""
    for i in range(first, last):
        token = tokens[i]
        inside_name = any(n.first < i < n.last for n in names)
        if i > first and not inside_name and (token.lower in _CUT or "PRP" in token.classes or ("AUX" in token.classes and token.lower not in {"'s", "might", "will", "may", "can"})):
            return i
    return last


def _determiner(tokens: tuple[Token, ...], first: int, stop: int) -> str:
    lower = tokens[first].lower
    if lower in {"the", "this", "that", "these", "those"}:
        return "definite"
    if lower in {"a", "an", "another", "one"}:
        return "indefinite"
    if lower in {"his", "her", "its", "their", "my", "our", "your"} or any(t.lower in {"'s", "'"} for t in tokens[first : stop - 1]):
        return "possessive"
    if lower in table("nouns")["quantity"] or tokens[first].shape == "d":
        return "quantity"
    return "bare"


def looks_like_outlet(words: tuple[str, ...]) -> bool:
    """Whether a proper name is an outlet by its own words: in the seed, or ending as outlets do."""
    plain = [w.casefold() for w in words if w not in {".", ","}]
    joined = " ".join(plain).removeprefix("the ")
    if joined in outlet_names() or re.search(r"\w\.(?:com|org|net|co\.\w\w|info|ru|ng|ke)$", joined):
        return True
    if len(plain) > 1 and plain[-1] in {"agency", "agence"}:
        return plain[-2] in {"news", "press", "telegraph", "information"}
    endings = table("nouns")["outlet_word"]
    if len(plain) > 2 and plain[-1] in {"show", "hour", "podcast", "tonight", "report"}:
        return True
    return len(plain) > 1 and (plain[-1] in endings or plain[-1].endswith(("news", "press", "post", "times"))) and plain[-1] not in {"standard", "today", "wire", "star", "sun", "express", "guardian", "observer", "reporter", "review"}


def guess_kind(name: Name) -> SourceKind:
    """Person, organisation or outlet by the name alone."""
    words = [w.casefold() for w in name.words]
    if looks_like_outlet(name.words):
        return SourceKind.OUTLET
    if name.title:
        return SourceKind.PERSON
    if any(w in table("nouns")["organisation_word"] for w in words) or any(w in {"of", "for", "&"} for w in words):
        return SourceKind.ORGANISATION
    if len(words) == 1 and name.words[0].isupper() and len(words[0]) > 1:
        return SourceKind.ORGANISATION
    if name.articled:
        return SourceKind.ORGANISATION
    return SourceKind.PERSON
