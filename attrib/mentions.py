"""Names and descriptions: who or what a stretch of tokens speaks of, before anything is resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attrib.analysis import SourceKind
from attrib.lexicon import adjectives, adverbs, gender, noun_classes, outlet_names, sense, table
from attrib.tokens import Token

_WORDS = table("context")
_PARTICLES = _WORDS["particles"]
_PREPOSITIONS = _WORDS["name_prepositions"]
_INNER = _PARTICLES | _PREPOSITIONS | {"the", "and", "&"}
_NEVER_NAMES = _WORDS["never_names"] | _WORDS["weekdays"] | (_WORDS["months"] - {"may"})  # Theresa May
_TITLES = table("nouns")["title"] | table("nouns")["office"]
_ABBREVIATIONS = table("nouns")["title"] | _WORDS["name_abbreviations"]
_VERBAL = ("", "speak", "think", "feel", "deal")
_DEMONYM_ENDINGS = ("ian", "can", "ese", "ean", "ish")
_DOMAIN = re.compile(r"\w\.(?:com|org|net|co\.\w\w|info|news|[a-z]{2})$")


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
        text += word if not text or word in {".", "’s", "'s", "/", "-"} or text.endswith(("/", "-")) else " " + word
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
    if not token.capital or token.lower in _NEVER_NAMES or token.lower.partition("'")[0] in _NEVER_NAMES:
        return False
    if token.shape != "Xx" or not _opens_sentence(tokens, i) or _runs_on(tokens, i):
        return True
    return token.lower not in lowered and not _is_common(token)


def _opens_sentence(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a capital at `i` says nothing, because any word would have one there."""
    return i == 0 or tokens[i - 1].shape in ('"', "'", ":", "(", "[") or tokens[i - 1].text in (".", "?", "!", "—", "–")


