"""Rules on who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from itertools import pairwise, zip_longest

from attrib.analysis import Analysis, Label, Sentence, SourceKind
from attrib.document import Span
from attrib.findings import Finding, Related, Severity
from attrib.patterns import lazy
from attrib.quotes import outermost, pair_quotes
from attrib.rules.orphans import orphans
from attrib.rules.passages import opens_quoted, own_outlets, running_text, within
from attrib.rules.people import HONORIFICS, Naming, People
from attrib.rules.rule import RuleSettings, rule, rule_with_settings

_PRONOUNS = frozenset("he she they it we i who".split())
_OTHER_GENDER = {"he": "f", "she": "m"}
_TOGETHER = lazy(
    r"\s+(?:\w+\s+)?(?:and|met(?:\s+with)?|saw|(?:spoke|talked|dined|argued|quarrelled|debated)\s+(?:to|with)|called|telephoned|phoned|visited|joined|sued"
    r"|confronted|faced|beat|defeated|replaced|succeeded|emailed|wrote\s+to|debated|hugged|thanked)\s+(?:\w+\s+){0,3}",
)
_OMISSION = lazy(r"[.…]|[a-z]")
_GOES_ON = lazy(r"\b(?:and|but|then|who|whose|whom)\b")
"""What says more of one of two people."""
_SOME = 0.2
_LONGEST_TAG = 3
_QUOTED = 0.9
"""How sure a quotation without a speaker is, where all of it is quoted: the analysis found nobody either."""
_MISSPELT = 0.8
"""How much alike a surname and an earlier word are where one is a slip for the other (difflib's ratio)."""
_SHORTEST_LATE, _FEWEST_LATE = 3, 15
"""Quoted sentences, and words, from which a speaker named at the end comes too late."""


@rule("ATT201", "unattributed-quote", Severity.ERROR, standards=("Reuters", "AP"))
def unattributed_quote(analysis: Analysis) -> Iterator[Finding]:
    """A quotation that nobody speaks.

    Why: Every quotation has a speaker, and the reader must be able to tell who it is. A quotation
        that stands alone leaves the words to be laid at the wrong door.
    Bad: The council met for three hours on Monday. “We were misled about the costs from the very first day.”
    Good: The council met for three hours on Monday. “We were misled about the costs from the very first day,” Mayor Ana Ruiz said.
    """
    for run in orphans(analysis):
        yield unattributed_quote.finding(
            Span(run[0].start, run[-1].end),
            _QUOTED * max(s.quoted_share for s in run),
            "who says this? The text names no speaker for the quotation",
        )


@rule("ATT203", "late-attribution", Severity.WARNING, standards=("Reuters", "AP"))
def late_attribution(analysis: Analysis) -> Iterator[Finding]:
    """A quotation of several sentences at whose end the story names its speaker for the first time.

    Why: Readers should not have to guess whose words they are reading. Name the speaker after the first sentence.
    Bad: The council met on Monday. “We were misled. Nobody showed us the bill. We asked for it three times. We will not pay,” said Ana Ruiz, the mayor.
    Good: The council met on Monday. “We were misled,” said Ana Ruiz, the mayor. “Nobody showed us the bill. We asked for it three times. We will not pay.”
    """
    outer = outermost(pair_quotes(analysis.document))
    told = running_text(analysis)
    for quotation in outer:
        if quotation.continues:
            continue
        inside = range(bisect_right(told, quotation.start, key=lambda s: s.end), bisect_left(told, quotation.end, key=lambda s: s.start))
        tag = next((n for n, i in enumerate(inside) if _has_own_cue(told[i], quotation.start, quotation.end)), None)
        if tag is None or told[inside[0]].start != quotation.start:
            continue
        quoted = sum(not _is_rest(analysis, told[i]) for i in inside[: tag + 1])
        if quoted < _SHORTEST_LATE:
            continue
        speaker = told[inside[tag]].sources[0]
        mention = speaker.mention
        if speaker.kind is not SourceKind.PERSON or not speaker.identified or mention is None or mention.start < quotation.end:
            continue
        if not _names(analysis.text(mention), speaker.name):
            continue
        if len(analysis.text(Span(quotation.start, quotation.end)).split()) < _FEWEST_LATE or _is_known(analysis, speaker.name, quotation.start):
            continue
        yield late_attribution.finding(
            mention,
            told[inside[tag]].confidence * 0.95,
            f"“{analysis.text(mention)}” is named after {quoted} quoted sentences: could the speaker come after the first?",
            (Related(within(told[inside[0]]), "the quotation begins here"),),
        )


def _is_rest(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence goes on with the one before it, cut off by the dots of an omission: “. . . that is new”."""
    return _OMISSION.match(analysis.document.prose, sentence.start) is not None


def _names(mention: str, speaker: str) -> bool:
    """Whether a mention gives a speaker's name; a pronoun, or a narrator, is for somebody whom the story has brought in before."""
    words = speaker.split()
    return bool(words) and words[-1][0].isupper() and words[-1] in mention.split()


def _is_known(analysis: Analysis, speaker: str, offset: int) -> bool:
    """Whether the story speaks of a speaker before an offset, so that the reader may expect them."""
    called = re.compile(rf"\b{re.escape(speaker.split()[-1])}", re.IGNORECASE)
    return any(called.search(analysis.document.prose, s.start, min(s.end, offset)) for s in running_text(analysis) if s.start < offset)


def _has_own_cue(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a sentence is attributed by words of its own outside the quotation `start:end`."""
    cue = sentence.cue
    return bool(sentence.sources) and cue is not None and not (start <= cue.start and cue.end <= end)


@rule("ATT204", "merged-speakers", Severity.WARNING, standards=("Reuters",))
def merged_speakers(analysis: Analysis) -> Iterator[Finding]:
    """Two speakers quoted one after the other in a paragraph, the second named only after the words.

    Why: Readers take a second quotation in a paragraph for the same speaker. Begin a new paragraph, or say first who speaks.
    Bad: “We never signed it,” Jin Park said. “We will see them in court,” Tomas Lee said.
    Good: “We never signed it,” Jin Park said. Tomas Lee, the firm's lawyer, said: “We will see them in court.”
    """
    told = running_text(analysis)
    for first, second, after in zip_longest(told, told[1:], told[2:]):
        if second is None or first.block != second.block or not opens_quoted(analysis, second) or min(first.quoted_share, second.quoted_share) < _SOME:
            continue
        tagged = after if after is not None and _is_tag(analysis, second, after) else second
        one, other = _speaker(analysis, first), _speaker(analysis, tagged)
        if one is None or other is None or (tagged is second and other[1].start - second.start < _SOME * (second.end - second.start)):
            continue
        if one[0] == other[0] or other[0].split()[-1] in analysis.text(first).casefold():
            continue
        yield merged_speakers.finding(
            other[1],
            min(first.confidence, tagged.confidence) * 0.9,
            f"“{analysis.text(other[1])}” speaks in the paragraph of “{analysis.text(one[1])}”: could the new speaker come first, or a new paragraph begin?",
            (Related(one[1], "the speaker before"),),
        )


def _is_tag(analysis: Analysis, quoted: Sentence, after: Sentence) -> bool:
    """Whether a sentence is nothing but a speaker and a verb, for the quotation before it: “We will sue.” Lee added."""
    return after.block == quoted.block and after.quoted_share == 0 and len(analysis.text(after).split()) <= _LONGEST_TAG


def _speaker(analysis: Analysis, sentence: Sentence) -> tuple[str, Span] | None:
    """The name of whoever a sentence quotes and where it says so, unless by a pronoun."""
    if not sentence.sources or sentence.chain is not None:
        return None
    source = sentence.sources[0]
    if source.kind is not SourceKind.PERSON or source.mention is None or not source.name or analysis.text(source.mention).casefold() in _PRONOUNS:
        return None
    return source.name.casefold(), source.mention


@rule("ATT205", "ambiguous-speaker", Severity.WARNING, standards=("AP",))
def ambiguous_speaker(analysis: Analysis) -> Iterator[Finding]:
    """“He said” where two people named right before could be meant.

    Why: If the reader has to choose, some will choose wrong. Repeat the name.
    Bad: Jonas Park met Tomas Lee in the harbour office on Monday. He said the talks had failed.
    Good: Jonas Park met Tomas Lee in the harbour office on Monday. Lee said the talks had failed.
    """
    doubtful = [(b, s, m) for b, s, m in _pronouns_after_narration(analysis) if _TOGETHER.search(analysis.document.prose, b.start, b.end)]
    if not doubtful:
        return
    people = People(analysis)
    is_own_outlet = own_outlets(analysis.publication)
    for before, sentence, mention in doubtful:
        pronoun = analysis.text(mention).casefold()
        named = [n for n in people.of(before) if n.entity.gender != _OTHER_GENDER[pronoun]]
        if len(named) != 2 or named[0].entity is named[1].entity or not any(map(people.is_certain, named)):
            continue
        if not _on_one_footing(analysis, *named) or any(is_own_outlet(n.name.text) for n in named):
            continue
        if _GOES_ON.search(analysis.document.prose, named[1].span.end, before.end):
            continue
        yield ambiguous_speaker.finding(
            mention,
            sentence.confidence * 0.85,
            f"“{analysis.text(mention)}” could be either of two people named right before: who?",
            tuple(Related(n.span, f"“{n.entity.name}”?") for n in named),
        )


def _pronouns_after_narration(analysis: Analysis) -> Iterator[tuple[Sentence, Sentence, Span]]:
    """Sentences that begin with "he said" or the like, where that is and the sentence before, which attributes nothing."""
    for before, sentence in pairwise(analysis.sentences):
        mention = sentence.sources[0].mention if sentence.sources and sentence.cue is not None else None
        if mention is None or sentence.block != before.block or before.label is not Label.UNATTRIBUTED:
            continue
        if analysis.text(mention).casefold() in _OTHER_GENDER and mention.start == sentence.start:  # "But he said" goes on about the same person
            yield before, sentence, mention


def _on_one_footing(analysis: Analysis, one: Naming, other: Naming) -> bool:
    """Whether two people did something together or to each other, so that neither is more in mind."""
    return _TOGETHER.fullmatch(analysis.document.prose, one.span.end, other.span.start) is not None


@rule_with_settings("ATT206", "unintroduced-source", Severity.WARNING, standards=("Reuters", "SPJ"))
def unintroduced_source(analysis: Analysis, settings: RuleSettings) -> Iterator[Finding]:
    """A source who is first mentioned by surname alone.

    Why: Readers can weigh what somebody says once they know who it is. Give the full name and the position at first mention.
        People whom your readers know go into the config, as known people.
    Bad: Okafor said the bridge had been safe in May. She had inspected it herself, she said.
    Good: Chika Okafor, the county's chief engineer, said the bridge had been safe in May.
    """
    known = {word.casefold() for name in settings.people for word in (name, name.split()[-1])}
    bare = {surname.start for surname in _bare_surnames(analysis)}
    if not bare:
        return
    people = People(analysis)
    for naming in people.first():
        if naming.span.start not in bare or naming.introduced or naming.name.text.casefold() in known:
            continue
        if people.is_certain(naming) and not people.is_named_soon(naming):
            yield unintroduced_source.finding(
                naming.span, naming.sentence.confidence * 0.9, f"who is “{naming.name.text}”? Give the full name and the position at first mention"
            )


def _bare_surnames(analysis: Analysis) -> Iterator[Span]:
    """Where a source is called by one name, with "Mr" or nothing before it, that stands nowhere earlier in the running text."""
    prose = analysis.document.prose
    told = running_text(analysis)
    whole = " ".join(prose[s.start : s.end] for s in told)
    first_at = cache(whole.index)
    here = 0
    for sentence in told:
        for source in sentence.sources:
            words = analysis.text(source.mention).split() if source.mention is not None else []
            if not words or source.kind is not SourceKind.PERSON or not source.identified or not words[-1][0].isupper():
                continue
            if source.mention is not None and len(words) <= 2 and all(w.casefold().rstrip(".") in HONORIFICS for w in words[:-1]):
                start = source.mention.end - len(words[-1])
                at = here + start - sentence.start
                if first_at(words[-1]) + len(words[-1]) > at and not _is_misspelt(words[-1], whole[:at]):
                    yield Span(start, source.mention.end)
        here += sentence.end - sentence.start + 1


def _is_misspelt(surname: str, before: str) -> bool:
    """Whether a name hardly different stands earlier in the text."""
    names = {word for word in before.split() if word[0].isupper()}
    return bool(get_close_matches(surname, sorted(names), 1, _MISSPELT))


RULES = (unattributed_quote, late_attribution, merged_speakers, ambiguous_speaker, unintroduced_source)
