"""Rules on the story as a whole, silent until the newsroom sets a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrib.analysis import Analysis, Label, Sentence, SourceKind
from attrib.document import Span
from attrib.findings import Finding, Severity
from attrib.rules.passages import is_attributed, running_text
from attrib.rules.rule import RuleSettings, rule_with_settings


@rule_with_settings("ATT501", "too-anonymous", Severity.WARNING)
def too_anonymous(analysis: Analysis, settings: RuleSettings) -> Iterator[Finding]:
    """A larger share of the attributed sentences rests on unnamed sources than the newsroom allows.

    Why: One unnamed source may be needed. A story that is mostly unnamed asks readers to take the newsroom's word for it.
        The budget `too-anonymous` is a share from 0 to 1.
    Bad: A senior official said the bridge was unsafe. Two engineers said it should be shut. Mayor Ana Ruiz said it was fine.
    Good: Chika Okafor, the county's chief engineer, said the bridge was unsafe. An official said it should be shut.
        Mayor Ana Ruiz said it was fine.
    """
    limit = settings.budgets.too_anonymous
    told = _attributed(analysis)
    if limit is None or not told:
        return
    share = sum(s.label is Label.ANONYMOUS for s in told) / len(told)
    if share > limit:
        message = f"{share:.0%} of the attributed sentences rest on unnamed sources, {limit:.0%} is the budget: who could be named?"
        yield too_anonymous.finding(_opening(analysis), _certainty(told), message)


@rule_with_settings("ATT502", "too-unattributed", Severity.WARNING)
def too_unattributed(analysis: Analysis, settings: RuleSettings) -> Iterator[Finding]:
    """A larger share of the sentences has no source than the newsroom allows.

    Why: What the reporter did not see came from somebody. The budget `too-unattributed` is a share from 0 to 1.
    Bad: The bridge was unsafe. The cracks had been known for a year. Mayor Ana Ruiz said it would be shut.
    Good: The bridge was unsafe, the county's engineers found. Inspectors from Denholm Survey reported cracks a year ago.
        Mayor Ana Ruiz said it would be shut.
    """
    limit = settings.budgets.too_unattributed
    told = running_text(analysis)
    if limit is None or not told:
        return
    share = sum(not is_attributed(s) for s in told) / len(told)
    if share > limit:
        message = f"{share:.0%} of the sentences name no source, {limit:.0%} is the budget: who says so?"
        yield too_unattributed.finding(_opening(analysis), _certainty(told), message)


@rule_with_settings("ATT503", "too-few-sources", Severity.WARNING)
def too_few_sources(analysis: Analysis, settings: RuleSettings) -> Iterator[Finding]:
    """Fewer named sources than the newsroom asks for.

    Why: A second and a third voice catch what the first got wrong. The budget `too-few-sources` is the least number of
        distinct named sources.
    Bad: Mayor Ana Ruiz said the bridge was unsafe. Ruiz said it would be shut.
    Good: Mayor Ana Ruiz said the bridge was unsafe. Chika Okafor, the county's chief engineer, said it would be shut.
    """
    least = settings.budgets.too_few_sources
    told = running_text(analysis)
    if least is None or not told:
        return
    named = {source.name.casefold() for s in told for source in s.sources if source.identified and source.name}
    if len(named) < least:
        count = f"{len(named)} named source{'' if len(named) == 1 else 's'}"
        yield too_few_sources.finding(_opening(analysis), _certainty(told), f"{count}, {least} is the budget: whom else could you ask?")


@rule_with_settings("ATT504", "one-source-story", Severity.WARNING)
def one_source_story(analysis: Analysis, settings: RuleSettings) -> Iterator[Finding]:
    """A larger share of the attributed sentences rests on one origin than the newsroom allows.

    Why: However many outlets and voices pass it on, what began with one source is as good as that source. The budget
        `one-source-story` is a share from 0 to 1.
    Bad: Mayor Ana Ruiz said the bridge was unsafe. Ruiz said it would be shut. Chika Okafor, the county's chief engineer, said nothing was decided.
    Good: Mayor Ana Ruiz said the bridge was unsafe. Chika Okafor, the county's chief engineer, said nothing was decided.
    """
    limit = settings.budgets.one_source_story
    told = [s for s in _attributed(analysis) if s.sources[0].kind is not SourceKind.HEARSAY]
    if limit is None or not told:
        return
    origins = Counter(s.chain.links[0] if s.chain else s.sources[0].name for s in told)
    origin, count = origins.most_common(1)[0]
    share = count / len(told)
    if share > limit:
        message = f"{share:.0%} of the attributed sentences rest on {origin}, {limit:.0%} is the budget: who else knows?"
        yield one_source_story.finding(_opening(analysis), _certainty(told), message)


def _attributed(analysis: Analysis) -> list[Sentence]:
    return [s for s in running_text(analysis) if is_attributed(s)]


def _opening(analysis: Analysis) -> Span:
    """Where a finding on the whole story stands: its first sentence."""
    first = analysis.sentences[0]
    return Span(first.start, first.end)


def _certainty(sentences: list[Sentence] | tuple[Sentence, ...]) -> float:
    return sum(s.confidence for s in sentences) / len(sentences)


RULES = (too_anonymous, too_unattributed, too_few_sources, one_source_story)
