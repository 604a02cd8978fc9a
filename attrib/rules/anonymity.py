"""Rules on sources without a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from attrib.analysis import Analysis, Label, Sentence, SourceKind
from attrib.document import BlockKind, Span
from attrib.findings import Finding, Related, Severity
from attrib.lexicon import table
from attrib.quotes import outermost, pair_quotes
from attrib.rules.bare import bare_mentions
from attrib.rules.passages import (
    Unnamed,
    alternatives,
    around,
    gathered,
    hits,
    is_attributed,
    is_public,
    paragraph,
    running_text,
    says_unconfirmed,
    unnamed_people,
    unquoted,
)
from attrib.rules.rule import rule

_WORDS = table("sourcing")

_SHY = re.compile(
    r"\banonym(?:ity|ously)\b|\bnot\s+(?:to\s+)?(?:be\s+|want\w*\s+(?:to\s+be\s+)?|wish\w*\s+to\s+be\s+)?(?:further\s+)?(?:publicly\s+)?(?:named|identified|quoted)\b"
    r"|\b(?:refus|declin)\w+\s+to\s+(?:be\s+(?:named|identified)|give\s+(?:\w+\s+){1,3}name)|\bnames?\s+(?:be\s+|was\s+|were\s+)?(?:withheld|changed)\b"
    r"|\bwithh[eo]ld\w*\s+(?:\w+\s+)?names?\b|\bon\s+(?:deep\s+)?background\b",
    re.IGNORECASE,
)  # fmt: skip
_REASON = re.compile(
    r"\b(?:because|since|as\s+(?:he|she|they|the|it|not|no|discuss)|for\s+fear|fear(?:s|ing|ed)?|afraid|lest|out\s+of|citing|so\s+as|in\s+order|given|due\s+to|owing\s+to"
    r"|concern(?:s|ed)?|worr(?:y|ied)|to\s+(?:speak|talk|discuss|describe|avoid|protect|offer|share|disclose|comment|give|be\s+(?:candid|frank)|preserve|provide|reveal|detail)"
    r"|authori[sz](?:ed|ation)|permitted|allowed|sensitiv\w+|retaliation|reprisals?|policy|protocol|customary|safety|security\s+reasons|rules)\b",
    re.IGNORECASE,
)  # fmt: skip
_ROTE = re.compile(
    r"(?:\bnot|n[’']t|\bwithout\s+being|\black\w*)\s+(?:\w+\s+)?(?:authori[sz](?:ed|ation)|permi(?:tted|ssion)|allowed|cleared)\s+to\s+"
    r"(?:be\s+)?(?:\w+\s+)?(?:speak|discuss|comment|talk|brief|disclose|address|give|share|describe|release|reveal|quoted|named)\w*"
    r"|\bto\s+(?:speak|talk|be)\s+(?:\w+\s+)?(?:freely|candidly|frankly|openly|candid|frank)\b"
    r"|\bto\s+(?:discuss|describe|talk\s+about)\s+(?:\w+\s+)?(?:sensitive|private|internal|confidential|personnel|ongoing|delicate)\b"
    r"|\b(?:because|given|due)\s+(?:of|to)?\s*the\s+sensitiv\w+",
    re.IGNORECASE,
)  # fmt: skip

_VAGUE = re.compile(
    r"\b(?:people|persons?|sources?|insiders?|officials?|individuals?|those|someone|somebody|figures?|executives?)\s+(?:who\s+(?:is|are|was|were)\s+)?(?P<how>"
    r"(?:(?:with\s+(?:\w+\s+)?(?:knowledge|information)\s+(?:of|on|about)|(?:\w+ly\s+)?familiar\s+with|(?:\w+ly\s+)?close\s+to|aware\s+of|privy\s+to)\s+"
    rf"(?:(?:the|his|her|their|its|these|those|this|that)\s+)?(?:[\w’'-]+\s+){{0,2}}?{alternatives(_WORDS['matters'])}|in\s+the\s+know))\b",
    re.IGNORECASE,
)  # fmt: skip
_GRAND = re.compile(
    rf"\b(?P<how>{alternatives(_WORDS['grand'])})\s+(?:sources?|insiders?)\b(?!\s+(?:in|at|within|inside|with|on|from|close|familiar|who|of)\b)", re.IGNORECASE
)

_JUDGEMENT = alternatives(_WORDS["judgements"])
_SOMEONE = (
    r"(?:[Hh]e|[Ss]he|[Tt]hey|[Yy]ou|(?!(?:It|This|That|These|Those|What|There)\b)[A-Z][\w’'-]+"
    r"|[Tt]he\s+(?:man|woman|guy|boss|president|mayor|minister|governor|[\w-]+er|[\w-]+or))"
)
_OPINION = re.compile(
    rf"\b{_SOMEONE}(?:\s*(?:[’']s|[’']re)|\s+(?:is|are|was|were|has\s+been|have\s+been|had\s+been|looks?|looked|sounds?|seems?|became|becomes?))\s+(?:[\w’'-]+\s+){{0,5}}?{_JUDGEMENT}s?\b"
    rf"|\b(?:such|what|like|total|complete|absolute|utter|bunch\s+of|pack\s+of)\s+(?:an?\s+)?(?:\w+\s+)?{_JUDGEMENT}s?\b",
)  # fmt: skip
_CALLED = re.compile(
    r"\b(?:call(?:ed|s|ing)?|describ(?:ed|es|ing)|dismiss(?:ed|es|ing)|brand(?:ed|s|ing)|label(?:led|ed|s)|dubb?(?:ed|s))\s+(?:[\w’'.-]+\s+){1,5}?(?:as\s+)?(?:an?\s+)?"
    rf"[“\"][^”\"]*?\b{_JUDGEMENT}s?\b",
    re.IGNORECASE,
)  # fmt: skip

_COUNTED = re.compile(r"(?:an?|one|another|two|three|four|five|six|\d)\b", re.IGNORECASE)
_IN_PUBLIC = re.compile(
    r"\b(?:in|during|at)\s+(?:an?|the|his|her|their)\s+(?:\w+\s+)?(?:speech|statement|tweet|e-?mail|letter|testimony|memo|report|briefing|conference|post|affidavit)\b"
    r"|\bby\s*$",
    re.IGNORECASE,
)  # fmt: skip
_QUOTED_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_FEWEST_WORDS, _MOSTLY, _DOUBTFUL = 2, 0.4, 0.6
_LEANS = 0.5
"""Share of the attributed sentences from which a story leans on one source."""


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
    bare = {span.start for _, span, _ in bare_mentions(analysis)}
    uses: list[tuple[str, Unnamed]] = []
    for unnamed in unnamed_people(analysis):
        near = " ".join(analysis.text(s) for s in paragraph(analysis, unnamed.sentence))
        if (_SHY.search(near) and _REASON.search(near)) or _ROTE.search(near):
            explained.add(unnamed.key)
        if unnamed.sentence.chain is None and unnamed.mention.start not in bare and _owes_a_reason(analysis, unnamed):
            uses.append((unnamed.key, unnamed))
    for first, others in gathered((key, use) for key, use in uses if key not in explained):
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
    if sentence.label is not Label.ANONYMOUS or unnamed.source != sentence.sources[0]:
        return False
    if _SHY.search(analysis.text(sentence)):
        return unnamed.head not in _WORDS["faceless"]
    before = analysis.document.prose[sentence.start : unnamed.mention.start]
    counted = _COUNTED.match(analysis.text(unnamed.mention)) is not None
    return counted and _singular(unnamed.head) in _WORDS["insiders"] and not is_public(analysis, sentence) and not _IN_PUBLIC.search(before)


def _singular(noun: str) -> str:
    return "person" if noun == "people" else noun.removesuffix("s")


@rule("ATT102", "rote-anonymity-reason", Severity.INFO, standards=("NYT",))
def rote_anonymity_reason(analysis: Analysis) -> Iterator[Finding]:
    """A stock reason for anonymity.

    Why: “Not authorised to speak publicly” is true of nearly everybody who is quoted without a name. It tells the
        reader nothing about what this source risks.
    Bad: The line will shut, said a manager who asked not to be named because she was not authorised to speak publicly.
    Good: The line will shut, said a manager who asked not to be named because two colleagues who spoke last year were dismissed.
    """
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
    Bad: A source said the deal was off.
    Good: A banker working for the buyer said the deal was off.
    """
    uses = ((noun, (sentence, span)) for sentence, span, noun in bare_mentions(analysis))
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
        if is_attributed(sentence)
        for pattern in (_VAGUE, _GRAND)
        for match in hits(text, pattern, sentence)
    ]
    for (sentence, span), others in gathered(sorted(found, key=lambda f: f[1][1])):
        yield vague_source.finding(
            span,
            sentence.confidence,
            f"“{analysis.text(span)}” says that they know, not how: can you say more?",
            tuple(Related(other, f"also “{analysis.text(other)}”") for _, other in others),
        )


