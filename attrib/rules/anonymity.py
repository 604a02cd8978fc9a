"""Rules on how sources without a name are described and explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.analysis import Analysis, Label
from attrib.document import Span
from attrib.findings import Finding, Related, Severity
from attrib.lexicon import table
from attrib.patterns import lazy
from attrib.rules.bare import bare_mentions
from attrib.rules.explained import covers_all, is_afraid, is_denied, is_named_next
from attrib.rules.passages import (
    COUNTED,
    Unnamed,
    alternatives,
    around,
    gathered,
    hits,
    is_attributed,
    is_public,
    paragraph,
    running_text,
    unnamed_people,
    unquoted,
)
from attrib.rules.people import People
from attrib.rules.rule import rule

_WORDS = table("sourcing")

_SHY = lazy(
    r"\banonym(?:ity|ously)\b|\bnot\s+(?:to\s+)?(?:be\s+|want\w*\s+(?:to\s+be\s+)?|wish\w*\s+to\s+be\s+)?(?:further\s+)?(?:publicly\s+)?(?:named|identified|quoted)\b"
    r"|\b(?:refus|declin)\w+\s+to\s+(?:be\s+(?:named|identified)|give\s+(?:\w+\s+){1,3}name)|\bnames?\s+(?:be\s+|was\s+|were\s+)?(?:withheld|changed)\b"
    r"|\bwithh[eo]ld\w*\s+(?:\w+\s+)?names?\b|\bon\s+(?:deep\s+)?background\b",
    re.IGNORECASE,
)  # fmt: skip
_REASON = lazy(
    r"\b(?:because|since|as\s+(?:he|she|they|the|it|not|no|discuss)|for\s+fear|fear(?:s|ing|ed)?|afraid|lest|out\s+of|citing|so\s+as|in\s+order|given|due\s+to|owing\s+to"
    r"|concern(?:s|ed)?|worr(?:y|ied)|to\s+(?:speak|talk|discuss|describe|avoid|protect|offer|share|disclose|comment|give|be\s+(?:candid|frank)|preserve|provide|reveal|detail)"
    r"|authori[sz](?:ed|ation)|permitted|allowed|sensitiv\w+|retaliation|reprisals?|policy|protocol|customary|safety|security\s+reasons|rules)\b",
    re.IGNORECASE,
)  # fmt: skip
_ROTE = lazy(
    r"(?:\bnot|n[’']t|\bwithout\s+being|\black\w*)\s+(?:\w+\s+)?(?:authori[sz](?:ed|ation)|permi(?:tted|ssion)|allowed|cleared)\s+to\s+"
    r"(?:be\s+)?(?:\w+\s+)?(?:speak|discuss|comment|talk|brief|disclose|address|give|share|describe|release|reveal|quoted|named)\w*"
    r"|\bto\s+(?:speak|talk|be)\s+(?:\w+\s+)?(?:freely|candidly|frankly|openly|candid|frank)\b"
    r"|\bto\s+(?:discuss|describe|talk\s+about)\s+(?:\w+\s+)?(?:sensitive|private|internal|confidential|personnel|ongoing|delicate)\b"
    r"|\b(?:because|given|due)\s+(?:of|to)?\s*the\s+sensitiv\w+",
    re.IGNORECASE,
)  # fmt: skip

_VAGUE = lazy(
    r"\b(?:people|persons?|sources?|insiders?|(?P<rank>officials?|figures?|executives?)|individuals?|those|someone|somebody)\s+(?:who\s+(?:is|are|was|were)\s+)?(?P<how>"
    r"(?:(?:with\s+(?:\w+\s+)?(?:knowledge|information)\s+(?:of|on|about)|(?:\w+ly\s+)?familiar\s+with|(?:\w+ly\s+)?close\s+to|aware\s+of|privy\s+to)\s+"
    rf"(?:(?:the|his|her|their|its|these|those|this|that)\s+)?(?:[\w’'-]+\s+){{0,2}}?{alternatives(_WORDS['matters'])}|in\s+the\s+know))\b",
    re.IGNORECASE,
)  # fmt: skip
_RANKED = lazy(
    r"(?:^|[^\w\s]|\b(?:an?|the|one|two|three|several|some|many|other|another|that|by|to|and|senior|top|former|current))\s*$", re.IGNORECASE
)
"""What comes before “official” where nothing says of what."""
_GRAND = lazy(
    rf"\b(?P<how>{alternatives(_WORDS['grand'])})\s+(?:sources?|insiders?)\b(?!\s+(?:in|at|within|inside|with|on|from|close|familiar|who|of)\b)", re.IGNORECASE
)
_APPOSED = lazy(r"[A-Z][\w.’'-]+\s+[A-Z][\w.’'-]+,\s*$")
"""A name, before the words that say who that is: “Ana Ruiz, an aide to the mayor”."""
_CROWD = lazy(
    r"an?\s+(?:\w+\s+)?(?:number|group|handful|majority|minority|host|string|series|lot|few|range)\b|[\w-]+[\s-](?:hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
_IN_PUBLIC = lazy(
    r"\b(?:in|during|at)\s+(?:an?|the|his|her|their)\s+(?:\w+\s+)?(?:speech|statement|tweet|e-?mail|letter|testimony|memo|report|briefing|conference|post|affidavit)\b"
    r"|\bby\s*$",
    re.IGNORECASE,
)  # fmt: skip


@rule("ATT101", "unexplained-anonymity", Severity.WARNING, standards=("AP", "NYT", "NPR", "SPJ"))
def unexplained_anonymity(analysis: Analysis) -> Iterator[Finding]:
    """An unnamed source of whom the draft never says why they have no name.

    Why: A reader who cannot see who speaks can at least be told why. Saying why also makes the desk ask
        whether the reason holds. One finding a source, at its first use.
    Bad: “The line will shut by the spring,” a plant manager said on condition of anonymity.
    Good: “The line will shut by the spring,” said a plant manager, who asked not to be named because staff
        had been told not to talk to reporters.
    """
    explained: set[str] = set()
    if covers_all(analysis, _SHY, _REASON):
        return
    bare = {span.start for _, span, _ in bare_mentions(analysis)}
    uses: list[tuple[str, Unnamed]] = []
    for unnamed in unnamed_people(analysis):
        near = " ".join(analysis.text(s) for s in paragraph(analysis, unnamed.sentence))
        if (_SHY.search(near) and _REASON.search(near)) or _ROTE.search(near):
            explained.add(unnamed.key)
        if unnamed.sentence.chain is None and unnamed.mention.start not in bare and _owes_a_reason(analysis, unnamed):
            uses.append((unnamed.key, unnamed))
    unexplained = gathered((key, use) for key, use in uses if key not in explained)
    if not unexplained:
        return
    people = People(analysis)
    for first, others in unexplained:
        if is_afraid(analysis, first) or (not _SHY.search(analysis.text(first.sentence)) and is_named_next(analysis, people, first)):
            continue
        who = analysis.text(first.mention)
        yield unexplained_anonymity.finding(
            first.mention,
            first.sentence.confidence,
            f"“{who}” is never explained: can you say why they are not named?",
            tuple(Related(u.mention, f"also “{analysis.text(u.mention)}”") for u in others),
        )


def _owes_a_reason(analysis: Analysis, unnamed: Unnamed) -> bool:
    """Whether this is somebody to whom the draft grants anonymity in words, or one or a few from the inside whom it talked to."""
    sentence = unnamed.sentence
    if sentence.label is not Label.ANONYMOUS or unnamed.source != sentence.sources[0] or analysis.is_unsure(sentence):
        return False
    if is_denied(analysis, sentence):
        return False
    if _SHY.search(analysis.text(sentence)):
        return unnamed.head not in _WORDS["faceless"]
    before = analysis.document.prose[sentence.start : unnamed.mention.start]
    if _APPOSED.search(before) or _CROWD.match(analysis.text(unnamed.mention)):
        return False
    counted = COUNTED.match(analysis.text(unnamed.mention)) is not None
    return counted and unnamed.noun in _WORDS["insiders"] and not is_public(analysis, sentence) and not _IN_PUBLIC.search(before)


@rule("ATT102", "rote-anonymity-reason", Severity.INFO, standards=("NYT",))
def rote_anonymity_reason(analysis: Analysis) -> Iterator[Finding]:
    """A stock reason for anonymity.

    Why: “Not authorised to speak publicly” is true of nearly everybody who is quoted without a name. It tells the
        reader nothing about what this source risks.
    Bad: The line will shut, said a manager who asked not to be named because she was not authorised to speak publicly.
    Good: The line will shut, said a manager who asked not to be named because two colleagues who spoke last year were dismissed.
    """
    if not _SHY.search(analysis.document.prose):
        return
    text = unquoted(analysis)
    for sentence in running_text(analysis):
        if not is_attributed(sentence) or not any(_SHY.search(analysis.text(s)) for s in around(analysis, sentence, 1, 1)):
            continue
        match = next(hits(text, _ROTE, sentence), None)
        if match:
            yield rote_anonymity_reason.finding(Span(*match.span()), 0.9, "a stock reason: what would happen to this source if the name were known?")


@rule("ATT103", "bare-source", Severity.ERROR, standards=("AP", "NPR"))
def bare_source(analysis: Analysis) -> Iterator[Finding]:
    """A source of whom the reader learns nothing at all.

    Why: “A source” could be anybody. Where a name cannot be given, say how they come to know: their
        part in the matter, their side, their rank, as much as you can without giving them away.
        What another outlet calls its sources is left to it.
    Bad: A source said the deal was off.
    Good: A banker working for the buyer said the deal was off.
    """
    told = ((sentence, span, noun) for sentence, span, noun in bare_mentions(analysis) if not (sentence.chain and sentence.chain.carrier_identified))
    uses = ((noun, (sentence, span)) for sentence, span, noun in told)
    for (sentence, span), others in gathered(uses):
        yield bare_source.finding(
            span,
            sentence.confidence,
            f"“{analysis.text(span)}” says nothing of who this is: can you say how they come to know?",
            tuple(Related(other, f"also “{analysis.text(other)}”") for _, other in others),
        )


@rule("ATT104", "vague-source", Severity.WARNING, standards=("Guardian", "WSJ", "NPR"))
def vague_source(analysis: Analysis) -> Iterator[Finding]:
    """A description that says that somebody knows, and not how.

    Why: “People familiar with the matter” fits a minister and a driver alike. Say how they know: were they in
        the room, have they read the paper, whose side are they on?
    Bad: The merger will be called off this week, people familiar with the matter said.
    Good: The merger will be called off this week, two members of the negotiating team said.
    """
    text = unquoted(analysis)
    found = [
        (" ".join(match["how"].casefold().split()), (sentence, Span(*match.span())))
        for sentence in running_text(analysis)
        if is_attributed(sentence) and not (sentence.chain is not None and sentence.chain.carrier_identified)
        for pattern in (_VAGUE, _GRAND)
        for match in hits(text, pattern, sentence)
        if not match.groupdict().get("rank") or _RANKED.search(text[sentence.start : match.start()])
    ]
    for (sentence, span), others in gathered(sorted(found, key=lambda f: f[1][1])):
        yield vague_source.finding(
            span,
            sentence.confidence,
            f"“{analysis.text(span)}” says that they know, not how: can you say more?",
            tuple(Related(other, f"also “{analysis.text(other)}”") for _, other in others),
        )


RULES = (unexplained_anonymity, rote_anonymity_reason, bare_source, vague_source)
