"""Chains of second-hand reporting: which outlet or person passed the information on, and from whom.

A small model says of every possible carrier how likely it is one. Carriers above threshold and the origin make the chain.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrib.analysis import Chain, SourceKind
from attrib.carriers import Carrier, carrier_features, normal_outlet, possible_carriers, told_before
from attrib.document import Span
from attrib.lexicon import outlet_aliases, table
from attrib.model import CarrierModel
from attrib.reading import Claim, Reading
from attrib.resolution import Resolution
from attrib.story import Story
from attrib.tokens import Token
from attrib.weights import logistic

_WORDS = table("context")


def normal_outlets(names: Iterable[str]) -> frozenset[str]:
    """The draft's own outlet under all the names given and the common other names of each."""
    plain = {normal_outlet(name) for name in names if name.strip()}
    return frozenset(plain | {alias for group in outlet_aliases() if plain & group for alias in group})


def find_chain(story: Story, reading: Reading, number: int, publication: frozenset[str], model: CarrierModel) -> Chain | None:
    """The chain of an attributed sentence, or None."""
    possible = possible_carriers(story, reading, number, publication)
    if not possible:
        return None
    chances = [logistic(model.weights.score(carrier_features(story, reading, number, c))) for c in possible]
    carriers = [c for c, p in zip(possible, chances, strict=True) if p >= model.threshold]
    if not carriers:
        return None
    tokens = story.tokens[number]
    origin = _origin(reading, number, carriers)
    return Chain(
        order_chain(story, number, carriers, origin),
        tuple(Span(tokens[c.first].start, tokens[c.last - 1].end) for c in carriers if c.last > c.first),
        max(chances),
        all(c.identified for c in carriers),
        origin is None or origin.identified,
    )


def order_chain(story: Story, number: int, carriers: list[Carrier], origin: Resolution | None) -> tuple[str, ...]:
    """Links of a chain from its carriers, origin first."""
    ordered = sorted(carriers, key=lambda c: (_remove(story.tokens[number], c), -c.first))
    names = list(dict.fromkeys(c.name for c in ordered))
    return (origin.name, *names) if origin else tuple(names)


def _remove(tokens: tuple[Token, ...], carrier: Carrier) -> int:
    """How far a carrier stands from the origin: cited, told or interviewing, reporting, according to, quoted by."""
    before = [t.lower for t in tokens[max(0, carrier.first - 8) : carrier.first] if t.shape == "x"]
    if "by" in before[-4:] and not _WORDS["relayed"].isdisjoint(before[-7:]):
        return 4
    if "according" in before[-4:]:
        return 3
    if not _WORDS["citing_forms"].isdisjoint(before[-3:]):
        return 0
    if carrier.claim is None and told_before(tokens, carrier.first) != "-":
        return 1
    return 2


def _origin(reading: Reading, number: int, carriers: list[Carrier]) -> Resolution | None:
    """Whom the carriers had it from: the surest other source of the sentence, unidentified ones before others."""
    taken = {c.name for c in carriers}
    claims = reading.claims[number]
    carried = reading.carried[number]
    if not claims and carried and carried.resolution and carried.resolution.name not in taken:
        return carried.resolution
    best: Resolution | None = None
    best_score = -1.0
    for claim in claims:
        r = claim.resolution
        if r is None or not r.name or r.name in taken or not _may_be_origin(claim, carriers):
            continue
        score = claim.candidate.probability + (0.0 if r.identified else 0.3)
        if score > best_score:
            best, best_score = r, score
    return best


def _may_be_origin(claim: Claim, carriers: list[Carrier]) -> bool:
    """Whether a claim's source is apart from the carriers and more than some outlet."""
    r, d = claim.resolution, claim.candidate.source
    if r is None or d is None or (r.kind is SourceKind.OUTLET and not r.identified):
        return False
    return not any(c.first < d.last and d.first < c.last for c in carriers)
