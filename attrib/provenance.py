"""Chains of second-hand reporting: which outlet or person passed the information on, and from whom.

Every name, described outlet and source of a sentence is a possible carrier; a small model says from the
words around it how likely it is one. Carriers above threshold and the origin make the chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from attrib.analysis import Chain, Source, SourceKind
from attrib.document import Span
from attrib.lexicon import noun_classes, outlet_aliases, outlet_names, table, verb_classes
from attrib.mentions import Name, join_words, looks_like_outlet
from attrib.model import CarrierModel
from attrib.reading import Claim, Reading
from attrib.story import Story
from attrib.tokens import Token

_SELF = frozenset({"us", "we", "me", "our", "my", "i"})
_BACK = frozenset({"the", "that", "this", "same"})
_PIECES = frozenset({"interview", "article", "broadcast", "editorial"})
_OUTLET_LIKE = frozenset({"seed", "shape", "known", "apposed"})
_TELLING = frozenset({"told", "tells", "tell", "telling"})
_MEDIA_NOUNS = frozenset({"media", "press", "reports", "outlet", "outlets", "newspaper", "newspapers", "television", "radio", "tv", "agency", "magazine", "website", "site", "station", "broadcaster",
                          "channel", "paper", "papers", "tabloid", "tabloids", "daily", "weekly", "network", "networks", "newswire", "blog", "podcast", "journal", "publication", "publications", "organizations", "organisations", "portal", "stations", "channels", "sources", "report"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carrier:
    """A possible carrier: tokens `first:last` of its sentence, its full name, and how it was found."""

    first: int
    last: int
    name: str
    kind: SourceKind
    identified: bool
    found: str
    """"name", "noun" or "source"."""
    claim: Claim | None


def possible_carriers(story: Story, reading: Reading, number: int, publication: frozenset[str]) -> list[Carrier]:
    """All possible carriers of a sentence in order; the draft's own publication is none."""
    tokens = story.tokens[number]
    found: list[Carrier] = []
    claims = reading.claims[number]
    for name in story.entities.names[number]:
        if _is_modifier(tokens, name):
            continue
        entity = story.entities.at(number, name)
        full = entity.name if entity else name.text
        kind = entity.kind if entity else SourceKind.ORGANISATION
        claim = _claim_of(claims, name.first, name.last)
        found.append(Carrier(name.first, name.last, full, kind, True, "name", claim))
    for i, token in enumerate(tokens):
        if any(c.first <= i < c.last for c in found):
            continue
        if token.shape != "x":
            continue
        if token.lower in _MEDIA_NOUNS:
            first = _phrase_start(tokens, i)
            again = _outlet_before(story, number) if tokens[first].lower in _BACK and i - first <= 2 and not token.lower.endswith("s") else ""
            said = again or _plain(tokens, first, i + 1)
            found.append(Carrier(first, i + 1, said, SourceKind.OUTLET, bool(again), "back" if again else "noun", _claim_of(claims, first, i + 1)))
        elif token.lower in _PIECES and i and tokens[i - 1].lower in _BACK and (again := _outlet_before(story, number)):
            found.append(Carrier(i - 1, i + 1, again, SourceKind.OUTLET, True, "piece", _claim_of(claims, i - 1, i + 1)))
    for claim in claims:
        source = claim.candidate.source
        if source is None or claim.resolution is None or not claim.resolution.name:
            continue
        if any(c.first < source.last and source.first < c.last for c in found):
            continue
        r = claim.resolution
        found.append(Carrier(source.first, source.last, r.name, r.kind, r.identified, "source", claim))
    return [c for c in sorted(found, key=lambda c: c.first) if not is_publication(c.name, publication)]


def _outlet_before(story: Story, number: int) -> str:
    """The outlet that "the newspaper" or "the interview" speaks of: the last one named in the sentences before."""
    for earlier in range(number, max(-1, number - 12), -1):
        for name in reversed(story.entities.names[earlier]):
            entity = story.entities.at(earlier, name)
            if entity is not None and entity.kind is SourceKind.OUTLET:
                return entity.name
    return ""