@rule("ATT105", "anonymous-opinion", Severity.WARNING, standards=("AP", "Reuters", "NPR", "Guardian", "NYT"))
def anonymous_opinion(analysis: Analysis) -> Iterator[Finding]:
    """A judgement or an attack by somebody without a name.

    Why: Whoever attacks another should do it under their own name. Anonymity is for facts that could not be
        had otherwise.
    Bad: “He is a bully and a coward,” said one aide to the governor.
    Good: One aide to the governor said that he had thrown a chair in Tuesday's meeting; he denied it.
    """
    quotations = outermost(pair_quotes(analysis.document))
    for unnamed in unnamed_people(analysis):
        sentence = unnamed.sentence
        if sentence.label is not Label.ANONYMOUS or unnamed.source != sentence.sources[0] or _singular(unnamed.head) in _WORDS["public"] | {"one"}:
            continue
        words = " … ".join(analysis.text(Span(q.start, q.end)) for q in quotations if q.start < sentence.end and q.end > sentence.start)
        if _OPINION.search(words) or _CALLED.search(analysis.text(sentence)):
            yield anonymous_opinion.finding(
                unnamed.mention,
                sentence.confidence * 0.9,
                f"“{analysis.text(unnamed.mention)}” judges without a name: what did they see that shows it, or who says it openly?",
            )


