"""Finds the noun phrase that a cue belongs to by word order alone, for cues whose source the tagger missed."""

from __future__ import annotations

from attrib.lexicon import adjectives, adverbs, table
from attrib.tokens import AUXILIARIES, NEGATIONS, SUBORDINATORS, Token

_WORDS = table("context")
_PREPOSITIONS = _WORDS["prepositions"]
_CONNECTIVES = _WORDS["connectives"]
_TIMES = _WORDS["weekdays"] | {"yesterday", "today"}
_SKIPPED = AUXILIARIES | NEGATIONS | _WORDS["skipped_adverbs"] | _TIMES
_NEVER_FIRST = _PREPOSITIONS | _CONNECTIVES | {"to", "by"}
_NEVER_LAST = _PREPOSITIONS | _CONNECTIVES | AUXILIARIES | _WORDS["never_nominal"]
_NEVER_WITHIN = _PREPOSITIONS | _CONNECTIVES | SUBORDINATORS
_MARKS = frozenset(",;:()[]—–?!“”\"«»„")
_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "one", "another"})
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
    if form in ("s", "ed", "en", "base", "-") and _is_inverted(tokens, first, last, lemma):
        after = phrase_after(tokens, last)
        if after and not _is_subject(tokens, after, first):
            return after, "after"
    if _shares_subject(tokens, first, form):
        return _clause_subject(tokens, first), "before"
    return _phrase_before(tokens, first), "before"


def head_phrase(tokens: tuple[Token, ...], span: Range, first: int) -> Range | None:
    """The noun phrase that a phrase before the cue at `first` hangs on, where the phrase cannot be the subject itself.

    An apposition ("Officials at the bureau, a division of the ministry, said") or what a preposition ties to a noun
    ("A study by two economists shows").
    """
    at = span[0] - 1
    if at < 1:
        return None
    if tokens[at].text == "," and tokens[span[0]].lower in _DETERMINERS and any(t.text == "," for t in tokens[span[1] - 1 : first]):
        phrase = _phrase_before(tokens, at)
        tied = phrase is not None and phrase[0] > 0 and tokens[phrase[0] - 1].lower in _PREPOSITIONS
        return None if tied else phrase
    if tokens[at].lower in {"by", "of", "from", "for"}:
        return _clause_subject(tokens, at)
    return None


def names_somebody(tokens: tuple[Token, ...], span: Range) -> bool:
    """Whether a span can be a source at all: not "after", "when", "killed" or "last month"."""
    first, last = span
    words = [t for t in tokens[first:last] if t.text[0].isalnum()]
    if not words:
        return False
    if words[-1].lower in _WORDS["times"] and not words[-1].capital:
        return False
    alone = words[0]
    if len(words) > 1 or "PRP" in alone.classes or "PRG" in alone.classes:
        return True
    verbal = any(c.startswith("v:") for c in alone.classes) or (alone.lower.endswith("ed") and not alone.classes)
    verbal = verbal and not any(c.startswith(("n:", "QUANT")) for c in alone.classes)
    return not (alone.lower in _NEVER_LAST or alone.lower in SUBORDINATORS - {"who"} or (verbal and not alone.capital))


def _shares_subject(tokens: tuple[Token, ...], first: int, form: str) -> bool:
    """Whether a cue is a second predicate: "left the room and said", "filed a suit, alleging", "answered by saying"."""
    at = _before_skipped(tokens, first)
    if at < 3:
        return False
    before = tokens[at - 1].lower
    return before in {"and", "but", "then"} or (form == "ing" and before in {",", "by", "in", "while", "after", "before", "without"})


def _clause_subject(tokens: tuple[Token, ...], end: int) -> Range | None:
    """The first noun phrase of the clause whose later predicate begins at `end`, an opening adverbial skipped."""
    start = 0
    for i in range(end - 1, -1, -1):
        if tokens[i].shape == '"' or tokens[i].text in {";", ":", "—", "–"}:
            start = i + 1
            break
    if start < end and _opens_adverbial(tokens, start):
        start = next((i + 1 for i in range(start, end) if tokens[i].text == ","), start + 1)
    phrase = phrase_after(tokens, start) if start < end else None
    return phrase if phrase and phrase[1] < end and _is_nominal(tokens[phrase[1] - 1]) else None


