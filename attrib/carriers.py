"""Possible carriers of second-hand reporting, and what the model that judges them looks at.

Every name, described outlet and source of a sentence could be the outlet or person that passed its information on;
the words around it tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attrib.analysis import SourceKind
from attrib.lexicon import noun_classes, outlet_names, table, verb_classes
from attrib.mentions import Name, join_words, looks_like_outlet
from attrib.reading import Claim, Reading
from attrib.story import Story
from attrib.tokens import Token

_WORDS = table("context")
_BACK = _WORDS["back_determiners"]
_ORIGIN_ENDINGS = tuple(_WORDS["origin_endings"])
_PHRASE_STOPS = table("nouns")["place_preposition"] | _WORDS["outlet_phrase_stops"]
_PIECES = _WORDS["back_pieces"] | _WORDS["pieces"]
_NEAR = sorted(_WORDS["near_carriers"])
_OUTLET_LIKE = frozenset({"seed", "shape", "known", "apposed"})
_LIKELY = 0.2
_MEMORY = 25
"""Sentences that an outlet stays in mind."""
_DESCRIBED = frozenset({"noun", "back", "piece"})


@dataclass(frozen=True, slots=True)
class Carrier:
    """A possible carrier: tokens `first:last` of its sentence, its full name, and how it was found."""

    first: int
    last: int
    name: str
    kind: SourceKind
    identified: bool
    found: str
    """name, noun, back (a noun that goes back to an outlet), piece (its work does), source or teller (outside the sentence)."""
    claim: Claim | None


def possible_carriers(story: Story, reading: Reading, number: int, publication: frozenset[str]) -> list[Carrier]:
    """All possible carriers of a sentence in order; the draft's own publication is none."""
    tokens, claims = story.tokens[number], reading.claims[number]
    found = [*_teller(reading, number), *_named(story, claims, number)]
    for i, token in enumerate(tokens):
        if (token.shape != "x" and (i or token.shape != "Xx")) or any(c.first <= i < c.last for c in found):
            continue
        described = _described(story, claims, number, i, publication)
        if described is not None:
            found.append(described)
    for claim in claims:
        source, r = claim.candidate.source, claim.resolution
        if source is None or r is None or not r.name:
            continue
        if any(c.first < source.last and source.first < c.last for c in found):
            continue
        found.append(Carrier(source.first, source.last, r.name, r.kind, r.identified, "source", claim))
    own = {name.last for name in story.entities.names[number] if is_publication(name.text, publication)}
    return [c for c in sorted(found, key=lambda c: c.first) if not (is_publication(c.name, publication) or _is_colleague(c, own))]


def _is_colleague(carrier: Carrier, own: set[int]) -> bool:
    """Whether a person stands right after the draft's own outlet, which ends at one of `own`: "told Harbour Post host Ana Ruiz"."""
    return carrier.kind is SourceKind.PERSON and not own.isdisjoint(range(carrier.first - 3, carrier.first + 1))


def _teller(reading: Reading, number: int) -> Iterator[Carrier]:
    """Who speaks in a quotation that goes on, where it quotes somebody else: “He told me he would quit.”"""
    carried = reading.carried[number]
    if carried is None or carried.resolution is None or not carried.resolution.name:
        return
    if any(c.candidate.probability > _LIKELY and c.resolution and c.resolution.how != "self" for c in reading.claims[number]):
        r = carried.resolution
        yield Carrier(0, 0, r.name, r.kind, r.identified, "teller", carried)


def _named(story: Story, claims: tuple[Claim, ...], number: int) -> Iterator[Carrier]:
    for name in story.entities.names[number]:
        if _is_modifier(story.tokens[number], name):
            continue
        entity = story.entities.at(number, name)
        full = entity.name if entity else name.text
        kind = entity.kind if entity else SourceKind.ORGANISATION
        yield Carrier(name.first, name.last, full, kind, True, "name", _claim_of(claims, name.first, name.last))