def _is_modifier(tokens: tuple[Token, ...], name: Name) -> bool:
    """Whether a name only says where a noun is from: "the Tamil-language channel", "British officials"."""
    if len(name.words) > 1 or name.last >= len(tokens) or tokens[name.last].shape != "x":
        return False
    word = name.words[0].casefold()
    return word.endswith(("-language", "-based", "-owned", "-run", "ian", "ish", "ese", "ean", "can", "man", "nch", "utch", "eek", "ot", "qi", "li")) and word not in outlet_names()


def is_publication(name: str, publication: frozenset[str]) -> bool:
    """Whether a name is the draft's own outlet, with or without the article and its parts."""
    plain = normal_outlet(name)
    return bool(plain) and any(plain == p or (len(plain) > 3 and (p.endswith(" " + plain) or plain.startswith(p + " "))) for p in publication)


def normal_outlets(names: Iterable[str]) -> frozenset[str]:
    """The draft's own outlet under all the names given and the common other names of each."""
    plain = {normal_outlet(name) for name in names if name.strip()}
    return frozenset(plain | {alias for group in outlet_aliases() if plain & group for alias in group})


def normal_outlet(name: str) -> str:
    """An outlet's name for comparison: lower case, no article, no domain ending."""
    return re.sub(r"\.(com|org|net|co\.uk)$", "", name.casefold().removeprefix("the ").strip())


def _plain(tokens: tuple[Token, ...], first: int, last: int) -> str:
    words = [t.text for t in tokens[first:last]]
    while len(words) > 1 and words[0].casefold() in {"the", "a", "an", "some", "that", "this"}:
        words = words[1:]
    return join_words(words)


def _phrase_start(tokens: tuple[Token, ...], at: int) -> int:
    first = at
    while first > 0 and at - first < 5:
        before = tokens[first - 1]
        if before.shape not in ("x", "Xx", "XX", "X.") or before.lower in table("nouns")["place_preposition"] or before.kind.startswith(("v:", "AUX", "PR")):
            break
        if before.lower in {"of", "by", "with", "and", "or", "but", "that", "as", "for", "on", "according", "than", "because", "while", "when"}:
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
    tokens = story.tokens[number]
    rows = ["bias", "found:" + carrier.found, "kind:" + carrier.kind.value, f"named:{carrier.identified}"]
    words = tuple(t.text for t in tokens[carrier.first : carrier.last])
    outlet = _outlet_evidence(carrier, words, tokens)
    rows.append("outlet:" + outlet)
    left = [_word(tokens, carrier.first - k) for k in (1, 2, 3)]
    right = [_word(tokens, carrier.last + k) for k in (0, 1, 2)]
    rows += [f"l1:{left[0]}", f"l2:{left[1]}_{left[0]}", f"l3:{left[2]}_{left[1]}", f"r1:{right[0]}", f"r2:{right[0]}_{right[1]}"]
    rows += [f"l1:{left[0]}|{outlet}", f"r1:{right[0]}|{outlet}", f"l2:{left[1]}_{left[0]}|{outlet}", f"r2:{right[0]}_{right[1]}|{outlet}"]
    quoted = tokens[carrier.first].quoted > 0
    rows += [f"quoted:{quoted}", f"quoted:{quoted}|{outlet}"]
    role = _role(carrier)
    rows += [f"role:{role}", f"role:{role}|{outlet}", f"role:{role}|{carrier.found}|{carrier.kind.value}"]
    strength = "outlet" if outlet in _OUTLET_LIKE else carrier.found if carrier.found in ("noun", "back", "piece") else "weak" if outlet in ("organisation", "outlet") else "person"
    rows += [f"{strength}|{role}", f"{strength}|{carrier.found}", f"{strength}|{quoted}|{role}"]
    ahead = _ahead(tokens, carrier.last)
    surest = max((c.candidate.probability for c in reading.claims[number]), default=0.0)
    rows += [f"{strength}|ahead:{ahead}", f"{strength}|ahead:{ahead}|l1:{left[0]}", f"{strength}|surest:{int(surest * 4)}", f"{strength}|claims:{min(len(reading.claims[number]), 3)}"]
    told = _told_before(tokens, carrier.first)
    rows += [f"{strength}|told:{told}", f"{strength}|l1:{left[0]}", f"{strength}|r1:{right[0]}"]
    rows += [f"told:{told}", f"told:{told}|{outlet}", f"told:{told}|{carrier.found}"]
    near = {t.lower for t in tokens[max(0, carrier.first - 9) : carrier.last + 9]}
    for word in ("interview", "citing", "cited", "quoting", "quoted", "obtained", "published", "according", "report", "reported", "reports", "via", "reporter", "show", "program", "host", "seen", "reviewed", "poll", "first", "broadcast", "appearance", "episode", "podcast", "leaked", "story", "article", "study", "paper", "host", "essay"):
        if word in near:
            rows += [f"near:{word}", f"near:{word}|{outlet}"]
    if carrier.last < len(tokens) and tokens[carrier.last].lower in {"'s", "'"}:
        after = tokens[carrier.last + 1] if carrier.last + 1 < len(tokens) else None
        rows += ["possessive", f"possessive:{after.lower if after and after.shape == 'x' else 'X'}"]
    others = [c for c in reading.claims[number] if c is not carrier.claim and c.candidate.probability > 0.4 and c.resolution and c.resolution.name]
    different = [c for c in others if c.resolution and c.resolution.name != carrier.name]
    nested = any(t.quoted > 1 for t in tokens)
    inner = any(c.candidate.quoted for c in different)
    rows += [f"nested:{nested}|{inner}|{strength}|{carrier.found}", f"nested:{nested}|{inner}|{role}|{carrier.kind.value}"]
    rows += [f"others:{min(len(different), 2)}", f"others:{min(len(different), 2)}|{role}|{outlet}"]
    for other in different[:2]:
        place = "after" if carrier.claim and other.candidate.cue_first > carrier.claim.candidate.cue_first else "before"
        inside = "in" if other.candidate.quoted else "out"
        rows += [f"other:{place}:{inside}:{other.candidate.lemma}|{role}", f"other:{place}:{inside}|{role}|{carrier.kind.value}"]
        if other.candidate.source is not None:
            rows.append(f"other:{place}:{inside}:{_source_shape(other)}|{carrier.found}")
    if _SELF & {t.lower for t in tokens if t.quoted}:
        rows.append(f"self|{role}|{carrier.kind.value}")
    if any(t.lower in _TELLING or t.lower == "heard" for t in tokens) and any(t.lower in {"me", "him", "her", "them", "us"} for t in tokens):
        rows += [f"toldme|{role}|{carrier.kind.value}", f"toldme|{outlet}"]
    return list(dict.fromkeys(rows))