def _runs_on(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether another capital follows at once, or after the "of" of "Bank of ..."."""
    if _next_capital(tokens, i):
        return True
    return _is_organisation_word(tokens[i]) and i + 2 < len(tokens) and tokens[i + 1].lower == "of" and tokens[i + 2].capital


def _is_common(token: Token) -> bool:
    if "-" in token.text and sense(token.lower.rpartition("-")[2]) == "person+":
        return True
    known = bool(token.sense) or any(c.startswith(("n:", "v:", "AUX", "QUANT")) for c in token.classes)
    return (known or token.lower in adverbs() or token.lower in adjectives()) and token.lower not in outlet_names()


def _name_end(tokens: tuple[Token, ...], i: int) -> int:
    last = i + 1
    while last < len(tokens):
        token = tokens[last]
        if _is_name_word(token) or _is_abbreviation_stop(tokens, last):
            last += 1
        elif token.lower in _INNER and _inner_joins(tokens, i, last):
            last += 1 if _next_capital(tokens, last) else 2
        elif _is_inner_possessive(tokens, last) or _is_channel_number(tokens, last):
            last += 1
        else:
            break
    return last


def _next_capital(tokens: tuple[Token, ...], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].lower not in _NEVER_NAMES


def _is_name_word(token: Token) -> bool:
    return token.capital and (token.lower not in _NEVER_NAMES or token.lower in _INNER or token.lower == "today")  # USA Today


def _is_abbreviation_stop(tokens: tuple[Token, ...], at: int) -> bool:
    """The full stop of "Sen. Ruiz" or "J. Lee"."""
    before = tokens[at - 1]
    return tokens[at].text == "." and (len(before.text) == 1 or before.lower in _ABBREVIATIONS) and _next_capital(tokens, at)


def _is_inner_possessive(tokens: tuple[Token, ...], at: int) -> bool:
    """The "'s" of "Lloyd's Bank"."""
    return tokens[at].lower in {"'s", "'"} and _next_capital(tokens, at) and _is_organisation_word(tokens[at + 1])


def _is_channel_number(tokens: tuple[Token, ...], at: int) -> bool:
    """The "2" of "BBC 2", the "500" of "Fortune 500"."""
    channel = len(tokens[at].text) <= 2 and tokens[at - 1].shape == "XX"
    return tokens[at].shape == "d" and (channel or (tokens[at - 1].lower in outlet_names() and tokens[at].text.isdigit()))


def _inner_joins(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    """Whether the small word at `at` goes on with the name begun at `first`."""
    lower = tokens[at].lower
    before = tokens[first:at]
    if lower in _PREPOSITIONS and at + 2 < len(tokens) and tokens[at + 1].lower == "the":
        return lower == "of" and tokens[at + 2].capital and _has_organisation_word(before)
    if not _next_capital(tokens, at):
        return False
    if lower in _PARTICLES or lower == "&":
        return True
    if lower == "and":
        joined = _is_organisation_word(tokens[at + 1]) or any(t.lower in {"of", "for"} for t in before)
        return joined and _has_organisation_word(before)
    if lower == "of" and tokens[first].lower in _WORDS["name_heads"]:
        return True
    if lower == "of" and tokens[at - 1].lower in _TITLES and at + 2 < len(tokens) and tokens[at + 2].capital:
        return True  # "Secretary of State Ana Ruiz"
    return lower in _PREPOSITIONS and _has_organisation_word(before)


def _is_organisation_word(token: Token) -> bool:
    organisations, outlets = table("nouns")["organisation_word"], table("nouns")["outlet_word"]
    return token.lower in organisations or token.lower.removesuffix("s") in organisations or token.lower in outlets


def _has_organisation_word(tokens: tuple[Token, ...]) -> bool:
    return any(_is_organisation_word(t) for t in tokens)


def _split_titles(tokens: tuple[Token, ...], first: int, last: int) -> Iterator[Name]:
    articled = first > 0 and tokens[first - 1].lower == "the"
    title = ""
    person = _person_after(tokens, first, last)
    if person:
        if tokens[first - 1].lower != "of":
            yield _name(tokens, first, person, "", articled)
        first = person
    for i in range(last - 2, first - 1, -1):
        if tokens[i].lower in _TITLES and tokens[i + 1].lower not in {"for", "to"}:
            after = i + {".": 2, "of": 3}.get(tokens[i + 1].lower, 1)
            if after < last and tokens[after].lower not in _TITLES and not _is_organisation_word(tokens[last - 1]):
                title = tokens[i].lower
                if i > first:
                    yield _name(tokens, first, i, "", articled)
                first = after
                break
    if not title and first > 0:
        title = _title_before(tokens, first)
    yield _name(tokens, first, last, title, articled)


def _person_after(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Where a person's name begins within capitals that begin with an outlet or an office: "Fox News' Ana Ruiz", "then-secretary of State Ana Ruiz"; else 0."""
    for i in range(first + 1, last - 1):
        if gender(tokens[i].lower) and tokens[i + 1].capital and not _is_organisation_word(tokens[last - 1]):
            office = i == first + 1 and first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower.rpartition("-")[2] in _TITLES
            return i if office or looks_like_outlet(tuple(t.text for t in tokens[first:i])) else 0
    return 0


def _title_before(tokens: tuple[Token, ...], first: int) -> str:
    """The title or role right before a name: "Sen. Ruiz", "senator Ruiz"."""
    before = tokens[first - 1]
    if before.text == "." and first > 1 and tokens[first - 2].lower in table("nouns")["title"]:
        return tokens[first - 2].lower
    if before.lower in table("nouns")["title"] or (not before.capital and any(c in ("n:person", "n:office", "n:speaker") for c in before.classes)):
        return before.lower
    return ""


def _is_group(words: tuple[str, ...]) -> bool:
    """"Democrats", "House Republicans", "One Republican", "Muslims": people of a kind, not a name."""
    last = words[-1].casefold()
    if last in outlet_names():
        return False
    classes = noun_classes().get(last, ())
    if any(w in _INNER for w in words[:-1]):
        return False
    demonym = last in _WORDS["peoples"] or (sense(last) == "person" and last.endswith(_DEMONYM_ENDINGS))
    if len(words) == 1 and ("person" in classes or sense(last) == "person+" or demonym):
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
    first = _after_dateline(tokens, first, last)
    names = tuple(n for n in names_in(tokens, lowered) if n.first >= first and n.last <= last)
    whole = _partitive(tokens, first, last, names)
    if whole is not None:
        return whole
    stop = _phrase_end(tokens, first, last, names)
    head = tokens[stop - 1]
    classes = ("QUANT",) if head.lower in _WORDS["quantity_heads"] else _noun_codes(head.lower)
    plural = any(c.endswith("+") for c in classes) or head.lower in _WORDS["plural_heads"]
    head_name = _head_name(tokens, first, stop, names)
    if head_name and len(head_name.words) == 1 and plural and "n:person+" in classes:
        head_name = None
    plural = plural or (not classes and not head_name and _looks_plural(head.lower))
    pronoun = head.lower if stop - first == 1 and ("PRP" in head.classes or "PRG" in head.classes) else ""
    determiner = _determiner(tokens, first, stop)
    phrase = join_words(t.text for t in tokens[first:stop])
    return Description(first, stop, head.lower, classes, determiner, plural, names, head_name, pronoun, phrase)


def _after_dateline(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Where source words begin that a dateline was taken into: "Neb. — State Sen. Ruiz"."""
    for i in range(first + 1, min(first + 5, last - 1)):
        if tokens[i].text in ("—", "–", "―") and all(t.capital or t.text in (".", ",") for t in tokens[:i]):
            return i + 1
    return first


def _noun_codes(word: str) -> tuple[str, ...]:
    """Classes of a noun; people whom no word table knows are people all the same."""
    known = tuple("n:" + c for c in noun_classes().get(word, ()))
    return known or (("n:" + sense(word),) if sense(word) in ("person", "person+") else ())


def _head_name(tokens: tuple[Token, ...], first: int, stop: int, names: tuple[Name, ...]) -> Name | None:
    """The name that ends the phrase `first:stop`; one without a capital only if it is the whole phrase."""
    name = next((n for n in names if n.last == stop), None)
    if name and name.first > first and not any(t.capital for t in tokens[name.first : name.last]):
        return None
    if name and len(name.words) == 1 and name.first == first + 1 and tokens[first].lower in _WORDS["of_a_kind"] and not looks_like_outlet(name.words):
        return None  # "another Muslim"
    return name


def _looks_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and word.isalpha()


def _partitive(tokens: tuple[Token, ...], first: int, last: int, names: tuple[Name, ...]) -> Description | None:
    """"One of the deported refugees", "a group of doctors": the noun after "of" is what counts."""
    at = first + 1 if tokens[first].lower in {"a", "an", "the"} else first
    if at + 2 >= last or tokens[at + 1].lower != "of" or tokens[at].lower not in _WORDS["partitive"] | _WORDS["collective"]:
        return None
    inner = at + 2
    if tokens[inner].lower in {"the", "these", "those", "his", "her", "its", "their"} and inner + 1 < last:
        inner += 1
    stop = _phrase_end(tokens, inner, last, names)
    if any(n.last == stop and not _is_group(n.words) for n in names):
        return None
    head = tokens[stop - 1].lower
    plural = tokens[at].lower not in {"one", "each"}
    phrase = join_words(t.text for t in tokens[first:stop])
    return Description(first, stop, head, ("QUANT", *_noun_codes(head)), "quantity", plural, names, None, "", phrase)


def _phrase_end(tokens: tuple[Token, ...], first: int, last: int, names: tuple[Name, ...]) -> int:
    """End of the head noun phrase: before a relative clause, preposition or comma that no name spans."""
    within = {i for n in names for i in range(n.first + 1, n.last)} | {n.first - 2 for n in names if n.title}  # the "of" of a title
    stop = next((i for i in range(first + 1, last) if _cuts_phrase(tokens[i]) and not _is_hyphen(tokens, i) and i not in within), last)
    named = next((n for n in names if n.first <= first + 2 and n.last < stop and _ends_with_name(tokens[n.last])), None)
    if named:
        return named.last
    while stop - first > 1 and _is_adverb(tokens[stop - 1]):
        stop -= 1
    return stop


def _ends_with_name(token: Token) -> bool:
    """Whether a word after a name cannot go on with its phrase: "Ruiz later", "Ruiz revised"."""
    return _is_adverb(token) or (token.shape == "x" and not token.classes and token.sense in _VERBAL and token.lower.endswith("ed"))


def _is_hyphen(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a dash joins a word: "412-page"."""
    return i + 1 < len(tokens) and tokens[i].text == "-" and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start


def _is_adverb(token: Token) -> bool:
    """Whether a token does not belong to the noun phrase before it: "officials now", "the ministry later"."""
    return token.shape == "x" and not token.classes and not token.sense and token.lower in adverbs()


def _cuts_phrase(token: Token) -> bool:
    verbal = "AUX" in token.classes and token.lower not in _WORDS["doubtful_auxiliaries"]
    return token.lower in _WORDS["phrase_cuts"] or "PRP" in token.classes or verbal


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
    if joined in outlet_names() or _DOMAIN.search(joined):
        return True
    if len(plain) < 2:
        return False
    if len(plain) < 4 and " ".join(plain[:-1]) in outlet_names() and _is_edition(words):
        return True
    last = plain[-1]
    if plain[-2] == "news" and last in _WORDS["news_bodies"]:
        return True
    if last in {"agency", "agence"}:
        return plain[-2] in _WORDS["agency_kinds"]
    if len(plain) > 2 and last in _WORDS["programme_words"]:
        return True
    ends_as_outlets = last in table("nouns")["outlet_word"] or last.endswith(("news", "press", "post", "times"))
    return ends_as_outlets and last not in _WORDS["doubtful_outlet_words"]


def _is_edition(words: tuple[str, ...]) -> bool:
    """Whether the last word of "BBC Persian", "Fox News Sunday" names an edition of the outlet before it, and no person of it."""
    return (words[0].isupper() or len(words) > 2) and words[-1].casefold() not in table("nouns")["organisation_word"]


def guess_kind(name: Name) -> SourceKind:
    """Person, organisation or outlet by the name alone."""
    words = [w.casefold() for w in name.words]
    if looks_like_outlet(name.words):
        return SourceKind.OUTLET
    if name.title:
        return SourceKind.PERSON
    organisations = table("nouns")["organisation_word"]
    acronym = len(words) == 1 and len(words[0]) > 1 and name.words[0].isupper()
    if acronym or name.articled or any(w in organisations or w in {"of", "for", "&"} for w in words):
        return SourceKind.ORGANISATION
    return SourceKind.PERSON