def _described(story: Story, claims: tuple[Claim, ...], number: int, i: int, publication: frozenset[str]) -> Carrier | None:
    """The outlet that the noun at `i` describes or goes back to."""
    tokens = story.tokens[number]
    word = tokens[i].lower
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    goes_on = after is not None and (after.lower in _WORDS["media_nouns"] or (after.capital and word not in _WORDS["certain_media"]))
    if word in _WORDS["media_nouns"] and not goes_on:
        first = _phrase_start(tokens, i)
        goes_back = tokens[first].lower in _BACK and i - first <= 2 and not word.endswith("s")
        again = _outlet_before(story, number, i, publication) if goes_back else ""
        if word in _WORDS["doubtful_back_nouns"] and not looks_like_outlet(tuple(again.split())):
            again = ""
        name = again or _plain(tokens, first, i + 1)
        return Carrier(first, i + 1, name, SourceKind.OUTLET, bool(again), "back" if again else "noun", _claim_of(claims, first, i + 1))
    if word in _WORDS["back_pieces"] and i and tokens[i - 1].lower in _BACK:
        again = _outlet_before(story, number, i, publication)
        if again:
            return Carrier(i - 1, i + 1, again, SourceKind.OUTLET, True, "piece", _claim_of(claims, i - 1, i + 1))
    return None


def _outlet_before(story: Story, number: int, at: int, publication: frozenset[str]) -> str:
    """The outlet that the "newspaper" or "interview" at token `at` speaks of: the last one named before it."""
    for earlier in range(number, max(-1, number - _MEMORY), -1):
        for name in reversed(story.entities.names[earlier]):
            if earlier == number and name.first > at:
                continue
            entity = story.entities.at(earlier, name)
            if entity is not None and entity.kind is SourceKind.OUTLET and not is_publication(entity.name, publication):
                return entity.name
    return ""


def _is_modifier(tokens: tuple[Token, ...], name: Name) -> bool:
    """Whether a name only says where a noun is from, "the Tamil-language channel", or counts: "Fortune 500"."""
    if name.last < len(tokens) and tokens[name.last].shape == "d" and len(name.words) == 1:
        return True
    if len(name.words) > 1 or name.last >= len(tokens) or tokens[name.last].shape != "x":
        return False
    word = name.words[0].casefold()
    return word.endswith(_ORIGIN_ENDINGS) and word not in outlet_names()


def is_publication(name: str, publication: frozenset[str]) -> bool:
    """Whether a name is the draft's own outlet, with or without the article and its parts."""
    plain = normal_outlet(name)
    if not plain:
        return False
    return plain in publication or (len(plain) > 3 and any(own.endswith(" " + plain) or plain.startswith(own + " ") for own in publication))


def normal_outlet(name: str) -> str:
    """An outlet's name for comparison: lower case, no article, no domain ending."""
    return re.sub(r"\.(com|org|net|co\.uk)$", "", name.casefold().removeprefix("the ").strip())


def _plain(tokens: tuple[Token, ...], first: int, last: int) -> str:
    words = [t.text for t in tokens[first:last]]
    while len(words) > 1 and words[0].casefold() in _WORDS["outlet_articles"]:
        words = words[1:]
    return join_words(words)


def _phrase_start(tokens: tuple[Token, ...], at: int) -> int:
    """Where the noun phrase begins that the noun at `at` ends."""
    first = at
    while first > 0 and at - first < 5:
        before = tokens[first - 1]
        if before.shape not in ("x", "Xx", "XX", "X.") or before.lower in _PHRASE_STOPS or before.kind.startswith(("v:", "AUX", "PR")):
            break
        first -= 1
        if before.lower in {"the", "a", "an"}:
            break
    return first


def _claim_of(claims: tuple[Claim, ...], first: int, last: int) -> Claim | None:
    for claim in claims:
        source = claim.candidate.source
        if source is not None and source.first <= first and last <= source.last:
            return claim
    return None