def _ahead(tokens: tuple[Token, ...], at: int) -> str:
    """What a name is set before: a person ("CNN host"), a poll, a piece, or nothing."""
    for token in tokens[at : at + 4]:
        if token.lower in {"poll", "polls", "survey", "tally", "projection", "analysis", "forum", "debate", "town"}:
            return "poll"
        if token.lower in _PIECES | {"report", "story", "op-ed", "essay", "column", "investigation", "show", "program", "piece", "review"}:
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
    if not 0 <= at < len(tokens):
        return "<>"
    token = tokens[at]
    if token.shape == "x":
        verb = verb_classes().get(token.lower)
        if verb and token.lower not in {"told", "reported", "reports", "said", "citing", "obtained"}:
            return "V" + verb[0]
        return token.lower
    return token.shape


def _outlet_evidence(carrier: Carrier, words: tuple[str, ...], tokens: tuple[Token, ...]) -> str:
    if carrier.found in ("noun", "back", "piece"):
        return f"{carrier.found}:{words[-1].casefold()}"
    plain = " ".join(words).casefold().removeprefix("the ")
    if plain in outlet_names() or normal_outlet(carrier.name) in outlet_names():
        return "seed"
    if looks_like_outlet(words) or looks_like_outlet(tuple(carrier.name.split())):
        return "shape"
    around = tokens[max(0, carrier.first - 4) : carrier.first] + tokens[carrier.last : carrier.last + 6]
    for token in around:
        if token.shape == "x" and ("outlet" in noun_classes().get(token.lower, ()) or token.lower in {"newspaper", "agency", "website"}):
            return "apposed" if carrier.kind is not SourceKind.PERSON else "apposed-person"
    return "known" if carrier.kind is SourceKind.OUTLET else carrier.kind.value


def _role(carrier: Carrier) -> str:
    if carrier.claim is None:
        return "none"
    c = carrier.claim.candidate
    classes = verb_classes().get(c.lemma, ())
    return f"{c.side}:{c.lemma if c.lemma in ('report', 'say', 'tell', 'cite', 'quote', 'write', 'according') else '+'.join(classes) or 'cue'}"


