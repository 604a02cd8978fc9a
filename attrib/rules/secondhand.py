"""Rules on what others reported first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import combinations

from attrib.analysis import Analysis, Chain, Label, Sentence, SourceKind
from attrib.document import Span
from attrib.findings import Finding, Related, Severity
from attrib.lexicon import table
from attrib.mentions import looks_like_outlet
from attrib.patterns import lazy
from attrib.rules.passages import (
    alternatives,
    around,
    gathered,
    hits,
    is_attributed,
    own_outlets,
    paragraph,
    running_text,
    says_unconfirmed,
    unquoted,
    within,
)
from attrib.rules.rule import RuleSettings, rule, rule_with_settings

_WORDS = table("sourcing")
_LEAST, _LEAST_UNKNOWN = 0.6, 0.8
"""A chain less sure than this is left alone; the second where it ends with a name that nothing tells for an outlet's."""
_DOUBTFUL = 0.5

_MEDIA = r"(?:media|news|press|newspapers?|television|tv|radio)"
_REPORTING = r"(?:report(?:ed|s|ing)?|sa(?:y|ys|id)|claim(?:ed|s)?|suggest(?:ed|s)?|wrote|quoted|cited|carried|published|show(?:ed|s)?|indicat(?:ed|es?))"
_NAMELESS = lazy(
    rf"(?<![\w’'-])(?:(?:(?P<where>local|state|foreign|national|international|regional|domestic|some|several|multiple|various|other|many)\s+)*"
    rf"(?:{_MEDIA}\s+(?:reports?|outlets?|organi[sz]ations?|sites?|agencies|houses)|media|(?:news)?papers|press)\s+(?:(?:have|had|has|also|widely|later|earlier|first)\s+)*{_REPORTING}\b"
    rf"|(?:some|several|multiple|various|unconfirmed|early|initial|recent|other|many)?\s*reports\s+(?:(?:have|had|also)\s+)?(?:say|said|suggest(?:ed)?|indicated?|claim(?:ed)?|emerged)\b)"
    rf"|\baccording\s+to\s+(?:(?:local|state|foreign|national|international|some|several|multiple|various|unconfirmed|many)\s+)*(?:{_MEDIA}\s+)?(?:reports|media|outlets)(?=\s*(?:[,.;:)—–]|$|(?:and|that|emerging)\b))",
    re.IGNORECASE,
)  # fmt: skip
_CITING = lazy(
    r"\b(?:cit(?:ed|es|ing)|quot(?:ed|es|ing)|attribut(?:ed|es|ing)|based\s+(?:on|its)|obtained|seen\s+by|reviewed|interviewed|spoke\s+to)\b", re.IGNORECASE
)
_REPORTS = lazy(r"report|sa(?:y|id)|according|reveal|disclos|detail|confirm", re.IGNORECASE)
_SELF_MADE = lazy(
    r"\b(?:polls?|polling|surveys?|projections?|projected|forecasts?|tally|editorials?|op-eds?|columns?|opinion)\b", re.IGNORECASE
)
"""What an outlet makes itself, and does not report."""
_SOON = 4
"""Sentences within which the sourcing of a report may follow."""
_HOSTED = lazy(rf"(?:[’']s)?\s+(?:[a-z-]+\s+)?{alternatives(_WORDS['hosted'])}\b")
_MAKER = lazy(r"\s+(?:by|from)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}")
_SAME = lazy(r"\b(?:same|both)\b", re.IGNORECASE)
_DEED = lazy(rf"\b(?P<who>[A-Z][\w’'-]+)\s+(?:(?:had|has|then|also|\w+ly)\s+)?(?P<deed>{alternatives(_WORDS['deeds'])})\s+(?:[a-z]|[A-Z])")
_HEDGING = lazy(rf"\b{alternatives(_WORDS['hedging'])}\b", re.IGNORECASE)
_SURE = 0.9
_HEARD = lazy(
    r"\bsa(?:id|ys)\s+(?:that\s+)?(?:he|she|they)\s+(?:(?:had|have|has|also|later|since|was|were|been)\s+)*"
    r"(?:heard\s+(?:that\s+(?:the|an?|he|she|they|it|there|his|her|some|all|no|[a-z]+s)\b|of|about|rumou?rs)|(?<=been\s)told\s+(?:that|of|about|the)|(?<=was\s)told\s+(?:that|of|about|the)|(?<=were\s)told\s+(?:that|of|about|the))\b",
    re.IGNORECASE,
)  # fmt: skip
_TELLER = lazy(r"\b(?:by|from)\s+(?!the\s+time|now|then|noon|midnight)\w+", re.IGNORECASE)


