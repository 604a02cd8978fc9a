"""Rules on what a story lets rest on sources without a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from attrib.analysis import Analysis, Label, Sentence, SourceKind
from attrib.document import BlockKind, Span
from attrib.findings import Finding, Related, Severity
from attrib.lexicon import table
from attrib.patterns import lazy
from attrib.quotes import outermost, pair_quotes
from attrib.rules.passages import COUNTED, Unnamed, alternatives, around, is_attributed, is_public, running_text, says_unconfirmed, unnamed_people
from attrib.rules.rule import rule

_WORDS = table("sourcing")

_JUDGEMENT = alternatives(_WORDS["judgements"])
_SOMEONE = (
    r"(?:[Hh]e|[Ss]he|[Tt]hey|[Yy]ou|(?!(?:It|This|That|These|Those|What|There)\b)[A-Z][\w’'-]+"
    r"|[Tt]he\s+(?:man|woman|guy|boss|president|mayor|minister|governor|[\w-]+er|[\w-]+or))"
)
_OPINION = lazy(
    rf"\b{_SOMEONE}(?:\s*(?:[’']s|[’']re)|\s+(?:is|are|was|were|has\s+been|have\s+been|had\s+been|looks?|looked|sounds?|seems?|became|becomes?))\s+(?:[\w’'-]+\s+){{0,5}}?{_JUDGEMENT}s?\b"
    rf"|\b(?:such|what|like|total|complete|absolute|utter|bunch\s+of|pack\s+of)\s+(?:an?\s+)?(?:\w+\s+)?{_JUDGEMENT}s?\b",
)  # fmt: skip
_CALLED = lazy(
    r"\b(?:call(?:ed|s|ing)?|describ(?:ed|es|ing)|dismiss(?:ed|es|ing)|brand(?:ed|s|ing)|label(?:led|ed|s)|dubb?(?:ed|s))\s+(?:[\w’'.-]+\s+){1,5}?(?:as\s+)?(?:an?\s+)?"
    rf"[“\"][^”\"]*?\b{_JUDGEMENT}s?\b",
    re.IGNORECASE,
)  # fmt: skip

_AFTER_NOUN = lazy(r"\s+(?:in|at|of|for|with|from|close|familiar|who|near|on|inside|within|briefed|said)\b|,", re.IGNORECASE)
_ANY_COUNT = lazy(
    r"(?:the|these|those|both|one|two|three|four|five|six|seven|eight|nine|ten|several|many|multiple|numerous|various|dozens|hundreds|\d+)\b", re.IGNORECASE
)
_ONE_OF = lazy(r"(?:an?|one|another|each)\b", re.IGNORECASE)
_THE = lazy(r"(?:the|that|this)\b", re.IGNORECASE)
_QUOTED_WORD = lazy(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_FEWEST_WORDS, _MOSTLY, _DOUBTFUL = 2, 0.4, 0.6
_FARTHEST = 4
"""Sentences within which “the source” goes back to “sources”."""
_LEANS = 0.5
"""Share of the attributed sentences from which a story leans on one source."""


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
        if sentence.label is not Label.ANONYMOUS or unnamed.source != sentence.sources[0] or unnamed.noun in _WORDS["public"] | {"one"}:
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
            near = unnamed.sentence in around(analysis, several.sentence, 0, _FARTHEST)
            other = re.search(rf"\b{re.escape(noun)}\b", analysis.document.prose[: unnamed.mention.start], re.IGNORECASE)
            if unnamed.sentence.confidence < _DOUBTFUL or not near or other:
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
    singles = [u for u in unnamed_people(analysis) if u.person and not u.plural and u.source.kind is SourceKind.PERSON and u.sentence.chain is None]
    leading = {u.key: u for u in reversed(singles)}
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
    if voice is not None and voice.person and voice.source == opening.sources[0] and COUNTED.match(analysis.text(voice.mention)):
        yield anonymous_opening_quote.finding(
            voice.mention, opening.confidence, f"the first voice is “{analysis.text(voice.mention)}”: could a named one come first?"
        )


def _quotes(analysis: Analysis, sentence: Sentence) -> bool:
    return round(sentence.quoted_share * len(_QUOTED_WORD.findall(analysis.text(sentence)))) >= _FEWEST_WORDS


RULES = (anonymous_opinion, inflated_source_count, single_anonymous_source, anonymous_opening_quote)