@rule("ATT106", "inflated-source-count", Severity.WARNING, standards=("Reuters",))
def inflated_source_count(analysis: Analysis) -> Iterator[Finding]:
    """Several sources that turn out to be one.

    Why: A plural makes one voice sound like agreement. If there is one source, write one.
    Bad: Sources in the party said the vote was lost. The source added that nobody had counted.
    Good: A whip of the party said the vote was lost. The whip added that nobody had counted.
    """
    plurals: dict[str, Unnamed] = {}
    for unnamed in unnamed_people(analysis):
        mention = analysis.text(unnamed.mention)
        noun = _noun(mention)
        plural = noun.endswith("s")
        noun = noun.removesuffix("s")
        if plural and not _ANY_COUNT.match(mention):
            plurals.setdefault(noun, unnamed)
        elif not plural and noun in plurals and _ONE_OF.match(mention):
            del plurals[noun]
        elif not plural and noun in plurals and _THE.match(mention):
            several = plurals.pop(noun)
            if unnamed.sentence.confidence < _DOUBTFUL:
                continue
            yield inflated_source_count.finding(
                several.mention,
                min(several.sentence.confidence, unnamed.sentence.confidence),
                f"“{analysis.text(several.mention)}” becomes “{mention}” later: how many are there?",
                (Related(unnamed.mention, f"here “{mention}”"),),
            )