@rule_with_settings("ATT301", "secondhand-chain", Severity.WARNING, standards=("NPR", "AP", "BBC"))
def secondhand_chain(analysis: Analysis, settings: RuleSettings) -> Iterator[Finding]:
    """A sentence whose information came through another outlet or another person.

    Why: Readers should know what you did not gather yourselves. What another outlet or another person
        passed on is only as good as their reporting: confirm it first-hand, or say that you have not.
    Bad: The minister has resigned, a U.S. official told Axios.
    Good: The minister has resigned, the ministry's spokesman told reporters.
    """
    for sentence, chain in _chains(analysis, settings):
        if says_unconfirmed(analysis, sentence):
            continue
        yield secondhand_chain.finding(
            within(sentence),
            chain.confidence,
            f"this came second-hand, through {chain.links[-1]}: can you confirm it yourselves? If not, say so",
            tuple(Related(carrier, f"passed on by “{analysis.text(carrier)}”") for carrier in chain.carriers),
        )


def _chains(analysis: Analysis, settings: RuleSettings) -> Iterator[tuple[Sentence, Chain]]:
    """Sentences with a sure chain that is more than a headline's and passes through other newsrooms than this one."""
    is_own_outlet = own_outlets((*settings.outlets, *analysis.publication))
    for sentence in running_text(analysis):
        chain = sentence.chain
        if chain is None or not chain.carriers or chain.confidence < (_LEAST if _is_plain(chain.links[-1]) else _LEAST_UNKNOWN):
            continue
        if all(is_own_outlet(analysis.text(carrier)) or _only_hosts(analysis, sentence, carrier) for carrier in chain.carriers):
            continue
        yield sentence, chain


def _is_plain(carrier: str) -> bool:
    """Whether the words of a carrier tell that it is one: an outlet's name, or a description like "local media"."""
    return carrier[0].islower() or looks_like_outlet(tuple(carrier.split()))


def _only_hosts(analysis: Analysis, sentence: Sentence, carrier: Span) -> bool:
    """Whether a carrier is only whose event it was, or stands for the reports of a body that is no outlet."""
    prose = analysis.document.prose
    if _HOSTED.match(prose, carrier.end, sentence.end):
        return True
    maker = _MAKER.match(prose, carrier.end, sentence.end) if prose[carrier.start].islower() else None
    return maker is not None and prose[maker.end()].isupper()


@rule("ATT302", "unnamed-outlet", Severity.ERROR, standards=("AP", "NPR"))
def unnamed_outlet(analysis: Analysis) -> Iterator[Finding]:
    """Another outlet's report, and no word of which outlet.

    Why: Credit whoever found it, and let readers judge how far to trust them. “Media reports” may be one blog.
    Bad: Media reports said the police chief had quit over the missing files.
    Good: The Eastern Planet first reported that the police chief had quit over the missing files.
    """
    text = unquoted(analysis)
    for sentence in running_text(analysis):
        if sentence.label is not Label.ANONYMOUS or sentence.confidence < _DOUBTFUL:
            continue
        match = next(hits(text, _NAMELESS, sentence), None)
        if match and not _names_outlet(analysis, sentence):
            yield unnamed_outlet.finding(
                Span(*match.span()), sentence.confidence, "which outlet? Say who reported it first"
            )


def _names_outlet(analysis: Analysis, sentence: Sentence) -> bool:
    near = (*paragraph(analysis, sentence), *around(analysis, sentence, 0, 1))
    if any(source.kind is SourceKind.OUTLET and source.identified for s in near for source in s.sources):
        return True
    return any(s.chain is not None and s.chain.carrier_identified for s in near)


@rule_with_settings("ATT303", "unconfirmed-pickup", Severity.WARNING, on=False, standards=("NPR", "BBC", "Washington Post"))
def unconfirmed_pickup(analysis: Analysis, settings: RuleSettings) -> Iterator[Finding]:
    """Another outlet's report without its sourcing, and without a word that you could not confirm it.

    Why: An outlet's name is not a source. Readers should learn what the report rests on, and that you have not found it out
        yourselves. One finding an outlet, at its first use.
    Bad: The Eastern Post reported that the governor's brother had been arrested.
    Good: The Eastern Post reported that the governor's brother had been arrested, citing two officers it did not name. Police
        did not answer questions, and the report could not be independently confirmed.
    """
    uses = [
        (chain.links[0].casefold(), (sentence, chain))
        for sentence, chain in _chains(analysis, settings)
        if len(chain.links) == 1 and chain.carrier_identified and _is_reporter(analysis, sentence, chain)
    ]
    for (sentence, chain), others in gathered(uses):
        if any(_tells_sourcing(analysis, s) for s in (sentence, *(other for other, _ in others))):
            continue
        yield unconfirmed_pickup.finding(
            chain.carriers[-1],
            min(chain.confidence, sentence.confidence),
            f"what does {chain.links[0]} base this on, and could you confirm it? If not, say so",
            tuple(Related(c.carriers[-1], f"also from {c.links[0]}") for _, c in others),
        )


