"""Which sources a labelled sentence rests on, with the cue that says so."""

from __future__ import annotations

from attrib.analysis import Label, Source, SourceKind
from attrib.document import Span
from attrib.reading import Claim, Reading
from attrib.story import Story

_STRONG = 0.35
HEARSAY_NAME = "-"


def sources_of(
    story: Story, reading: Reading, number: int, label: Label, speaker: Source | None
) -> tuple[tuple[Source, ...], Span | None]:
    """Sources, the one the label rests on first, and the cue. `speaker` is who spoke last, for quotations that go on."""
    claims = ranked_claims(reading, number, label)
    marker = _hearsay_marker(story, number)
    sources: list[Source] = []
    for claim in claims:
        source = _source(story, claim)
        if source and all(source.name != s.name for s in sources):
            sources.append(source)
    cue = _cue(story, claims[0]) if claims else marker
    if label is Label.ANONYMOUS and marker and all(s.identified for s in sources):
        hearsay = Source(HEARSAY_NAME, SourceKind.HEARSAY, False, None, "a hearsay marker with nobody behind it")
        return (hearsay, *sources), marker
    if not sources and not (claims and label is Label.ANONYMOUS):
        carried = reading.carried[number]
        if carried is not None and (source := _source(story, carried, inherited=True)):
            sources.append(source)
        elif speaker is not None:
            sources.append(Source(speaker.name, speaker.kind, speaker.identified, None, f"goes on with “{speaker.name}”"))
    if not sources and label is Label.ANONYMOUS:
        sources.append(Source(HEARSAY_NAME, SourceKind.HEARSAY, False, None, "attributed to nobody"))
    return tuple(_agree(s, label) if i == 0 else s for i, s in enumerate(sources)), cue


def ranked_claims(reading: Reading, number: int, label: Label) -> list[Claim]:
    """Claims that carry the label: unquoted and sure ones first, those of the label's kind before others."""
    claims = [c for c in reading.claims[number] if not c.candidate.quoted]
    strong = [c for c in claims if c.candidate.probability >= _STRONG] or claims[:1]

    def rank(claim: Claim) -> tuple[int, float]:
        r = claim.resolution
        fits = r is not None and bool(r.name) and r.identified == (label is Label.NAMED)
        return (0 if fits else 1 if r is not None and r.name else 2, -claim.candidate.probability)

    return sorted(strong, key=rank)


def _source(story: Story, claim: Claim, inherited: bool = False) -> Source | None:
    r, d = claim.resolution, claim.candidate.source
    if r is None or d is None:
        return None
    tokens = story.tokens[claim.sentence]
    name = r.name or d.phrase
    mention = None if inherited else Span(tokens[d.first].start, tokens[d.last - 1].end)
    reason = f"goes on with “{name}”" if inherited else r.reason
    return Source(name, r.kind, r.identified, mention, reason)


def _cue(story: Story, claim: Claim) -> Span:
    tokens = story.tokens[claim.sentence]
    return Span(tokens[claim.candidate.cue_first].start, tokens[claim.candidate.cue_last - 1].end)


def _hearsay_marker(story: Story, number: int) -> Span | None:
    for token in story.tokens[number]:
        if token.kind == "hearsay" and not token.quoted:
            return Span(token.start, token.end)
    return None


def _agree(source: Source, label: Label) -> Source:
    """The first source is what the label rests on, so both say the same of it."""
    identified = label is Label.NAMED
    if source.identified == identified:
        return source
    ground = "the sentence as a whole is read as resting on somebody " + ("identified" if identified else "unidentified")
    return Source(source.name, source.kind, identified, source.mention, f"{source.reason}; {ground}")