def carrier_features(story: Story, reading: Reading, number: int, carrier: Carrier) -> list[str]:
    """Readable features of one possible carrier."""
    tokens, claims = story.tokens[number], reading.claims[number]
    outlet = _outlet_evidence(carrier, tokens)
    strength = _strength(carrier, outlet)
    role = _role(carrier)
    left = [_word(tokens, carrier.first - k) for k in (1, 2, 3)]
    right = [_word(tokens, carrier.last + k) for k in (0, 1, 2)]
    quoted = tokens[carrier.first].quoted > 0
    ahead = _ahead(tokens, carrier.last)
    surest = max((c.candidate.probability for c in claims), default=0.0)
    told = told_before(tokens, carrier.first)
    rows = ["bias", f"found:{carrier.found}", f"kind:{carrier.kind.value}", f"named:{carrier.identified}", f"outlet:{outlet}"]
    rows += [f"l1:{left[0]}", f"l2:{left[1]}_{left[0]}", f"l3:{left[2]}_{left[1]}", f"r1:{right[0]}", f"r2:{right[0]}_{right[1]}"]
    rows += [f"l1:{left[0]}|{outlet}", f"r1:{right[0]}|{outlet}", f"l2:{left[1]}_{left[0]}|{outlet}", f"r2:{right[0]}_{right[1]}|{outlet}"]
    rows += [f"quoted:{quoted}", f"quoted:{quoted}|{outlet}"]
    rows += [f"role:{role}", f"role:{role}|{outlet}", f"role:{role}|{carrier.found}|{carrier.kind.value}"]
    rows += [f"{strength}|{role}", f"{strength}|{carrier.found}", f"{strength}|{quoted}|{role}"]
    rows += [f"{strength}|ahead:{ahead}", f"{strength}|ahead:{ahead}|l1:{left[0]}"]
    rows += [f"{strength}|surest:{int(surest * 4)}", f"{strength}|claims:{min(len(claims), 3)}"]
    rows += [f"{strength}|told:{told}", f"{strength}|l1:{left[0]}", f"{strength}|r1:{right[0]}"]
    rows += [f"told:{told}", f"told:{told}|{outlet}", f"told:{told}|{carrier.found}"]
    if carrier.claim is not None:
        c = carrier.claim.candidate
        sure = int(c.probability * 4)
        rows += [f"{strength}|subject:{c.side}|{sure}", f"{strength}|subject:{c.side}|{sure}|{carrier.found}", f"{outlet}|subject:{c.side}"]
    if carrier.found == "noun":
        media = not _WORDS["certain_media"].isdisjoint(t.lower for t in tokens[carrier.first : carrier.last])
        side = carrier.claim.candidate.side if carrier.claim else "none"
        rows += [f"media:{media}", f"media:{media}|{side}", f"media:{media}|told:{told}", f"media:{media}|{side}|{role}"]
        rows.append(f"media:{media}|surest:{int(surest * 4)}")
    rows += _near_features(tokens, carrier, outlet)
    rows += _other_features(tokens, claims, carrier, role, outlet, strength)
    rows += _speaker_features(tokens, carrier, role, outlet)
    return list(dict.fromkeys(rows))


def _near_features(tokens: tuple[Token, ...], carrier: Carrier, outlet: str) -> list[str]:
    """Telling words within nine of the carrier, and what it possesses."""
    rows = []
    near = {t.lower for t in tokens[max(0, carrier.first - 9) : carrier.last + 9]}
    for word in _NEAR:
        if word in near:
            rows += [f"near:{word}", f"near:{word}|{outlet}"]
    if carrier.last < len(tokens) and tokens[carrier.last].lower in {"'s", "'"}:
        after = tokens[carrier.last + 1] if carrier.last + 1 < len(tokens) else None
        rows += ["possessive", f"possessive:{after.lower if after and after.shape == 'x' else 'X'}"]
    return rows


def _other_features(
    tokens: tuple[Token, ...], claims: tuple[Claim, ...], carrier: Carrier, role: str, outlet: str, strength: str
) -> list[str]:
    """The sentence's other claims, whose sources the carrier may have passed on, and quotations within quotations."""
    others = [
        c for c in claims if c is not carrier.claim and c.candidate.probability > 0.4 and c.resolution and c.resolution.name not in ("", carrier.name)
    ]
    nested = any(t.quoted > 1 for t in tokens)
    inner = any(c.candidate.quoted for c in others)
    rows = [f"nested:{nested}|{inner}|{strength}|{carrier.found}", f"nested:{nested}|{inner}|{role}|{carrier.kind.value}"]
    rows += [f"others:{min(len(others), 2)}", f"others:{min(len(others), 2)}|{role}|{outlet}"]
    for other in others[:2]:
        place = "after" if carrier.claim and other.candidate.cue_first > carrier.claim.candidate.cue_first else "before"
        inside = "in" if other.candidate.quoted else "out"
        rows += [f"other:{place}:{inside}:{other.candidate.lemma}|{role}", f"other:{place}:{inside}|{role}|{carrier.kind.value}"]
        if other.candidate.source is not None:
            rows.append(f"other:{place}:{inside}:{_source_shape(other)}|{carrier.found}")
    return rows


