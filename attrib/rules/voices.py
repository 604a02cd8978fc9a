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
from attrib.rules.people import People
from attrib.rules.rule import RuleSettings, rule, rule_with_settings

_WORDS = table("sourcing")
_SURE = 0.85

_WRONG = lazy(rf"\b(?:had\s+|has\s+|have\s+|\w+ly\s+)?(?P<wrong>{alternatives(_WORDS['wrongs'])})\s+(?!by\b)\w", re.IGNORECASE)
_LEGAL = lazy(rf"\b(?:{alternatives(_WORDS['hedging'])[3:-1]}|if|was|were|been|being|be|to)\b", re.IGNORECASE)
_SPOKESPERSON = lazy(r"\bspokes(?:man|woman|person|people|men|women|persons)\b", re.IGNORECASE)
_NAME_BESIDE = lazy(r"(?:\s+(?:of|for|at)\s[^,.]{1,60})?,\s+[A-Z][\w’'-]+\s+[A-Z]")
_NAME_BEFORE = lazy(r"[A-Z][\w’'-]+\s+[A-Z][\w’'-]+,\s+(?:is\s+|was\s+)?(?:(?:the|an?)\s+)?[^,]{0,40}$")
_SPEAKS_FOR = lazy(r"\bspokes\w+|\b(?:press|communications|media|public\s+affairs)\s+(?:secretary|officer|director|chief|manager|aide)\b", re.IGNORECASE)
_CAPITALISED = lazy(r"\b(?!(?:The|An|One)\b)[A-Z][\w-]*\w")
_AGENTLESS = lazy(
    r"\bit\s+(?:is|has\s+been)\s+(?:(?:also|widely|generally|now|\w+ly)\s+)?(?:understood|believed|thought|reported|rumou?red|alleged|claimed|feared)\b(?!\s+(?:by|live)\b)"
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
    r"(?:(?:have|also|now|already|long|had|still|are|have\s+long|\w+ly)\s+)*(?:say|said|argue[ds]?|warn(?:ed)?|claim(?:ed)?|contend(?:ed)?|point(?:ed)?\s+out|complain(?:ed)?|accuse[d]?|call(?:ed)?|suggest(?:ed)?|predict(?:ed)?|maintain(?:ed)?|insist(?:ed)?|allege[d]?|note[d]?)\b",
    re.IGNORECASE,
)  # fmt: skip
_WHOSE_GROUP = lazy(r"(?:(?<=\s)[A-Z][\w.’'-]*|\b(?:of|\d+%|percent|poll|survey))\s+(?:\w+\s+)?$")
_SOME = lazy(r"\bsome\b", re.IGNORECASE)
_SAMPLE = lazy(r"\b(?:polls?|polling|surveys?|surveyed|respondents|per\s?cent)\b|%", re.IGNORECASE)
_AROUND, _AROUND_EXPERTS, _LEAD = (1, 4), (4, 8), 8
"""Sentences before and after a group in which a name is near; sentences of a story that may sum up the rest."""
_STUDY = lazy(
    r"(?:^|[,;:—–(]\s*|\b(?:that|and|but|as|while|where|since|if|because|whether|although|though|even|indeed|yet|so|when)\s+)(?P<study>(?:(?:an?|some|several|many|most|recent|new|previous|earlier|one|two|three|various|numerous|multiple|scientific|academic|medical|national|other|independent|early|the\s+latest|countless)\s+){0,3}"
    r"(?:stud(?:y|ies)|research|polls?|polling|surveys?|data|figures|statistics|analys[ei]s|trials?|experiments?|estimates?))\s+"
    r"(?:(?:has|have|had|also|clearly|consistently|repeatedly|now)\s+)*(?:show(?:s|ed|n)?|suggest(?:s|ed)?|find(?:s)?|found|indicat(?:e|es|ed)|prove[sdn]?|reveal(?:s|ed)?|conclude[sd]?|estimate[sd]?|demonstrate[sd]?|say|says|said|link(?:s|ed)?)\b",
    re.IGNORECASE,
)  # fmt: skip
_WHOSE = lazy(
    r"\b(?:by|from|at|of|in|published|conducted|carried\s+out|commissioned|released|for)\s+(?:the\s+|a\s+|researchers\s+(?:at|from)\s+(?:the\s+)?)?[A-Z0-9]"
)
_OWNED_STUDY = lazy(
    r"(?:\b(?!The\b)[A-Z][\w.&’'/-]+|\b\d{4})\s+(?:[\w-]+\s+){0,3}?(?:stud(?:y|ies)|polls?|polling|pollsters?|surveys?|analys[ei]s|trials?|data|figures|statistics|research)\b"
    r"|\b(?:stud(?:y|ies)|polls?|polling|surveys?|analys[ei]s|trials?|data|figures|statistics|research)\s+(?:\w+\s+){0,3}(?:by|from|at|of)\s+(?:the\s+)?[A-Z]"
)
"""A study that a capital or a year places: “the Lund trial”, “a 2019 survey”, “figures from the Ministry”."""
_STUDIES_BEFORE, _OWNER_AFTER = 4, 2
"""Sentences before a mention of studies in which one of them may have an owner, and after it in which a body may be the owner."""
_LINK = lazy(r"\]\(|\]\[|<a\s|https?://")
_CLOSING = frozenset("”\"»’'")


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
        if sentence.chain is None and source.mention is not None
        if _SPOKESPERSON.search(analysis.text(source.mention)) and _SPOKESPERSON.search(source.name)
        if not _NAME_BESIDE.match(analysis.document.prose, source.mention.end, sentence.end)
        and not _NAME_BEFORE.search(analysis.document.prose[sentence.start : source.mention.start])
    ]
    named = _named_spokespeople(analysis) if uses else ()
    for (sentence, mention), others in gathered(uses):
        if any(_may_be_the_same(analysis, sentence, mention, other) for other in named):
            continue
        yield unnamed_spokesperson.finding(
            mention,
            sentence.confidence,
            f"“{analysis.text(mention)}” is paid to speak: what is the name?",
            tuple(Related(other, f"also “{analysis.text(other)}”") for _, other in others),
        )


