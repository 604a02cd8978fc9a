"""The first reading of a story: candidates with their sources resolved, and who speaks in each quotation."""

from __future__ import annotations

from dataclasses import dataclass

from attrib.analysis import SourceKind
from attrib.attributions import Candidate, Tagging, candidates, speaker_turn
from attrib.document import BlockKind
from attrib.mentions import Name, describe
from attrib.quotes import Quotation
from attrib.resolution import Resolution
from attrib.sources import Resolver
from attrib.story import Story
from attrib.turns import Turn

_SPEAKS = 0.5
"""Probability from which a cue makes its source the speaker of the sentence's quotation."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A candidate attribution with the source it resolves to, or None where it has no source words."""

    sentence: int
    candidate: Candidate
    resolution: Resolution | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Claims of each sentence, and the claim that each sentence inside a quotation continues."""

    claims: tuple[tuple[Claim, ...], ...]
    carried: tuple[Claim | None, ...]


def first_reading(story: Story, taggings: tuple[Tagging, ...]) -> Reading:
    """Candidates above threshold in every sentence, resolved in reading order."""
    resolver = Resolver(story.tokens, story.entities)
    claims: list[tuple[Claim, ...]] = []
    for number, tokens in enumerate(story.tokens):
        found = candidates(tokens, taggings[number], story.lowered)
        resolver.enter(number)
        if number in story.turns and story.turns[number].role == "speaks":
            turn = speaker_turn(tokens, story.turns[number], story.lowered)
            found = (turn, *(c for c in found if c.cue_first > turn.cue_last))
        signed = story.signatures.get(number)
        if signed is not None and signed.closing > 0:
            found = (*(c for c in found if c.cue_last < signed.closing), speaker_turn(tokens, signed, story.lowered))
        claims.append(_resolved(number, found, resolver))
    return Reading(tuple(claims), _carry(story, claims))


def _resolved(number: int, found: tuple[Candidate, ...], resolver: Resolver) -> tuple[Claim, ...]:
    """Claims outside quotations first: whoever speaks does not mean himself by the "he" of his quotation."""
    resolutions: dict[Candidate, Resolution | None] = {}
    speaker = ""
    for candidate in sorted(found, key=lambda c: (c.quoted, c.cue_first)):
        r = resolver.resolve(number, candidate.source, speaker if candidate.quoted else "") if candidate.source else None
        resolutions[candidate] = r
        if r is not None and not candidate.quoted and candidate.probability > _SPEAKS:
            speaker = r.name
    return tuple(Claim(number, c, resolutions[c]) for c in found)


def _carry(story: Story, claims: list[tuple[Claim, ...]]) -> tuple[Claim | None, ...]:
    """Gives every sentence without a cue of its own the claim it goes on with: of its quotation, of its paragraph, of a transcript's turn."""
    speakers: dict[Quotation, Claim] = {}
    for number in range(len(story)):
        own = _speech(claims[number])
        if own is None:
            continue
        for quotation in story.quotes[number].quotations:
            speakers.setdefault(quotation, own)
    turns = _turns(story, claims)
    signed = _signed(story, claims)
    carried: list[Claim | None] = []
    last: Claim | None = None
    for number in range(len(story)):
        own = _speech(claims[number])
        state = story.quotes[number]
        claim = None
        if own is None and (turns[number] or number in signed):
            claim = turns[number] or signed[number]
        elif number in story.signatures:
            claim = None
        elif own is None and last is not None and last.candidate.lemma == "turn" and state.share > 0.5:
            claim = last
        elif own is None and state.quotations:
            claim = next((speakers[q] for q in state.quotations if q in speakers), None) or last
            if claim:
                for q in state.quotations:
                    speakers.setdefault(q, claim)
        elif own is None and last is not None and story.sentences[number].block == story.sentences[last.sentence].block:
            claim = last
        carried.append(claim)
        last = own or (claim if state.quotations else (last if last and number - last.sentence < 4 else None))
    return tuple(carried)


def _turns(story: Story, claims: list[tuple[Claim, ...]]) -> list[Claim | None]:
    """Whose turn each sentence of a transcript belongs to; a paragraph after a question is answered by whom the draft introduces first."""
    speaking: list[Claim | None] = []
    answering = _interviewee(story) if story.turns else None
    current: Claim | None = None
    lasting = asked = False
    for number, raw in enumerate(story.sentences):
        turn = story.turns.get(number)
        if turn is not None:
            current = claims[number][0] if turn.role == "speaks" else answering if turn.role == "answers" else None
            lasting = turn.lasting
        elif raw.kind is BlockKind.HEADING or (raw.place == 0 and not lasting):
            current, lasting = None, False
        elif raw.place == 0 and asked:
            current = answering
        asked = lasting and any(t.text == "?" for t in story.tokens[number][-2:])
        speaking.append(current)
    return speaking


def _signed(story: Story, claims: list[tuple[Claim, ...]]) -> dict[int, Claim]:
    """The claim of a signature for every sentence above it that it signs: of its paragraph, and of the quotation before it."""
    signed: dict[int, Claim] = {}
    for number, signature in story.signatures.items():
        claim = claims[number][-1] if signature.closing > 0 else _signature(story, number, signature)
        for above in range(number - 1, -1, -1):
            same = story.sentences[above].block == story.sentences[number].block
            if above in story.signatures or (not same and story.quotes[above].share < 1):
                break  # what stands above another signature is that one's
            signed[above] = claim
            if story.sentences[above].place == 0:
                break
    return signed


def _signature(story: Story, number: int, signature: Turn) -> Claim:
    resolver = Resolver(story.tokens, story.entities)
    candidate = speaker_turn(story.tokens[number], signature, story.lowered)
    return Claim(number, candidate, resolver.resolve(number, candidate.source) if candidate.source else None)


def _interviewee(story: Story) -> Claim | None:
    """The person named most often before a transcript begins."""
    begin = min(story.turns)
    named: dict[str, tuple[int, int, Name]] = {}
    for number in range(begin):
        for name in story.entities.names[number]:
            entity = story.entities.at(number, name)
            if entity is not None and entity.kind is SourceKind.PERSON:
                count, first, where = named.get(entity.name, (0, number, name))
                named[entity.name] = count + 1, first, where
    if not named:
        return None
    full, (_, number, name) = max(named.items(), key=lambda item: (item[1][0], -item[1][1]))
    source = describe(story.tokens[number], name.first, name.last, story.lowered)
    candidate = Candidate(name.first, name.last, "turn", "-", 1.0, source, 1.0, "before", False, False, False)
    return Claim(number, candidate, Resolution(full, SourceKind.PERSON, True, "name", f"“{full}” answers the questions"))


def _speech(claims: tuple[Claim, ...]) -> Claim | None:
    """The claim most likely to introduce a quotation: outside quotation marks, with the surest cue."""
    outside = [c for c in claims if not c.candidate.quoted and c.candidate.probability >= 0.3]
    return max(outside, key=lambda c: c.candidate.probability + (0.5 if c.resolution else 0), default=None)