def _speaker_features(tokens: tuple[Token, ...], carrier: Carrier, role: str, outlet: str) -> list[str]:
    """Whether a quotation speaks of its speaker, and whether somebody was told."""
    words = {t.lower for t in tokens}
    rows = []
    if any(t.quoted and t.lower in _WORDS["self_words"] for t in tokens):
        rows.append(f"self|{role}|{carrier.kind.value}")
    if words & (_WORDS["telling"] | {"heard"}) and words & _WORDS["told_persons"]:
        rows += [f"toldme|{role}|{carrier.kind.value}", f"toldme|{outlet}"]
    return rows


def _ahead(tokens: tuple[Token, ...], at: int) -> str:
    """What a name is set before: a person ("CNN host"), a poll, a piece, or nothing."""
    for token in tokens[at : at + 4]:
        if token.lower in _WORDS["polls"]:
            return "poll"
        if token.lower in _PIECES:
            return "piece"
        if any(c.startswith(("n:person", "n:office", "n:speaker")) for c in token.classes):
            return "person"
        if token.shape in (",", ".", ":", ";", '"') or token.kind.startswith(("v:", "AUX")):
            return "-"
    return "-"


def _source_shape(claim: Claim) -> str:
    r = claim.resolution
    return f"{r.kind.value}:{r.identified}" if r else "-"


def _word(tokens: tuple[Token, ...], at: int) -> str:
    """A token beside a carrier: a word, the class of a verb, or the shape of anything else."""
    if not 0 <= at < len(tokens):
        return "<>"
    token = tokens[at]
    if token.shape != "x":
        return token.shape
    verb = verb_classes().get(token.lower)
    return "V" + verb[0] if verb and token.lower not in _WORDS["spelled_forms"] else token.lower


def _outlet_evidence(carrier: Carrier, tokens: tuple[Token, ...]) -> str:
    """What says that a carrier is an outlet, or else its kind."""
    words = tuple(t.text for t in tokens[carrier.first : carrier.last])
    if carrier.found in _DESCRIBED:
        return f"{carrier.found}:{words[-1].casefold()}"
    plain = " ".join(words).casefold().removeprefix("the ")
    if plain in outlet_names() or normal_outlet(carrier.name) in outlet_names():
        return "seed"
    if looks_like_outlet(words) or looks_like_outlet(tuple(carrier.name.split())):
        return "shape"
    around = tokens[max(0, carrier.first - 4) : carrier.first] + tokens[carrier.last : carrier.last + 6]
    if any(_is_outlet_noun(t) for t in around):
        return "apposed-person" if carrier.kind is SourceKind.PERSON else "apposed"
    return "known" if carrier.kind is SourceKind.OUTLET else carrier.kind.value


def _is_outlet_noun(token: Token) -> bool:
    return token.shape == "x" and ("outlet" in noun_classes().get(token.lower, ()) or token.lower in _WORDS["outlet_appositions"])


def _strength(carrier: Carrier, outlet: str) -> str:
    """The same evidence in few words."""
    if outlet in _OUTLET_LIKE:
        return "outlet"
    if carrier.found in _DESCRIBED:
        return carrier.found
    return "weak" if outlet == SourceKind.ORGANISATION.value else "person"


def _role(carrier: Carrier) -> str:
    """Side and verb of the claim whose source the carrier is."""
    if carrier.claim is None:
        return "none"
    c = carrier.claim.candidate
    verb = c.lemma if c.lemma in _WORDS["spelled_lemmas"] else "+".join(verb_classes().get(c.lemma, ())) or "cue"
    return f"{c.side}:{verb}"


def told_before(tokens: tuple[Token, ...], first: int) -> str:
    """How what stands before a carrier leads to it: "told", "interview-with", a lone preposition, or nothing."""
    for i in range(first - 1, max(-1, first - 8), -1):
        token = tokens[i]
        before = tokens[i - 1].lower if i else "<>"
        if token.lower in _WORDS["telling"]:
            return "told"
        if token.lower == "of" and before in _WORDS["airings"]:
            return "broadcast-of"
        if token.lower in _WORDS["carrier_prepositions"] and first - i < 5:
            return f"{before}-{token.lower}" if before in _WORDS["carrier_acts"] else token.lower
        if token.text in (",", ";", ":") or token.kind.startswith(("v:", "AUX")):
            return "-"
    return "-"