def _told_before(tokens: tuple[Token, ...], first: int) -> str:
    """Whether the carrier is whom something was told: the words between must belong to its own phrase."""
    for i in range(first - 1, max(-1, first - 8), -1):
        token = tokens[i]
        if token.lower in _TELLING:
            return "told"
        if token.lower == "of" and i and tokens[i - 1].lower in {"broadcast", "edition", "episode", "airing"}:
            return "broadcast-of"
        if token.lower in {"with", "on", "to", "in", "by", "from", "via", "for", "at"} and first - i < 5:
            before = tokens[i - 1].lower if i else "<>"
            if before in {"interview", "interviewed", "spoke", "speaking", "statement", "said", "appearance", "remarks", "comments", "obtained", "published", "reported", "call", "appearing", "aired", "interviews", "email", "talking", "column", "piece", "article", "report", "posted", "told", "confirmed", "quoted", "cited", "seen", "reviewed", "leaked", "released"}:
                return f"{before}-{token.lower}"
            return token.lower
        if token.text in (",", ";", ":") or token.kind.startswith(("v:", "AUX")):
            return "-"
    return "-"


def find_chain(story: Story, reading: Reading, number: int, sources: tuple[Source, ...], publication: frozenset[str], model: CarrierModel) -> Chain | None:
    """The chain of an attributed sentence, or None. `sources` are the sentence's own, the decisive one first."""
    possible = possible_carriers(story, reading, number, publication)
    if not possible:
        return None
    scores = model.weights.scores([carrier_features(story, reading, number, c) for c in possible])[:, 0]
    chances = 1 / (1 + np.exp(-scores))
    carriers = [c for c, p in zip(possible, chances, strict=True) if p >= model.threshold]
    if not carriers:
        return None
    tokens = story.tokens[number]
    last = carriers[0]
    return Chain(
        order_chain(story, reading, number, carriers),
        tuple(Span(tokens[c.first].start, tokens[c.last - 1].end) for c in carriers),
        float(max(chances)),
        last.kind,
        all(c.identified for c in carriers),
    )


def order_chain(story: Story, reading: Reading, number: int, carriers: list[Carrier]) -> tuple[str, ...]:
    """Links of a chain from its carriers, origin first."""
    names: list[str] = []
    for carrier in sorted(carriers, key=lambda c: (_remove(story.tokens[number], c), -c.first)):
        if carrier.name not in names:
            names.append(carrier.name)
    origin = _origin(story, reading, number, carriers)
    return tuple(([origin] if origin and origin not in names else []) + names)


_RELAYED = frozenset({"quoted", "cited", "relayed", "carried", "republished", "picked", "repeated"})


def _remove(tokens: tuple[Token, ...], carrier: Carrier) -> int:
    """How far a carrier stands from the origin: cited, told or interviewing, reporting, according to, quoted by."""
    before = [t.lower for t in tokens[max(0, carrier.first - 8) : carrier.first] if t.shape == "x"]
    if "by" in before[-4:] and _RELAYED & set(before[-7:]):
        return 4
    if before[-4:].count("according"):
        return 3
    if before[-3:] and {"citing", "quoting", "cited", "quoted"} & set(before[-3:]):
        return 0
    if _told_before(tokens, carrier.first) != "-" and carrier.claim is None:
        return 1
    return 2


def _origin(story: Story, reading: Reading, number: int, carriers: list[Carrier]) -> str:
    """Whom the carriers had it from: the surest other source of the sentence, the weakest one if several."""
    taken = {c.name for c in carriers}
    spans = [(c.first, c.last) for c in carriers]
    best: tuple[float, str] | None = None
    for claim in reading.claims[number]:
        r, d = claim.resolution, claim.candidate.source
        if r is None or d is None or not r.name or r.name in taken:
            continue
        if any(first < d.last and d.first < last for first, last in spans) or (r.kind is SourceKind.OUTLET and not r.identified):
            continue
        score = claim.candidate.probability + (0.3 if not r.identified else 0.0)
        if best is None or score > best[0]:
            best = (score, r.name)
    if best:
        return best[1]
    if not reading.claims[number]:
        carried = reading.carried[number]
        if carried and carried.resolution and carried.resolution.name not in taken:
            return carried.resolution.name
    return ""