def _named_spokespeople(analysis: Analysis) -> tuple[Sentence, ...]:
    """The sentences in which somebody with a full name is said to speak for somebody else."""
    people = People(analysis)
    speaking = (s for s in running_text(analysis) if _SPEAKS_FOR.search(analysis.text(s)))
    return tuple(s for s in speaking if any(len(n.name.words) > 1 for n in people.of(s)))


def _may_be_the_same(analysis: Analysis, sentence: Sentence, mention: Span, other: Sentence) -> bool:
    """Whether the spokesperson of a mention may be the one whom another sentence names: near it, or for the same body."""
    if other is sentence:
        return False
    prose = analysis.document.prose
    stop = sentence.cue.start if sentence.cue is not None and sentence.cue.start > mention.end else sentence.end
    body = set(_CAPITALISED.findall(prose, mention.start, stop))
    return not body.isdisjoint(_CAPITALISED.findall(prose, other.start, other.end)) or other in around(analysis, sentence, 1, 2)


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
        if not match or somebody or _goes_on(analysis, sentence):
            continue
        if is_attributed(sentence) or not _TIMELESS.search(match.group()):
            yield agentless_attribution.finding(Span(*match.span()), 0.85, f"“{' '.join(match.group().split())}” hides who says so: who does?")


def _goes_on(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence goes on with what a document beside it in the paragraph says, or with a quotation that nothing has closed."""
    beside = [s for s in around(analysis, sentence, 1, 1) if s.block == sentence.block]
    if any(source.kind is SourceKind.DOCUMENT and source.identified for s in beside for source in s.sources):
        return True
    before = around(analysis, sentence, 1, 0)[0]
    return before.quoted_share == 1 and analysis.text(before)[-1] not in _CLOSING


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
        if not match or _WHOSE_GROUP.search(text[sentence.start : match.start()]) or _is_sample(analysis, sentence):
            continue
        if _SOME.search(text, sentence.start, match.start()):
            continue  # "some hold this, others say that" sets out a question
        group = Span(*match.span("group"))
        learned = match["group"].split()[-1].casefold() in _WORDS["learned"]
        if not _somebody_named(analysis, sentence, learned):
            yield faceless_group.finding(group, sentence.confidence * 0.95, f"“{analysis.text(group)}”: can you name one of them nearby?")


def _somebody_named(analysis: Analysis, sentence: Sentence, learned: bool) -> bool:
    """Whether somebody with a name speaks near a sentence, or anywhere after it where it is in the lead, which sums up what follows.

    Experts (`learned`) are named farther from what they say than people who take a side.
    """
    told = running_text(analysis)
    at = told.index(sentence)
    before, after = _AROUND_EXPERTS if learned else _AROUND
    near = {*told[max(0, at - before) : len(told) if at < _LEAD else at + after + 1], *paragraph(analysis, sentence)}
    body = (source for s in around(analysis, sentence, 0, 1) for source in s.sources if source.kind is SourceKind.ORGANISATION)
    people = (source for s in near for source in s.sources if source.kind is SourceKind.PERSON)
    return any(source.identified for source in (*people, *body))


def _is_sample(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether those are people whom a poll asked."""
    return any(_SAMPLE.search(analysis.text(s)) for s in (*paragraph(analysis, sentence), *around(analysis, sentence, 1, 0)))


@rule("ATT210", "uncited-study", Severity.WARNING, on=False)
def uncited_study(analysis: Analysis) -> Iterator[Finding]:
    """A study, poll or set of figures that the reader cannot look up.

    Why: A study is a source like any other. Whose is it, when and where was it published, how many were asked?
        Off by default: “polls show” is often said of polls that the story has named in passing, or of what all polls of the season say.
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
    """Whether the paragraph links to something, or says whose study it is, or a sentence before or anywhere after tells of a study with an owner."""
    told = running_text(analysis)
    near = told[max(0, told.index(sentence) - _STUDIES_BEFORE) :]
    if _has_link(analysis, sentence) or _WHOSE.search(analysis.text(sentence)):
        return True
    owners = (s for t in around(analysis, sentence, 0, _OWNER_AFTER) for s in t.sources if s.kind is SourceKind.ORGANISATION)
    if any(s.identified for s in owners) or any(s.kind is SourceKind.DOCUMENT and s.identified for t in near for s in t.sources):
        return True
    return any(m.start() > t.start for t in near for m in _OWNED_STUDY.finditer(analysis.document.prose, t.start, t.end))


def _has_link(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether there is a link in the paragraph, or right before its first word."""
    blocks = analysis.document.blocks
    before = blocks[sentence.block - 1].end if sentence.block else 0
    return _LINK.search(analysis.document.text, before, blocks[sentence.block].end) is not None


RULES = (unattributed_claim, unnamed_spokesperson, agentless_attribution, faceless_group, uncited_study)