def _noun(mention: str) -> str:
    """The noun of a mention, without what follows it."""
    words = [w.casefold() for w in _QUOTED_WORD.findall(_AFTER_NOUN.split(mention)[0])]
    return words[-1] if words else ""


_AFTER_NOUN = re.compile(r"\s+(?:in|at|of|for|with|from|close|familiar|who|near|on|inside|within|briefed|said)\b|,", re.IGNORECASE)
_ANY_COUNT = re.compile(r"(?:the|these|those|both|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|\d+)\b", re.IGNORECASE)
_ONE_OF = re.compile(r"(?:an?|one|another|each)\b", re.IGNORECASE)
_THE = re.compile(r"(?:the|that|this)\b", re.IGNORECASE)


@rule("ATT107", "single-anonymous-source", Severity.WARNING, standards=("BBC", "AP", "Guardian"))
def single_anonymous_source(analysis: Analysis) -> Iterator[Finding]:
    """A story that leans on one unnamed source.

    Why: One person can be wrong or want something. A story that rests on one of whom the reader knows no name needs a
        second, or must say that it has none.
    Bad: The ministry will close three schools, an official of the ministry said on Monday. The official said the list
        was ready. It would be published in May, the official added.
    Good: The ministry will close three schools, an official of the ministry said on Monday. The official said the list
        was ready. A second official who has seen the list confirmed it.
    """
    attributed = [s for s in running_text(analysis) if is_attributed(s)]
    resting = Counter(s.sources[0].name.casefold() for s in attributed)
    leading = {u.key: u for u in reversed(list(unnamed_people(analysis))) if not u.plural and u.source.kind is SourceKind.PERSON and u.sentence.chain is None}
    for key, first in leading.items():
        share = resting[key] / len(attributed)
        voices = {s.sources[0].name.casefold() for s in attributed if not s.sources[0].identified}
        if resting[key] >= 2 and share >= _LEANS and voices == {key} and not any(says_unconfirmed(analysis, s) for s in attributed):
            uses = [s for s in attributed if s.sources[0].name.casefold() == key and s is not first.sentence]
            yield single_anonymous_source.finding(
                first.mention,
                min(s.confidence for s in uses),
                f"the story rests on “{analysis.text(first.mention)}” alone: is there a second source? If not, say so",
                tuple(Related(Span(s.start, s.end), "rests on the same source") for s in uses),
            )


@rule("ATT108", "anonymous-opening-quote", Severity.INFO, standards=("Washington Post",))
def anonymous_opening_quote(analysis: Analysis) -> Iterator[Finding]:
    """A story whose first quotation has no name behind it.

    Why: The first voice sets how far a reader trusts the story. It should be somebody who stands by their words.
    Bad: “It is chaos in there and nobody is in charge,” a ward nurse at the clinic said.
    Good: “It is chaos in there and nobody is in charge,” said Ines Duarte, a ward nurse at the clinic.
    """
    opening = next((s for s in running_text(analysis) if s.kind is not BlockKind.CAPTION and _quotes(analysis, s)), None)
    if opening is None or opening.label is not Label.ANONYMOUS or opening.chain is not None or opening.quoted_share < _MOSTLY or is_public(analysis, opening):
        return
    voice = next((u for u in unnamed_people(analysis) if u.sentence is opening), None)
    if voice is not None and voice.person and voice.source == opening.sources[0] and _COUNTED.match(analysis.text(voice.mention)):
        yield anonymous_opening_quote.finding(
            voice.mention, opening.confidence, f"the first voice is “{analysis.text(voice.mention)}”: could a named one come first?"
        )


def _quotes(analysis: Analysis, sentence: Sentence) -> bool:
    return round(sentence.quoted_share * len(_QUOTED_WORD.findall(analysis.text(sentence)))) >= _FEWEST_WORDS


RULES = (
    unexplained_anonymity,
    rote_anonymity_reason,
    bare_source,
    vague_source,
    anonymous_opinion,
    inflated_source_count,
    single_anonymous_source,
    anonymous_opening_quote,
)