def _is_reporter(analysis: Analysis, sentence: Sentence, chain: Chain) -> bool:
    """Whether the sentence goes back to the outlet itself, which reports in it what happened elsewhere."""
    text = analysis.text(sentence)
    if sentence.cue is None or not _REPORTS.match(analysis.text(sentence.cue)) or _SELF_MADE.search(text):
        return False
    return any(s.name == chain.links[0] and s.kind is SourceKind.OUTLET for s in sentence.sources)


def _tells_sourcing(analysis: Analysis, sentence: Sentence) -> bool:
    near = (*paragraph(analysis, sentence), *around(analysis, sentence, 1, _SOON))
    return says_unconfirmed(analysis, sentence) or any(_CITING.search(analysis.text(s)) for s in near)


@rule("ATT304", "circular-sourcing", Severity.WARNING, standards=("Washington Post",))
def circular_sourcing(analysis: Analysis) -> Iterator[Finding]:
    """Two reports that go back to one origin.

    Why: Two outlets that cite the same memo are one source told twice. They do not confirm each other.
    Bad: The garrison will leave in June, the Eastern Post reported, citing a ministry memo. The Daily Globe confirmed the
        plan, citing a ministry memo.
    Good: The garrison will leave in June, the Eastern Post reported, citing a ministry memo. The Daily Globe cited the same memo.
    """
    told = [s for s in running_text(analysis) if s.chain is not None and len(s.chain.links) > 1]
    is_paper = cache(partial(_is_paper, analysis))
    for earlier, later in combinations(told, 2):
        first, second = earlier.chain, later.chain
        if first is None or second is None or first.links[0].casefold() != second.links[0].casefold() or first.links[-1] == second.links[-1]:
            continue
        if not is_paper(first.links[0]) or _SAME.search(analysis.text(later)):
            continue
        yield circular_sourcing.finding(
            within(later),
            min(first.confidence, second.confidence),
            f"{first.links[-1]} and {second.links[-1]} both go back to “{second.links[0]}”: one source, not two?",
            (Related(within(earlier), f"by way of {first.links[-1]}"),),
        )
        return


def _is_paper(analysis: Analysis, origin: str) -> bool:
    """Whether an origin is a document or an outlet: people may well have spoken to two outlets, and two "friends" be two."""
    kinds = {s.kind for t in analysis.sentences for s in t.sources if s.name == origin}
    return kinds == {SourceKind.DOCUMENT} or looks_like_outlet(tuple(origin.split()))


@rule("ATT305", "hardened-claim", Severity.WARNING, standards=("NPR",))
def hardened_claim(analysis: Analysis) -> Iterator[Finding]:
    """A claim that was somebody's at first and comes back as a fact.

    Why: It has not become truer further down. A reader who joins there takes it from you.
    Bad: Police said Reed set the fire in the warehouse on Sunday. The harbour was closed for a day. Rents had been rising for years when Reed set the fire.
    Good: Police said Reed set the fire in the warehouse on Sunday. The harbour was closed for a day. Rents had been rising for years before the fire.
    """
    text = unquoted(analysis)
    claimed: dict[tuple[str, str], Sentence] = {}
    for sentence in running_text(analysis):
        deeds = {(m["who"], m["deed"]) for m in hits(text, _DEED, sentence)}
        if is_attributed(sentence):
            claimed |= {deed: sentence for deed in deeds if deed not in claimed}
        elif sentence.confidence >= _SURE and not _HEDGING.search(analysis.text(sentence)):
            for deed in sorted(deeds & claimed.keys()):
                source = claimed.pop(deed)
                if sentence.block == source.block and _follows(analysis, source, sentence):
                    continue
                yield hardened_claim.finding(
                    within(sentence),
                    sentence.confidence * source.confidence * 0.8,
                    "this was somebody's claim before, and is a fact here: who says so?",
                    (Related(within(source), "attributed here"),),
                )


def _follows(analysis: Analysis, first: Sentence, second: Sentence) -> bool:
    return second in around(analysis, first, 0, 1)


@rule("ATT306", "unmarked-hearsay", Severity.INFO, standards=("NYT", "AP", "BBC"))
def unmarked_hearsay(analysis: Analysis) -> Iterator[Finding]:
    """What somebody says they heard, and no word of whom they heard it from.

    Why: A source who was there and one who was told are worth different things. Say which, and name the one who told them.
    Bad: A neighbour said she had heard that the gunman laughed as he left.
    Good: A neighbour said her cousin, who was in the shop, told her that the gunman laughed as he left.
    """
    text = unquoted(analysis)
    for sentence in running_text(analysis):
        match = next(hits(text, _HEARD, sentence), None)
        if match and is_attributed(sentence) and sentence.chain is None and not _TELLER.search(text, match.end(), sentence.end):
            yield unmarked_hearsay.finding(Span(*match.span()), sentence.confidence, "heard from whom? Say so, or find the one who was there")


RULES = (secondhand_chain, unnamed_outlet, unconfirmed_pickup, circular_sourcing, hardened_claim, unmarked_hearsay)
