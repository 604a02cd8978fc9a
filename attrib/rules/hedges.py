"""Rules on allegedly, reportedly and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.analysis import Analysis, Sentence, SourceKind
from attrib.document import Span
from attrib.findings import Finding, Fix, Related, Severity
from attrib.lexicon import table
from attrib.patterns import lazy
from attrib.rules.passages import alternatives, around, gathered, hits, is_attributed, paragraph, running_text, unquoted
from attrib.rules.rule import rule

_HEDGE = lazy(r"\b(?:allegedly|reportedly|purportedly|rumou?redly)\b", re.IGNORECASE)
_ACCUSERS = lazy(rf"\b{alternatives(table('sourcing')['accusers'])}\b", re.IGNORECASE)
_DOUBLED = lazy(
    r"\b(?:(?:(?:accus(?:e[ds]?|ing)|suspect(?:ed|s)?)\s+(?:\w+\s+){0,4}?of|charg(?:ed?|es|ing)\s+(?:(?:\w+\s+){0,4}?with|for)"
    r"|alleg(?:e[ds]?|ing)\s+that)\s+(?:(?!(?:for|by|after|over|in|on)\b)\w+\s+){0,3}?"
    r"|(?:alleged|rumou?red|believed|thought|said|reported)\s+to\s+(?:have\s+)?(?:been\s+|be\s+)?)(?P<hedge>(?:allegedly|reportedly|purportedly|supposedly)\s+)",
    re.IGNORECASE,
)  # fmt: skip


@rule("ATT401", "sourceless-allegation", Severity.WARNING, standards=("AP", "NPR"))
def sourceless_allegation(analysis: Analysis) -> Iterator[Finding]:
    """“Allegedly” or “reportedly” with nobody in the paragraph who alleges or reports.

    Why: The word says that somebody claims it. Who? Without them it is a rumour that you print, and no shield in court.
    Bad: The treasurer allegedly took the money from the club's account.
    Good: The treasurer took the money from the club's account, prosecutors say.
    """
    text = unquoted(analysis)
    uses = [
        (str(sentence.block), (sentence, match))
        for sentence in running_text(analysis)
        for match in hits(text, _HEDGE, sentence)
        if not _has_accuser(analysis, sentence)
    ]
    for (sentence, match), others in gathered(uses):
        yield sourceless_allegation.finding(
            Span(*match.span()),
            0.5 + sentence.confidence / 2 if is_attributed(sentence) else 0.5,
            f"{match.group().casefold()} according to whom? Nobody in this paragraph says so",
            tuple(Related(Span(*m.span()), f"also “{m.group()}”") for _, m in others),
        )


def _has_accuser(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the paragraph has a source, or speaks of police, court or complaint; a paragraph of one sentence borrows the one before."""
    near = set(paragraph(analysis, sentence))
    if len(near) == 1:
        near |= set(around(analysis, sentence, 1, 0))
    spoken = any(source.kind is not SourceKind.HEARSAY for s in near for source in s.sources)
    return spoken or any(_ACCUSERS.search(analysis.text(s)) for s in near)


@rule("ATT402", "doubled-hedge", Severity.WARNING, standards=("AP",))
def doubled_hedge(analysis: Analysis) -> Iterator[Finding]:
    """A second hedge on what is hedged already.

    Why: Somebody accused of a thing has not been shown to have done it: “accused” says so. A second hedge casts doubt
        on the accusation itself.
    Bad: Police accused the driver of allegedly running a red light.
    Good: Police accused the driver of running a red light.
    """
    text = unquoted(analysis)
    for sentence in running_text(analysis):
        for match in hits(text, _DOUBLED, sentence):
            hedge = Span(*match.span("hedge"))
            yield doubled_hedge.finding(
                Span(match.start(), match.start("hedge") + len(match["hedge"].rstrip())),
                0.95,
                "one hedge is enough: the first already says that it is not proved",
                fix=Fix(hedge, ""),
            )


RULES = (sourceless_allegation, doubled_hedge)
