"""Rules on voices that are nobody's: claims, groups, studies and spokespeople without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.analysis import Analysis, Label, Sentence, SourceKind
from attrib.document import Span
from attrib.findings import Finding, Related, Severity
from attrib.lexicon import table
from attrib.patterns import lazy
from attrib.rules.passages import alternatives, around, gathered, hits, is_attributed, paragraph, running_text, unquoted, within
from attrib.rules.rule import RuleSettings, rule, rule_with_settings

_WORDS = table("sourcing")
_SURE = 0.85

_WRONG = lazy(rf"\b(?:had\s+|has\s+|have\s+|\w+ly\s+)?(?P<wrong>{alternatives(_WORDS['wrongs'])})\s+(?!by\b)\w", re.IGNORECASE)
_LEGAL = lazy(rf"\b(?:{alternatives(_WORDS['hedging'])[3:-1]}|if|was|were|been|being|be|to)\b", re.IGNORECASE)
_SPOKESPERSON = lazy(r"\bspokes(?:man|woman|person|people|men|women|persons)\b", re.IGNORECASE)
_NAME_BESIDE = lazy(r"(?:\s+(?:of|for|at)\s[^,.]{1,60})?,\s+[A-Z][\w’'-]+\s+[A-Z]")
_NAME_BEFORE = lazy(r"[A-Z][\w’'-]+\s+[A-Z][\w’'-]+,\s+(?:is\s+|was\s+)?(?:(?:the|an?)\s+)?[^,]{0,40}$")
_AGENTLESS = lazy(
    r"\bit\s+(?:is|has\s+been)\s+(?:(?:also|widely|generally|now|\w+ly)\s+)?(?:understood|believed|thought|said|reported|rumou?red|alleged|claimed|feared)\b(?!\s+(?:by|live)\b)"
    r"|\bit\s+was\s+(?:\w+ly\s+)?(?:understood|reported|rumou?red|alleged|claimed)\b(?!\s+(?:by|live)\b)"
    r"|\bit\s+(?:has\s+|had\s+)?emerged\s+that\b"
    r"|\b(?:is|are|was|were)\s+(?:(?:also|widely|reliably)\s+)?(?:understood|said|rumou?red|alleged|reported|claimed)\s+to\s+(?:have|be)\b",
    re.IGNORECASE,
)  # fmt: skip
_TIMELESS = lazy(r"\b(?:said|claimed)\b", re.IGNORECASE)
"""What “it is said” may say of a custom as well."""
_LEARNED = r"\s+(?:has\s+learn(?:ed|t)|understands)\b"
_WE_LEARNED = lazy(rf"\bthis\s+(?:news)?(?:paper|site|magazine|outlet){_LEARNED}", re.IGNORECASE)
_GROUP = lazy(
    rf"(?<![\w’'-])(?P<group>(?:(?:some|many|most|several|few|other|legal|political|security|health|military|industry|market|independent|local|western|foreign|financial|medical|environmental)\s+)?{alternatives(_WORDS['faceless'])})\s+"
    r"(?:(?:have|also|now|already|long|had|still|are|have\s+long|\w+ly)\s+)*(?:say|said|argue[ds]?|warn(?:ed)?|claim(?:ed)?|believe[d]?|contend(?:ed)?|fear(?:ed)?|point(?:ed)?\s+out|complain(?:ed)?|accuse[d]?|call(?:ed)?|suggest(?:ed)?|predict(?:ed)?|maintain(?:ed)?|insist(?:ed)?|allege[d]?|note[d]?|see|question(?:ed)?)\b",
    re.IGNORECASE,
)  # fmt: skip
_WHOSE_GROUP = lazy(r"(?:(?<=\s)[A-Z][\w.’'-]*|\b(?:of|\d+%|percent|poll|survey))\s+(?:\w+\s+)?$")
_STUDY = lazy(
    r"(?:^|[,;:—–(]\s*|\b(?:that|and|but|as|while|where|since|if|because|whether|although|though|even|indeed|yet|so|when)\s+)(?P<study>(?:(?:an?|some|several|many|most|recent|new|previous|earlier|one|two|three|various|numerous|multiple|scientific|academic|medical|national|other|independent|early|the\s+latest|countless)\s+){0,3}"
    r"(?:stud(?:y|ies)|research|polls?|polling|surveys?|data|figures|statistics|analys[ei]s|trials?|experiments?|estimates?))\s+"
    r"(?:(?:has|have|had|also|clearly|consistently|repeatedly|now)\s+)*(?:show(?:s|ed|n)?|suggest(?:s|ed)?|find(?:s)?|found|indicat(?:e|es|ed)|prove[sdn]?|reveal(?:s|ed)?|conclude[sd]?|estimate[sd]?|demonstrate[sd]?|say|says|said|link(?:s|ed)?)\b",
    re.IGNORECASE,
)  # fmt: skip
_WHOSE = lazy(
    r"\b(?:by|from|at|of|in|published|conducted|carried\s+out|commissioned|released|for)\s+(?:the\s+|a\s+|researchers\s+(?:at|from)\s+(?:the\s+)?)?[A-Z0-9]"
)
_LINK = lazy(r"\]\(|<a\s|https?://")


@rule("ATT202", "unattributed-claim", Severity.WARNING, on=False, standards=("AP", "Reuters", "BBC"))
def unattributed_claim(analysis: Analysis) -> Iterator[Finding]:
    """A wrong that somebody is said to have done, and nobody who says so.

    Why: What you did not see and somebody will dispute needs a source beside it: a report, a court, a witness.
    Bad: The company concealed the leak for months.
    Good: The company concealed the leak for months, the regulator's report says.
    """
    text = unquoted(analysis)
    for sentence in running_text(analysis):
        if sentence.label is not Label.UNATTRIBUTED or sentence.confidence < _SURE or any(map(is_attributed, paragraph(analysis, sentence))):
            continue
        match = next(hits(text, _WRONG, sentence), None)
        if match and not _LEGAL.search(text, sentence.start, match.end("wrong")):
            yield unattributed_claim.finding(within(sentence), sentence.confidence * 0.7, "who says so? If it is disputed, it needs a source")


@rule("ATT207", "unnamed-spokesperson", Severity.INFO, standards=("Guardian",))
def unnamed_spokesperson(analysis: Analysis) -> Iterator[Finding]:
    """Somebody who is paid to speak, without a name.

    Why: A spokesperson has no reason to hide. Give the name, or let the body itself speak: “the firm said in a statement”.
    Bad: A spokeswoman for the firm said it had complied with the order.
    Good: Dana Mills, a spokeswoman for the firm, said it had complied with the order.
    """
    uses = [
        (source.name.casefold(), (sentence, source.mention))
        for sentence in running_text(analysis)
        for source in sentence.sources
        if source.mention is not None and _SPOKESPERSON.search(analysis.text(source.mention)) and _SPOKESPERSON.search(source.name)
        if not _NAME_BESIDE.match(analysis.document.prose, source.mention.end, sentence.end)
        and not _NAME_BEFORE.search(analysis.document.prose[sentence.start : source.mention.start])
    ]
    for (sentence, mention), others in gathered(uses):
        yield unnamed_spokesperson.finding(
            mention,
            sentence.confidence,
            f"“{analysis.text(mention)}” is paid to speak: what is the name?",
            tuple(Related(other, f"also “{analysis.text(other)}”") for _, other in others),
        )


@rule_with_settings("ATT208", "agentless-attribution", Severity.WARNING, standards=("NPR",))
def agentless_attribution(analysis: Analysis, settings: RuleSettings) -> Iterator[Finding]:
    """“It is understood”, “this newspaper has learned”: somebody told you, and the words hide it.

    Why: The passive leaves out the one thing the reader needs. Say who understands, believes or told you.
    Bad: It is understood that arrests will follow this week.
    Good: Arrests will follow this week, two detectives on the case said.
    """
    text = unquoted(analysis)
    patterns = [_AGENTLESS, _WE_LEARNED]
    own = {name for name in (*analysis.publication, *settings.outlets) if name.strip()}
    if own:
        patterns.append(lazy(rf"\b{alternatives(frozenset(own))}{_LEARNED}"))
    for sentence in running_text(analysis):
        match = next((m for pattern in patterns for m in hits(text, pattern, sentence)), None)
        somebody = any(s.mention is not None and s.kind is not SourceKind.HEARSAY for s in sentence.sources)
        if match and not somebody and (is_attributed(sentence) or not _TIMELESS.search(match.group())):
            yield agentless_attribution.finding(Span(*match.span()), 0.85, f"“{' '.join(match.group().split())}” hides who says so: who does?")


@rule("ATT209", "faceless-group", Severity.WARNING, standards=("SPJ", "NPR"))
def faceless_group(analysis: Analysis) -> Iterator[Finding]:
    """“Critics say”, “experts warn”, and none of them has a name.

    Why: A crowd cannot be asked back. One of them, named and near, shows that they exist.
    Bad: Experts say the plan will fail within a year. The council will vote on it in May.
    Good: Experts say the plan will fail within a year. “There is no money in it,” said Ines Roy, an economist at Delft.
    """
    text = unquoted(analysis)
    for sentence in running_text(analysis):
        match = next(hits(text, _GROUP, sentence), None) if sentence.label is Label.ANONYMOUS else None
        if match and not _WHOSE_GROUP.search(text[sentence.start : match.start()]) and not _somebody_named(analysis, sentence):
            group = Span(*match.span("group"))
            yield faceless_group.finding(group, sentence.confidence * 0.95, f"“{analysis.text(group)}”: can you name one of them nearby?")


def _somebody_named(analysis: Analysis, sentence: Sentence) -> bool:
    near = {*paragraph(analysis, sentence), *around(analysis, sentence, 1, 4)}
    return any(source.identified and source.kind is SourceKind.PERSON for s in near for source in s.sources)


@rule("ATT210", "uncited-study", Severity.WARNING)
def uncited_study(analysis: Analysis) -> Iterator[Finding]:
    """A study, poll or set of figures that the reader cannot look up.

    Why: A study is a source like any other. Whose is it, when and where was it published, how many were asked?
    Bad: Studies show that the drug halves the risk of a second stroke.
    Good: The drug halves the risk of a second stroke, a trial of 900 patients published in the Oslo Medical Review in March found.
    """
    text = unquoted(analysis)
    for sentence in running_text(analysis):
        match = _STUDY.search(text[sentence.start : sentence.end]) if sentence.label is Label.ANONYMOUS else None
        if match is None or _is_cited(analysis, sentence):
            continue
        study = Span(sentence.start + match.start("study"), sentence.start + match.end("study"))
        yield uncited_study.finding(study, sentence.confidence, f"“{analysis.text(study)}”: whose, and from when?")


def _is_cited(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the sentence links to something, or it or a neighbour says whose study it is."""
    near = {*paragraph(analysis, sentence), *around(analysis, sentence, 1, 2)}
    linked = _LINK.search(analysis.document.text, sentence.start, sentence.end) is not None
    return linked or any(s.kind is SourceKind.DOCUMENT and s.identified for t in near for s in t.sources) or bool(_WHOSE.search(analysis.text(sentence)))


RULES = (unattributed_claim, unnamed_spokesperson, agentless_attribution, faceless_group, uncited_study)