def _opens_adverbial(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a clause begins with something that is not its subject: "In March,", "Again,"."""
    word = tokens[at].lower
    adverb = _is_skipped(tokens[at]) or (word in adverbs() and at + 1 < len(tokens) and tokens[at + 1].text == ",")
    return adverb or word in _PREPOSITIONS or word in SUBORDINATORS


def _is_inverted(tokens: tuple[Token, ...], first: int, last: int, lemma: str) -> bool:
    """`," said X` and `, say analysts`: the cue follows a quotation or a comma and a noun phrase follows it."""
    if last >= len(tokens) or not first or tokens[first - 1].shape not in ('"', "'", ","):
        return False
    after = tokens[last]
    closes_quotation = first > 1 and tokens[first - 2].shape in ('"', "'")
    if tokens[first - 1].shape == "," and not closes_quotation:
        if lemma not in _WORDS["tag_verbs"]:
            return False
        if any(t.text == "," for t in tokens[max(0, first - 14) : first - 1]):
            return after.capital or "n:person+" in after.classes
    return not (after.shape in (",", ".", ":", '"') or after.lower in SUBORDINATORS)


def _is_subject(tokens: tuple[Token, ...], span: Range, first: int) -> bool:
    """Whether a phrase after the cue at `first` has a verb of its own: "said voters were angry"; after a quotation it may have one all the same."""
    closes_quotation = first > 1 and any(t.shape == '"' for t in tokens[first - 2 : first])
    return not closes_quotation and span[1] < len(tokens) and _is_verb(tokens, span[1])


def phrase_after(tokens: tuple[Token, ...], start: int) -> Range | None:
    """The noun phrase that begins at `start`, with what hangs on it."""
    stop = start
    while stop < len(tokens) and stop - start < _REACH and not _ends_phrase(tokens, stop, stop > start):
        stop += 1
    return (start, stop) if stop > start else None


def _ends_phrase(tokens: tuple[Token, ...], at: int, begun: bool) -> bool:
    """Whether a noun phrase that runs to the right ends before `at`; `begun` once it has a token."""
    token = tokens[at]
    if token.text in _MARKS or (token.text == "." and at == len(tokens) - 1):
        return True
    if token.lower == "and":
        return at + 1 >= len(tokens) or not (tokens[at + 1].capital or tokens[at + 1].classes)
    return token.lower in SUBORDINATORS or token.lower in _CONNECTIVES or (begun and _is_verb(tokens, at))


def _phrase_before(tokens: tuple[Token, ...], end: int) -> Range | None:
    """The noun phrase that ends at `end`, adverbs, auxiliaries and an apposition skipped."""
    last = _before_skipped(tokens, end)
    while last and (relative := _antecedent(tokens, last)):
        last = _before_skipped(tokens, relative)
    if last == 0:
        return None
    if tokens[last - 1].text in {",", ")", "—", "–"}:
        last = _before_apposition(tokens, last - 1)
        if last <= 0:
            return None
    first = last
    while first > 0 and last - first < _REACH and not _begins_phrase(tokens, first - 1, first < last):
        first -= 1
        if tokens[first].lower in SUBORDINATORS:
            break
    if tokens[first].lower == "of":
        while first and _is_share(tokens[first - 1]):
            first -= 1  # "38 percent of voters"
    while first < last - 1 and tokens[first].lower in _NEVER_FIRST:
        first += 1
    return (first, last) if first < last and _is_nominal(tokens[last - 1]) else None


def _is_share(token: Token) -> bool:
    return token.shape == "d" or token.lower in _WORDS["shares"] or "QUANT" in token.classes


def _before_skipped(tokens: tuple[Token, ...], end: int) -> int:
    while end > 0 and _is_skipped(tokens[end - 1]):
        end -= 1
    return end


def _antecedent(tokens: tuple[Token, ...], last: int) -> int:
    """Where the "who" stands whose clause ends at `last`, as in "sources who reviewed them told"; 0 if there is none."""
    for i in range(last - 1, max(0, last - 12), -1):
        if tokens[i].text in _MARKS:
            return 0
        if tokens[i].lower == "who":
            return i if i + 1 < last else 0
    return 0


def _begins_phrase(tokens: tuple[Token, ...], at: int, begun: bool) -> bool:
    """Whether a noun phrase that runs to the left begins after `at`; `begun` once it has a token."""
    token = tokens[at]
    if token.text in _MARKS or token.lower in {"that", "if", "whether"}:
        return True
    if token.lower in {"and", "or"}:
        return not _joins_nouns(tokens, at)
    if token.lower in _CONNECTIVES:
        return True
    return begun and (token.lower in SUBORDINATORS or _is_verb(tokens, at) or _has_object(tokens, at))


def _has_object(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a word that looks like a past tense has an object after it: "included one"."""
    if not tokens[at].lower.endswith("ed") or tokens[at].capital:
        return False
    after = tokens[at + 1]
    return after.lower in _DETERMINERS or not {"QUANT", "PRP", "PRG"}.isdisjoint(after.classes)


def _is_nominal(token: Token) -> bool:
    """Whether a token can end a noun phrase."""
    if token.capital or "PRP" in token.classes or "PRG" in token.classes or "QUANT" in token.classes:
        return True
    return token.shape == "x" and token.lower not in _NEVER_LAST


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
    lower = token.lower
    if token.capital:
        return lower in _TIMES
    return lower in _SKIPPED or lower.endswith("n't") or (lower.endswith("ly") and len(lower) > 4)


def _is_verb(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if token.capital:
        return False
    if token.lower in AUXILIARIES and token.lower not in _WORDS["doubtful_auxiliaries"]:
        return True
    verb = next((c for c in token.classes if c.startswith("v:")), "")
    if not verb or any(c.startswith("n:") for c in token.classes):
        return False
    determined = i > 0 and (tokens[i - 1].lower in _WORDS["verb_barring"] or (tokens[i - 1].capital and not _is_people(tokens[i - 1])))
    return verb.endswith(":ed") or (not determined and verb.endswith((":s", ":ing", ":base")))


def _is_people(token: Token) -> bool:
    return token.sense == "person+" or "n:person+" in token.classes


def _joins_nouns(tokens: tuple[Token, ...], at: int) -> bool:
    if not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return (before.capital and after.capital) or any(c.startswith("n:") for c in before.classes) or after.lower in table("nouns")["quantity"]


def completed(tokens: tuple[Token, ...], span: Range, taken: frozenset[int]) -> Range:
    """A span that breaks off within a noun phrase ("A 2014" of "A 2014 study"), drawn out to its noun; `taken` are cue tokens."""
    first, last = span
    while last < len(tokens) and last not in taken and _lacks_noun(tokens[last - 1]):
        if tokens[last].lower in ("and", "or") and last + 2 < len(tokens) and _is_adjective(tokens[last + 1]):
            last += 2  # "current and former officials"
        elif _may_complete(tokens, last):
            last += 1
        else:
            break
    return first, last


def _may_complete(tokens: tuple[Token, ...], at: int) -> bool:
    token = tokens[at]
    if token.shape not in ("x", "Xx", "XX", "d") or token.lower in _NEVER_WITHIN:
        return False
    return not _is_skipped(token) and not _is_verb(tokens, at)


def _is_adjective(token: Token) -> bool:
    return token.lower in adjectives() and not token.sense and not any(c.startswith(("n:", "QUANT", "PRP", "PRG")) for c in token.classes)


def _lacks_noun(token: Token) -> bool:
    """Whether a noun phrase cannot end here: articles, possessives, numbers, adjectives and words of nationality."""
    if _is_adjective(token):
        return True
    if token.lower in _WORDS["phrase_openers"] or token.shape == "d":
        return True
    return token.capital and token.lower.endswith(("ian", "ish", "ese", "can")) and len(token.text) > 4
